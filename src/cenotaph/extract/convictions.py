"""Who stands by a statement without a verb of saying: "the prosecutor holds that", "the chief is adamant that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.cues import subject
from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.telling import Attribution, speaks
from cenotaph.extract.voices import Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["convinced"]


def convinced(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """Add to ``sources`` who holds, or is sure, that what ``node`` tells has happened.

    Only over a clause that the word governs; "holds the company responsible" says nothing of a number.
    """
    held = node.head
    if node.dep_ != "ccomp" or held == node or node.i < held.i:
        return
    verb: Token | None = None
    if held.lower_ in words("reporting", "holding", "verbs") and not any(c.dep_ == "dobj" for c in held.children):
        verb = held
    elif held.lower_ in words("reporting", "sure", "adjectives") and held.dep_ in {"acomp", "ROOT", "conj", "attr"}:
        verb = held.head
    elif any(c.dep_ == "acomp" and c.lower_ in words("reporting", "sure", "adjectives") for c in held.children):
        verb = held
    who = subject(verb, (), 3) if verb is not None else None
    voice = memory.speaking(who, base) if who is not None and speaks(who) else None
    if voice is not None and voice not in sources:
        sources.append(voice)
        out.rules.append("attribution.account")
