"""Whose words a statement is, with the report's memory: named speakers, quotations that run on, headline colons."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution, attribute, reporting_verbs, speaks
from cenotaph.extract.cues import Handed
from cenotaph.extract.labels import Label, answering, handle, label_after, label_before, source_after
from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.people import KinTable
from cenotaph.extract.phrases import said_in
from cenotaph.extract.segments import Segment
from cenotaph.extract.sources import handed
from cenotaph.extract.voices import Voice, publisher_voice
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Hearing"]

_THEM = r"(?:them|these|those|the (?:dead|killed|wounded|injured|victims|missing|others))"
_GOES_ON = re.compile(
    rf"^\W*(?:(?:of|among) {_THEM}|(?:[\w-]+ ){{1,4}}of {_THEM}|another|others\b|(?:a )?further|both|they"
    r"|(?:casualties|deaths|injuries|losses) among\b"
    r"|(?:among|for) (?:women|men|children|civilians|girls|boys|soldiers|police)\b"
    r"|(?:of|among) th(?:e|ose) (?:dead|killed|wounded|injured|victims)\b"
    r"|the (?:other|others|dead|wounded|injured|rest|remaining|youngest|oldest|victims)\b|in all|in total|all told"
    r"|(?:at least |about |some )?(?!in |at |on |by |near |after |since |meanwhile)"
    r"(?:[\w,-]+ ){1,5}(?:more|others)\b)",
    re.IGNORECASE,
)
_LABEL = 70  # characters in which a label and its colon stand
_LINE = 160  # characters; what stands before the colon of a longer line speaks only in its first sentence


class Hearing:
    """Attribution over one report; ``outlet`` is the voice of whoever published it."""

    def __init__(self, publisher: str | None) -> None:
        self.outlet = publisher_voice(publisher)
        self.named_outlet = publisher is not None
        self.memory = Memory()
        self.kin = KinTable()
        self.answerer: Voice | None = None  # who answers the questions of an interview

    def heard(self, token: Token, piece: Segment) -> Attribution:
        """The attribution of the statement around ``token``; ``speaker`` None is the outlet's own voice."""
        found = attribute(token, self.memory, piece.start)
        if found.speaker is None:
            if piece.text[: token.idx].count('"') % 2 == 1:
                found.speaker = self._quoted(token, piece) or self._labelled(piece)
            elif piece.kind in {"headline", "heading"}:
                found.speaker = self._headline(piece)
            elif token.sent.start == 0 or len(piece.text) <= _LINE:
                found.speaker = self._labelled_within(token, piece) or self._labelled(piece)
            else:
                found.speaker = self._labelled_within(token, piece)
            if found.speaker is None:
                found.speaker = self._sourced(piece)
            if found.speaker is None and self.memory.heard and _unfinished(token.sent):
                found.speaker = self.memory.heard[-1]
            if found.speaker is None:
                found.speaker = self._going_on(token, piece)
                found.rules += ["attribution.goes_on"] if found.speaker is not None else []
        if found.speaker is not None:
            found.speaker = _unnamed(found.speaker)
        if found.speaker is not None and self.kin.is_relative(found.speaker.name):
            found.speaker = replace(found.speaker, kind=ActorKind.RELATIVE)
        return found

    def chain(self, found: Attribution) -> list[Voice]:
        """The carriers from the publisher inward; empty when the outlet itself speaks."""
        if found.speaker is None or found.speaker.name == self.outlet.name:
            return []
        carriers = [v for v in found.via if v.name != self.outlet.name]
        return [self.outlet, *carriers] if self.named_outlet else carriers

    def estimator(self, head: Token, piece: Segment) -> Voice | None:
        """Whose estimate it is ("The army's own estimate was 80")."""
        for subject in head.head.children:
            if subject.dep_ == "nsubj":
                for owner in subject.children:
                    if owner.dep_ == "poss" and speaks(owner):
                        return self.memory.speaking(owner, piece.start)
        return None

    def listen(self, sentence: Span, base: int) -> None:
        """Remember who spoke and who was the subject, so that later pronouns find them."""
        self._hear_label(sentence, base)
        verbs = reporting_verbs() | words("reporting", "utters", "verbs") | words("reporting", "with_that", "verbs")
        heard_of = words("reporting", "quoted", "verbs") | words("reporting", "informing", "verbs")
        for token in sentence:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_[:2] == "NN":
                passive = token.dep_ == "nsubjpass" and token.head.lower_ not in heard_of
                told = any(c.dep_ == "ccomp" and c.i > token.head.i for c in token.head.children)
                if token.head.lower_ in verbs and not passive and (token.tag_ != "NN" or told or speaks(token)):
                    self.memory.speaking(token, base)
                else:
                    self.memory.notice(token)
            elif token.tag_ == "NNP" and token.lower_ in words("actors", "generic", "bodies"):
                self.memory.name(token)
            elif token.dep_ in {"attr", "appos"} and token.ent_type_ == "PERSON":
                again = token.dep_ == "appos" and not token.text.isascii()  # the name again in its own script
                self.memory.notice(token.head if again else token)

    def _hear_label(self, sentence: Span, base: int) -> None:
        """ "13:55 State television: hostages all out. *It* puts the dead at 18": who is labelled has spoken."""
        start = sentence.start_char
        line = said_in(sentence)
        found = label_before(line) if ": " in line[:_LABEL] else None
        if found is not None:
            self.memory.speaking(found[0], base + start + found[1])

    def named_in_full(self, voice: Voice) -> Voice:
        """A body's voice under the fullest name that the whole report gives it: a headline says "the ministry"."""
        if not words("actors", "generic", "bodies") & set(voice.name.lower().split()):
            return voice
        return self.memory.fuller(voice)

    def _going_on(self, token: Token, piece: Segment) -> Voice | None:
        """ "Police said 12 had died. Three of them were children.": told by the speaker of the sentence before."""
        sentence = token.sent
        if sentence.start == 0 or not _GOES_ON.match(said_in(sentence)):
            return None
        before = sentence.doc[sentence.start - 1].sent
        low, high = piece.start + before.start_char, piece.start + before.end_char
        return next((v for v in reversed(self.memory.heard) if v.end > v.start and low <= v.start < high), None)

    def _quoted(self, token: Token, piece: Segment) -> Voice | None:
        """The speaker of a quotation that runs over its sentence: who hands the whole of it on."""
        left = piece.text.rfind('"', 0, token.idx)
        right = piece.text.find('"', token.idx)
        end = right if right >= 0 else len(piece.text)
        content = [t for t in token.doc if left < t.idx < end]
        found = handed(content, range(content[0].i, content[-1].i + 1)) if content else None
        if found is None or not speaks(found.source):
            found = self._nearest(token, piece)
        if found is not None:
            return self.memory.speaking(found.source, piece.start)
        return self.memory.heard[-1] if self.memory.heard and piece.text.lstrip().startswith('"') else None

    def _nearest(self, token: Token, piece: Segment) -> Handed | None:
        """The nearest reporting verb of the paragraph outside quotation marks."""
        verbs = [t for t in token.doc if t.lower_ in reporting_verbs() and t.tag_[:2] == "VB"]
        outside = [t for t in verbs if piece.text[: t.idx].count('"') % 2 == 0]
        for verb in sorted(outside, key=lambda t: abs(t.i - token.i)):
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            if subjects:
                return Handed(subjects[-1], verb, "nearest")
        return None

    def _labelled(self, piece: Segment) -> Voice | None:
        """ "Home secretary A B: 22 people confirmed dead." in a list or a live page; "A (Colonel B): ..."."""
        answer, found = answering(piece.text)
        if answer:
            self.answerer = self._at(found, piece) or self.answerer
            return self.answerer
        return self._at(label_before(piece.text), piece) or handle(piece.text, piece.start)

    def _labelled_within(self, token: Token, piece: Segment) -> Voice | None:
        """ "Dawn over the capital. Syrian army: two hurt.": a label in the midst of a live page's line."""
        start = token.sent.start_char
        found = label_before(piece.text[start:]) if start else None
        return self._at((found[0], found[1] + start), piece) if found is not None else None

    def _sourced(self, piece: Segment) -> Voice | None:
        """ "3 killed, 2 wounded. Source: district chief." """
        return self._at(source_after(piece.text), piece)

    def _headline(self, piece: Segment) -> Voice | None:
        """ "12 killed in blast: police", "Police: 12 killed"."""
        return self._at(label_after(piece.text), piece) or self._labelled(piece)

    def _at(self, label: Label | None, piece: Segment) -> Voice | None:
        return self.memory.speaking(label[0], piece.start + label[1]) if label is not None else None


def _unnamed(voice: Voice) -> Voice:
    """ "A man" who speaks has no name: "unnamed man", so that he is not taken for somebody called so."""
    said = voice.name.lower().split()
    if said[-1] not in words("actors", "anybody"):
        return voice
    if len(said) == 1:
        return replace(voice, name=f"unnamed {said[0]}", kind=ActorKind.ANONYMOUS)
    return replace(voice, kind=ActorKind.ANONYMOUS) if said[0] in {"unidentified", "unnamed", "unknown"} else voice


def _unfinished(sentence: Span) -> bool:
    """ "And that two more had been wounded.": the clause of a verb of saying in the sentence before."""
    root = sentence.root
    return any(c.dep_ == "mark" and c.lower_ == "that" and c.i <= sentence.start + 2 for c in root.children)
