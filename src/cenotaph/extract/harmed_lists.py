"""Who is harmed where a list of people stands before the verb, and the parse gives the verb nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cenotaph.extract.harmed_verbs import taken_captive
from cenotaph.extract.hits import Hit, is_passive
from cenotaph.extract.lexicon import Trigger
from cenotaph.extract.people_lists import listed_at, listed_before
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["shot_first", "told_before", "victims_named"]

_VICTIMS = {"martyrs", "victims", "casualties", "fatalities"}
# of what people are victims who died; victims of fraud or abuse may live
_OF = re.compile(
    r"(?:the |a |an )?(?:[\w'’-]+ ){0,5}?(?:attack|bombing|bomb|blast|explosion|massacre|shooting|crash|disaster"
    r"|accident|stampede|fire|blaze|ambush|airstrike|air strike|strike|raid|shelling|collapse|landslide|mudslide"
    r"|floods?|killings?|clash|avalanche|tragedy|derailment|sinking|capsizing|tsunami|earthquake|war)s?\b"
)
_PASSIVES = {"transitive", "either", "beaten", "assaulted", "struck"}  # frames whose passive harms its subject


def told_before(token: Token, trigger: Trigger, hit: Hit | None) -> Hit | None:
    """The hit of a verb that the parse gives nobody, where a list of people stands before it: "In Multan, Ana Cole,
    her husband and their twins *drowned*", "Three generations of a family, A and his son B, *were slain*"."""
    if hit is not None and hit.rule == "active" and not hit.harmed and token.i + 1 < token.sent.end:
        dead = token.nbor().lower_ == "dead"  # "shot *dead* his brother, sister-in-law and nephew"
        behind = listed_at(token.doc, token.i + 1 + dead, token.sent.end)
        hit.harmed = [behind.heads[0]] if behind is not None else []
        return hit
    passive = is_passive(token)
    if (hit is None and not (passive and trigger.frame in _PASSIVES)) or (
        hit is not None and hit.rule != "subject"
    ):
        return hit
    if hit is None and token.lower_ == "taken" and not taken_captive(token):
        return None  # "the driver and her three children were *taken* to the Royal Hospital"
    told = listed_before(token)
    if told is None:
        return hit
    hit = hit or Hit(token, trigger, trigger.measure, "passive")
    hit.harmed = [told.heads[0]]
    return hit


def shot_first(token: Token, trigger: Trigger) -> Hit | None:
    """ "*Shot dead* in the raid *were* two monks": whoever stands behind the verb."""
    doc, start = token.doc, token.sent.start
    if token.lower_ != "shot" or token.i != start or doc[start + 1 : start + 2].text != "dead":
        return None
    for verb in doc[token.i + 2 : min(token.i + 8, token.sent.end)]:
        if verb.lower_ in {"was", "were"}:
            behind = [c for c in verb.rights if c.dep_ in {"attr", "nsubj", "nsubjpass", "dobj"}]
            return Hit(token, trigger, Measure.KILLED, "passive", behind[:1]) if behind else None
        if verb.tag_[:2] in {"VB", "MD"} or verb.is_punct:
            return None
    return None


def victims_named(sentence: Span, hits: Sequence[Hit]) -> list[Hit]:
    """ "Ana Ruiz and Jon Cole, *victims of the blast*, ...": a list of people, and behind it of what they died."""
    doc, out = sentence.doc, []
    for token in sentence:
        if token.lower_ not in _VICTIMS or token.i + 2 >= sentence.end or doc[token.i + 1].lower_ != "of":
            continue
        i = token.i - 1
        while i > sentence.start and doc[i].lower_ in {"the", "all", "both", "two", "three", "four", "latest"}:
            i -= 1
        if i <= sentence.start or doc[i].text != "," or any(hit.token == token for hit in hits):
            continue
        rest = text_of(doc)[doc[token.i + 2].idx : end_of(sentence[-1])]
        told = listed_before(doc[i]) if _OF.match(rest) else None
        if told is not None and told.names:
            trigger = Trigger(token.lower_, Measure.KILLED, "honoured", weak=False, people=True)
            out.append(Hit(token, trigger, Measure.KILLED, "listed", [told.heads[0]]))
    return out
