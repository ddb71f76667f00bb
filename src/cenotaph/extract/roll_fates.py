"""What a caption over or before a list of names says became of the named: "In memory of", "Still in captivity"."""

from __future__ import annotations

import re

from cenotaph.model import Measure

__all__ = ["LONGEST_CAPTION", "fate_named", "tells_of_others"]

LONGEST_CAPTION = 160  # characters
_INJURED = (
    r"\b(?:injured|wounded|hurt|maimed|hospitali[sz]ed|in\s+hospital|wia|being\s+treated|under\s+treatment)\b"
)
_MISSING = (
    r"\b(?:missing|trapped|stranded|entombed|unaccounted|disappeared|whereabouts|mia|untraced|unfound|"
    r"(?:not|never|n.t|nobody)\s+(?:been\s+|yet\s+)*(?:found|traced|located|returned|seen|heard)|no\s+(?:trace|word|news)|"
    r"still\s+(?:being\s+)?(?:sought|looked\s+for|searched\s+for))\b"
)
_DETAINED = (
    r"\b(?:detained|detainees|arrested|arrests|hostages?|abducted|abductees|kidnapped|jailed|imprisoned|captives?|"
    r"in\s+(?:captivity|custody|detention)|remanded|charged|(?:still|being)\s+held|taken\s+(?:away|captive|prisoner|hostage)|"
    r"(?:taken|dragged|led)\s+from\s+(?:his|her|their|the)\s+(?:homes?|houses?|beds?|rooms?|offices?|cells?|villages?|shops?)|"
    r"(?:picked|rounded)\s+up|seized|marched\s+off|prisoners|political\s+prisoners|behind\s+bars)\b"
)
_KILLED = (
    r"\b(?:dead|died|killed|victims?|fallen|martyrs?|martyred|in\s+(?:loving\s+|fond\s+|proud\s+|grateful\s+)?memor(?:y|iam)|"
    r"(?:we|who|whom)\s+(?:have\s+)?lost|lost\s+(?:their|his|her)\s+lives?|lost\s+(?:in|at|on|to|with|when|aboard)\b|"
    r"(?:did|do|could)(?:\s+not|n.t)\s+(?:survive|make\s+it)|never\s+(?:made\s+it|came\s+(?:home|back)|returned)|"
    r"deceased|slain|drowned|burnt?\s+to\s+death|shot\s+dead|executed|murdered|perished|roll\s+of\s+hono[u]?r|fell\s+(?:in|at)|"
    r"remember\w*|end\s+of\s+watch|fatalit(?:y|ies)|kia|(?:had|have|has)\s+taken|gone\s+(?:from\s+us|before\s+us)|"
    r"taken\s+from\s+us|(?:gave|given|laid\s+down|sacrificed)\s+(?:their|his|her)\s+lives?|rest\s+in\s+peace|r\.?i\.?p|buried|laid\s+to\s+rest|souls?\s+of|condolences|mourn\w*|massacred|gunned\s+down|funerals?\s+of)\b"
)
_FATES = tuple(
    (measure, re.compile(pattern, re.IGNORECASE))
    for measure, pattern in (
        (Measure.INJURED, _INJURED),
        (Measure.MISSING, _MISSING),
        (Measure.DETAINED, _DETAINED),
        (Measure.KILLED, _KILLED),
    )
)
_OTHERS = re.compile(
    r"\b(?:by|suspects?|suspected|wanted|survivors?|survived|accused|convicted|behind\s+the|perpetrators?|witness\w*|questions?|"
    r"contact|sources?|(?:relatives|famil(?:y|ies)|widows?|parents|friends)\s+of|bereaved|pallbearers|speakers?|photos?|pictures?|read\s+more|related|killers?|"
    r"attackers?|escaped|released|freed|rescued|alive|safe|unhurt|unharmed|movies?|films?|books?|cast|starring|"
    r"said|says|told|asked|wrote|tweeted|added|who\s+killed|not\s+(?:dead|hurt|injured|killed|missing))\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\baccording\s+to\b.*|\b(?:say|said)\s+(?:the|police|officials)\b.*", re.IGNORECASE)


def fate_named(caption: str) -> Measure | None:
    """What a caption over names says became of the named ("In memory of"), or None."""
    if len(caption) > LONGEST_CAPTION:
        return None
    return next((measure for measure, pattern in _FATES if pattern.search(caption)), None)


def tells_of_others(caption: str) -> bool:
    """Whether a caption leads to others than the harmed: who did it, who lived, who speaks."""
    return _OTHERS.search(_WHOLE.sub("", caption)) is not None
