"""Whose words a Russian statement is: which sources cover it, from the outside inward, and who spoke last."""

from __future__ import annotations

from dataclasses import dataclass, field

from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.parse import Sentence, Word
from cenotaph.extract.russian.sources import Source
from cenotaph.extract.russian.voices import voice_of
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Modality, Stance

__all__ = ["Heard", "Talk", "heard_at"]


@dataclass(slots=True)
class Heard:
    """The attribution of one hit: ``speaker`` None is the outlet; ``via`` runs from the outside inward."""

    speaker: Voice | None = None
    via: list[Voice] = field(default_factory=list)
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.FACT
    verbs: list[Word] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Talk:
    """Who has spoken so far in a report: for pronouns, "по его словам" and quotations that run on."""

    last: Voice | None = None
    person: Voice | None = None

    def hear(self, voice: Voice | None) -> None:
        """Remember a voice."""
        if voice is not None:
            self.last = voice
            if voice.shape == "person":
                self.person = voice

    def notice(self, sentence: Sentence) -> None:
        """Remember a person or organisation that a sentence is about, for "по его словам" in the next one."""
        for word in sentence.words:
            if word.rel.startswith("nsubj") and (
                word.entity == "ORG" or any(c.entity == "PER" for c in [word, *word.children])
            ):
                voice = voice_of(word, sentence)
                if voice is not None and (voice.shape == "person" or voice.kind is not ActorKind.UNKNOWN):
                    self.hear(voice)
                return

    def meant(self, subject: Word | None) -> Voice | None:
        """The voice that a pronoun or "министерство" points back to."""
        if (
            subject is not None
            and subject.pos != "DET"
            and subject.low in {"он", "она"}
            and self.person is not None
        ):
            return self.person
        return self.last


def heard_at(word: Word, sentence: Sentence, sources: list[Source], talk: Talk) -> Heard:
    """The attribution of the statement around ``word``: the innermost source that covers it speaks."""
    covering = _covering(word, sentence, sources)
    out = Heard()
    chain: list[Voice] = []
    for source in covering:
        voice = source.voice
        if source.pronoun or (voice is not None and _generic(voice)):
            voice = talk.meant(source.subject) or voice
        if voice is not None:
            chain.append(voice)
        if source.link is not None:
            chain.append(source.link)
        if source.verb is not None:
            out.verbs.append(source.verb)
            out.rules.append(f"attribution.verb:{source.verb.low}")
            _colour(out, source.verb, sentence)
        else:
            out.rules.append(f"attribution.{source.how}")
    if chain:
        out.speaker = chain[-1]
        out.via = [v for v in chain[:-1] if v.name != out.speaker.name]
    return out


def _generic(voice: Voice) -> bool:
    """ "министерство" alone: whichever was named before."""
    return voice.name in {"министерство", "ведомство"}


def _colour(out: Heard, verb: Word, sentence: Sentence) -> None:
    false = words("speech", "false")
    called_false = verb.lemma in {"назвать", "называть"} and any(
        w.low in false or w.lemma in false for w in sentence.words[verb.i :]
    )
    if called_false or (verb.lemma in words("speech", "verbs", "denying") and not verb.negated):
        out.stance = Stance.DENIES
    elif verb.negated and verb.lemma in words("speech", "verbs", "confirming"):
        out.stance = Stance.DECLINES_TO_SAY
    elif verb.lemma in words("speech", "verbs", "hearsay") and out.modality is Modality.FACT:
        out.modality = Modality.HEARSAY


def _covering(word: Word, sentence: Sentence, sources: list[Source]) -> list[Source]:
    """The sources over ``word`` from the outside inward."""
    dash = [s for s in sources if s.how == "dash" and s.at < word.i and not _clause_between(sentence, s.at, word.i)]
    if dash:
        return dash[-1:]
    verbs = {s.verb.i: s for s in sources if s.verb is not None}
    above = [verbs[node.i] for node in word.above() if node.i in verbs]
    if word.i in verbs:
        above.insert(0, verbs[word.i])
    inner = [s for s in above if _governs(s, word, sentence)]
    rest = [s for s in sources if s not in inner and s.how == "verb" and s.verb is not None]
    trailing = [s for s in rest if s.at > word.i and _trails(s, sentence)]
    leading = [s for s in rest if s.at < word.i and (_leads(s, word, sentence) or s.outer or _trails(s, sentence))]
    by = [s for s in sources if s.how in {"by", "label"} and word.start < s.end and _same_part(s, word, sentence)]
    outside = trailing[:1] if not inner or any(s.outer for s in trailing) else [s for s in trailing if s.outer][:1]
    if not inner and not outside:
        outside = leading[-1:]
    elif not inner or any(s.outer for s in leading):
        outside = [s for s in leading if s.outer][-1:] + outside
    return [*outside, *by[-1:], *reversed(inner)]


def _clause_between(sentence: Sentence, one: int, two: int) -> bool:
    return any(w.low in {",", ";"} for w in sentence.words[one + 1 : two])


def _same_part(source: Source, word: Word, sentence: Sentence) -> bool:
    low, high = sorted((source.at, word.i))
    between = sentence.words[low + 1 : high]
    return not any(w.low == ";" for w in between)


def _governs(source: Source, word: Word, sentence: Sentence) -> bool:
    """Whether the way up to the verb does not leave its subject or cross into a clause of its own."""
    verb = source.verb
    if verb is None:
        return False
    if word is verb:
        return verb.lemma in words("speech", "verbs", "reporting")
    node: Word | None = word
    while node is not None and node.head is not verb:
        node = node.head
    if node is None or node.rel in {"nsubj", "parataxis"}:
        return False
    said = any(w.low == "что" for w in sentence.words[verb.i : node.i])
    return said or not (node.rel == "conj" and node.pos == "VERB")


def _trails(source: Source, sentence: Sentence) -> bool:
    """ "..., сообщил губернатор": behind a comma, a dash or a closing quote, the subject after the verb."""
    verb = source.verb
    if verb is None or verb.i == 0:
        return False
    before = sentence.words[max(0, verb.i - 6) : verb.i]
    marks = [w.i for w in before if w.low in {",", "—", "-", "»"}]
    if not marks:
        return False
    between = sentence.words[marks[-1] + 1 : verb.i]
    return (
        source.outer
        or all(w.low not in {"и", "а", "но", "что"} and w.pos != "VERB" for w in between)
        or len(between) == 0
    )


def _leads(source: Source, word: Word, sentence: Sentence) -> bool:
    """ "X заявил, что ..., есть погибшие": everything after "что" or a colon is the speaker's."""
    verb = source.verb
    if verb is None:
        return False
    after = sentence.words[verb.i + 1 : word.i]
    marks = [w for w in after if w.low in {"что", ":"}]
    return bool(marks) and not any(w.low == ";" for w in after)
