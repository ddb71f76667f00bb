"""What is left open, by set phrases: "no word on casualties", "the number of dead is unknown"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Measure, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Opening", "openings"]

_HARM = (
    r"(?P<harm>dead|deaths?|killed|fatalities|victims?|death\s+toll|tolls?|losses|lives\s+lost|died|injured|wounded|injuries|"
    r"hurt|casualty|casualties|missing|disappeared|detained|arrested|bodies)"
)
_FOUND = (
    r"(?:known|clear|disclosed|given|available|released|confirmed|published|public|certain|reported|established|recorded|counted|tallied|listed|"
    r"registered|documented|ascertained|determined|stated|specified|estimated|settled|noted|kept|compiled|on\s+record)"
)
_OPEN = (
    r"(?:unknown|unclear|uncertain|undisclosed|unconfirmed|unavailable|disputed\s+and\s+unknown|a\s+mystery|withheld|"
    r"un(?:recorded|counted|tallied|ascertained|determined|established|specified|quantified|reported|documented|registered)|a\s+matter\s+of\s+guesswork|anybody's\s+guess|anyone's\s+guess|"
    r"(?:being|to\s+be|still\s+being)\s+(?:clarified|established|ascertained|determined|verified|assessed|counted|specified|tallied)|under\s+(?:verification|assessment)|"
    rf"(?:not|never)\s+(?:yet\s+|immediately\s+|being\s+|been\s+|made\s+|ever\s+|fully\s+|properly\s+|reliably\s+|at\s+once\s+|so\s+far\s+)*{_FOUND})"
)
_BE = r"(?:is|was|are|were|remains?|remained|has|have|had|go|goes|went|gone|still)"
_NOT_FOUND = (
    r"(?:(?:could|can)\s*not|couldn't|can't|cannot|(?:is|was|are|were|had|have|has)\s+yet\s+to|remains?\s+to)\s+(?:yet\s+|immediately\s+|as\s+yet\s+)?be(?:en)?\s+"
    r"(?:\w+ly\s+)?(?:ascertained|established|determined|verified|confirmed|known|counted|given|obtained|estimated)"
)
_UNKNOWN = [
    rf"\b(?:numbers?|extent|scale|total|count|figures?|tally|details)\s+(?:of|for|on)\s+(?:the\s+|any\s+|those\s+|people\s+)?{_HARM}\b(?:[^.,;]{{0,40}}?\s{_BE})?\s*(?:still\s+)?{_OPEN}",
    r"\b(?:unknown|unclear|uncertain|not\s+known|nobody\s+knows|no\s+one\s+knows|impossible\s+to\s+(?:say|know|tell|count))\b[^.;]{0,20}?\bhow\s+many\b"
    r"[^.;,]{0,40}?\b(?P<harm>trapped|buried|rubble|debris|missing|dead|died|killed|wounded|injured|hurt|drowned|perished|captured)\b",
    rf"\b{_HARM}\s+(?:figures?|numbers?|count|toll|tally|total)?\s*(?:{_BE}|:|-)?\s*(?:still\s+)?{_OPEN}",
    rf"\b(?:numbers?|total|count|figures?|tally|details)\s+(?:of|for|on)\s+(?:the\s+|any\s+|those\s+|people\s+)?{_HARM}\b[^.;,]{{0,60}}?\s{_NOT_FOUND}",
    rf"\b{_HARM}(?:\s+(?:figures?|numbers?|counts?|tolls?|tally|total|rate))?\b[^.;,]{{0,60}}?\s{_NOT_FOUND}",
    r"\bno\s+(?:(?:immediate|official|further|confirmed|reliable|exact|firm|precise|early|definite|clear|independent|new|public|precise|final|hard)\s+)*(?:word|information|details?|figures?|indication|news|count|data|estimates?|toll|account|accounting|tally|numbers?|statements?|breakdown|confirmation|announcement)\s+"
    rf"(?:yet\s+|so\s+far\s+|available\s+)?(?:on|of|about|as\s+to|for|from|regarding|concerning)\s+(?:any\s+|the\s+|its\s+|their\s+|his\s+|our\s+|own\s+|possible\s+|those\s+|how\s+many\s+(?:\w+\s+){{0,4}}"
    rf"|(?:the\s+|its\s+|any\s+)?(?:\w+\s+)?(?:numbers?|total|scale|extent|toll)\s+of\s+(?:the\s+|its\s+|any\s+)?(?:\w+\s+)?)?{_HARM}\b(?!\s+[a-z]+s\b)",
    rf"\b(?:not\s+(?:immediately\s+|yet\s+)*(?:clear|known)|unclear|unknown|uncertain|not\s+say|no\s+word(?:\s+on)?)\s+(?:whether|if)\s+(?:anyone|anybody|any|there)\b[^.;]{{0,40}}?\b{_HARM}\b",
    rf"\b(?:whether|if)\s+(?:anyone|anybody|any|there)\b[^.;]{{0,40}}?\b{_HARM}\b[^.;]{{0,30}}?\s{_BE}\s+{_OPEN}",
    rf"\bno(?:\s+(?:official|final|exact|confirmed|reliable))*\s+{_HARM}\s+(?:figures?|numbers?|count|toll)?\s*(?:was|were|is|are|has\s+been|have\s+been)\s+(?:immediately\s+)?(?:available|given|released|issued|published|known)",
    rf"\b(?:nobody|no\s+one|none|no-one)\s+(?:has\s+|had\s+|ever\s+|yet\s+|was\s+|is\s+|were\s+)*(?:count(?:ed|ing|s)|kept?\s+(?:a\s+)?(?:count|tally|track|record)\s+of|"
    rf"knows?|knew|record(?:ed|s)|register(?:ed|s)|tallied|listed)\s+(?:the\s+|its\s+|their\s+|how\s+many\s+)?(?:\w+\s+){{0,3}}?{_HARM}\b(?!\s+(?:person|man|body)\b)",
    rf"\bno\s+(?:\w+\s+)?(?:records?|count|tally|list|register|roll|registers)\s+(?:survives?|survived|exists?|existed|remains?|remained|was\s+(?:ever\s+)?(?:kept|made|taken)|were\s+(?:ever\s+)?kept|has\s+been\s+(?:kept|made))\s+"
    rf"(?:of|for)\s+(?:the\s+|its\s+|their\s+)?(?:[\w']+\s+){{0,3}}?{_HARM}\b",
    r"\b(?:too\s+(?:early|soon)|premature|not\s+(?:yet\s+)?possible|impossible|unable|hard|difficult)\s+(?:yet\s+)?(?:for\s+\w+\s+)?to\s+"
    r"(?:speak|talk|say|tell|give|put|provide|estimate|establish|determine|know|count|assess|confirm|set|fix|offer|name)\b"
    rf"(?:(?!\b(?:what|why|who|whether|if|when|where)\b)[^.;,]){{0,40}}?\b{_HARM}\b",
    rf"\bno(?:\s+(?:official|final|exact|confirmed))*\s+(?P<toll>toll|death\s+toll)\s+(?:yet|so\s+far|has|was|is)\b{_HARM}?",
]
# "the claim of *40* dead could not be verified": a number that nobody has checked is no unknown one
_COUNTED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|dozens?|scores|hundreds|thousands))(?:\s+\w+)?\s+$",
    re.IGNORECASE,
)
# "many deaths go unrecorded" tells of no number that is open
_SOME = re.compile(
    r"\b(?:many|most|some|more|such|few|several|other|often|all)\s+(?:\w+\s+)?$"
    r"|\b(?:names?|identit(?:y|ies)|ages?|nationalit(?:y|ies)|relatives|famil(?:y|ies))\s+of\s+(?:the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ONE_DEATH = re.compile(r"death\s+(?!toll|figure|number|count|tally|total|rate)", re.IGNORECASE)
_HAS_NONE = re.compile(
    r"\b(?:has|have|had|having|got)\s+(?:as\s+yet\s+)?no\s+(?:(?:exact|firm|reliable|final|clear|new|definite|official)\s+)*"
    r"(?:figures?|numbers?|count|toll|estimate|tally|total|idea\s+how\s+many)\b",
    re.IGNORECASE,
)
_GAVE_NONE = re.compile(
    r"\b(?:gave|gives|giving|give|provided|offered|released|issued|published|put\s+out|without\s+giving)\s+(?:no|a|any)\s+"
    r"(?:(?:casualty|death|exact|official|further)\s+)*(?:figures?|numbers?|toll|count|breakdown|estimate|casualty\s+details)\b",
    re.IGNORECASE,
)
_NOT_GIVING = re.compile(
    r"\b(?:is|are|was|were|'s|'re)\s*(?:not|n't)\s+(?:yet\s+)?(?:giving|releasing|disclosing|publishing|providing)\s+(?:any\s+|a\s+|its\s+|out\s+|the\s+)*"
    r"(?:casualty\s+|death\s+|exact\s+)*(?:figures?|numbers?|toll|count|breakdown|losses|casualties)\b"
    r"|\b(?:dead|killed|wounded|injured|casualties|deaths)\s+(?:is|are|was|were)\s+not\s+being\s+(?:given|released|disclosed|published|made\s+public)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|nor|did\s+not|didn't|never|has\s+not|have\s+not)\b[^.;]{0,60}?\b(?:gave|give|given|provided?|released?|issued?|disclosed?|offered|published)\s+"
    r"(?:any\s+|a\s+|its\s+|their\s+)?(?:casualty\s+|death\s+|exact\s+)*(?:figures?|numbers?|toll|count|breakdown|losses|casualties)\b",
    re.IGNORECASE,
)
_FIGURE = (
    r"(?:a|an|any|the|its|their|even\s+a)?\s*(?:(?:\w+|full|final|exact|death|casualty|reliable)\s+){0,2}?"
    r"(?:figures?|numbers?|tolls?|counts?|totals?|tally|estimates?|breakdown)(?!\s+of\s+\d)\b"
)
_GIVING = (
    r"(?:give|provide|produce|offer|publish|release|issue|disclose|supply|announce|state|quote|share|put\s+out)"
)
# "has not been able to establish a figure"; to check what somebody else has counted is another thing
_UNABLE = re.compile(
    r"(?:\b(?:unable|in\s+no\s+position|at\s+a\s+loss)|(?:\bnot|n't)\s+(?:\w+\s+){0,2}?(?:able|in\s+a\s+position|managed))\s+to\s+"
    rf"(?:yet\s+|so\s+far\s+)?(?:establish|determine|ascertain|arrive\s+at|obtain|fix|compile|work\s+out|estimate|put|name|cite|{_GIVING})\s+{_FIGURE}"
    rf"|(?:\bcannot|\bcan't|\bcould\s*n[o']t|\bcan\s+not)\s+(?:yet\s+|so\s+far\s+)?(?:establish|determine|ascertain|arrive\s+at|put|fix|estimate)\s+{_FIGURE}"
    rf"|\b(?:has|have|had)\s+yet\s+to\s+(?:establish|determine|ascertain|arrive\s+at|compile)\s+{_FIGURE}",
    re.IGNORECASE,
)
# "has yet to publish a count", "was unwilling to give numbers"
_UNWILLING = re.compile(
    r"\b(?:(?:has|have|had)\s+yet|failed|unwilling|reluctant|(?:\bnot|n't)\s+(?:willing|ready|prepared|authori[sz]ed|allowed|going|about)|omitted|avoided|stopped\s+short\s+of)\s+"
    rf"(?:to\s+)?(?:giv|provid|produc|offer|publish|releas|issu|disclos|suppl|announc|stat|quot|shar|put)\w*\s+(?:out\s+|on\s+)?{_FIGURE}",
    re.IGNORECASE,
)
_HARMED = re.compile(rf"\b{_HARM}\b", re.IGNORECASE)
# every pattern above asks for one of these
_ANY = re.compile(
    r"un(?:known|clear|certain|disclosed|confirmed|available|recorded|counted|tallied|ascertained|determined|established|specified|"
    r"quantified|reported|documented|registered|able|willing)|reluctant|failed|omitted|avoided|short of|being|"
    r"to\s+be|under\s|guess|mystery|withheld|impossible|"
    r"too\s+(?:early|soon)|premature|hard|difficult|n't|cannot|yet\s+to|remains?\s+to|\b(?:not?|nobody|neither|nor|never|without)\b",
    re.IGNORECASE,
)
_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _UNKNOWN]
_WHICH = (
    (Measure.KILLED_OR_INJURED, ("casualt",)),
    (Measure.INJURED, ("injur", "wounded", "hurt")),
    (Measure.MISSING, ("missing", "disappeared", "trapped", "rubble", "debris", "buried")),
    (Measure.DETAINED, ("detained", "arrested", "abduct", "kidnap", "captured", "hostage", "captive")),
    (Measure.BODIES_FOUND, ("bodies",)),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A number left open: the token at which it is said, its subject if it has one, and about what."""

    at: Token
    subject: Token | None
    stance: Stance
    measure: Measure


def openings(sentence: Span, told: bool = True) -> list[Opening]:
    """The set phrases of a sentence that leave a number of people open; ``told``: somebody has been counted."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    said = text[low:high]
    out: list[Opening] = []
    if not _ANY.search(said):
        return out
    for pattern in _PATTERNS:
        for match in pattern.finditer(said):
            token = _token(sentence, low + match.start())
            measure = _measure(match.group())
            before = said[max(0, match.start() - 30) : match.start()]
            one = _ONE_DEATH.match(match.group()) is not None  # "his death was not reported for a week"
            if one or _COUNTED.search(before) or _SOME.search(before):
                continue
            if token is not None and not any(o.measure is measure for o in out):
                out.append(Opening(token, None, Stance.REPORTS_UNKNOWN, measure))
    for match in _NOT_GIVING.finditer(said):
        at, measure = _token(sentence, low + match.start()), _measure(said[match.start() :])
        verbs = [t for t in sentence if at is not None and t.idx >= at.idx and t.tag_[:2] == "VB"]
        giving = next((v for v in verbs if v.dep_ not in {"aux", "auxpass"}), at)
        if giving is not None:
            subjects = [c for c in giving.children if c.dep_ == "nsubj"]
            out = [o for o in out if o.measure is not measure]
            out.append(Opening(giving, subjects[0] if subjects else None, Stance.DECLINES_TO_SAY, measure))
    for match in _NEITHER.finditer(said):
        verb = next(
            (
                t
                for t in sentence
                if t.idx >= low + match.start() and t.tag_[:2] == "VB" and t.dep_ not in {"aux", "auxpass"}
            ),
            None,
        )
        if verb is not None and not out:
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            out.append(
                Opening(verb, subjects[0] if subjects else None, Stance.DECLINES_TO_SAY, _measure(match.group()))
            )
    for pattern, stance in ((_UNABLE, Stance.REPORTS_UNKNOWN), (_UNWILLING, Stance.DECLINES_TO_SAY)):
        for match in pattern.finditer(said):
            token = _token(sentence, low + match.start())
            if token is not None and not out and (told or _HARMED.search(said)):
                out.append(_of_whoever(token, stance, _measure(match.group() + said[match.end() :])))
    for pattern, stance in ((_HAS_NONE, Stance.REPORTS_UNKNOWN), (_GAVE_NONE, Stance.DECLINES_TO_SAY)):
        for match in pattern.finditer(said):
            token = _token(sentence, low + match.start())
            withheld = " no " in match.group().lower() or match.group().lower().startswith("without")
            if token is None or out or not withheld:
                continue
            subjects = [c for c in token.children if c.dep_ == "nsubj"]
            out.append(Opening(token, subjects[0] if subjects else None, stance, _measure(said[match.start() :])))
    return out


def _of_whoever(at: Token, stance: Stance, measure: Measure) -> Opening:
    """An opening said by the subject above ``at``, or by whoever is heard above a clause or a pronoun."""
    verb = at
    while verb.head != verb and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    reported = verb.dep_ in {"ccomp", "parataxis"} or (subjects and subjects[0].tag_ == "PRP")
    return Opening(verb, None if reported or not subjects else subjects[0], stance, measure)


def _token(sentence: Span, at: int) -> Token | None:
    return next((t for t in sentence if t.idx >= at), None)


def _measure(words_said: str) -> Measure:
    lowered = words_said.lower()
    found = [(lowered.find(mark), measure) for measure, marks in _WHICH for mark in marks if mark in lowered]
    dead = [
        lowered.find(mark)
        for mark in ("dead", "death", "killed", "fatalit", "victim", "toll", "died")
        if mark in lowered
    ]
    if found and (not dead or min(found)[0] < min(dead)):
        return min(found, key=lambda pair: pair[0])[1]
    return Measure.KILLED
