"""Who says it: reporting verbs with their subjects, "according to", and the speaker who goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cenotaph.extract.arabic.folding import Word, forms
from cenotaph.extract.arabic.lexicon import harm_base, harms, phrase_starting, phrases, words
from cenotaph.extract.arabic.names import voice_of
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Stance

__all__ = ["Heard", "Source", "heard_at", "sources_of"]

_MOST_WORDS = 9  # of a speaker's description
_PUNCTUATION = frozenset('،,؛;:.!؟?()[]«»"…')


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker in a sentence: tokens ``first:last`` of the saying, whether it stands behind what is said.

    ``voice`` None is the one who spoke last. ``link`` is who carries it ("the agency quoted an officer").
    """

    first: int
    last: int
    behind: bool
    voice: Voice | None
    verb: str
    denies: bool = False
    link: Voice | None = None


@dataclass(slots=True)
class Heard:
    """Who is heard at one word: speaker (None: the outlet), chain from outside in, stance, and the rule."""

    speaker: Voice | None = None
    via: list[Voice] = field(default_factory=list)
    stance: Stance = Stance.ASSERTS
    rule: str = "speaker.outlet"


def sources_of(tokens: Sequence[Word], text: str) -> list[Source]:
    """The speakers of a sentence, in order; ``text`` is the report's."""
    out: list[Source] = []
    k = 0
    while k < len(tokens):
        found = _headed(tokens, text) if k == 0 else None
        found = found or _behind(tokens, k, text) or _front(tokens, k, text)
        if found is not None:
            out.append(found)
            k = max(found.last, k + 1)
        else:
            k += 1
    return out


def heard_at(k: int, sources: Sequence[Source], last: Voice | None) -> Heard:
    """Who is heard at token ``k``: a saying in front of it, and the first "according to" behind it within reach."""
    front = [s for s in sources if not s.behind and s.first <= k]
    before = front[-1] if front else None
    behind = next((s for s in sources if s.behind and s.first > k), None)
    if behind is not None and any(not s.behind and k < s.first < behind.first for s in sources):
        behind = None
    opening = next((s for s in sources if s.behind and s.first == 0 and s.last <= k), None)
    earlier = [s for s in sources if s.behind and s.last <= k]
    chosen = behind or before or opening or (earlier[-1] if earlier else None)
    if chosen is None:
        return Heard()
    named = [s.voice for s in sources if s.voice is not None and s.first < chosen.first]
    voice = chosen.voice or (named[-1] if named else last)
    if voice is None:
        return Heard()
    heard = Heard(voice, [chosen.link] if chosen.link else [])
    if behind is not None and before is not None and before.voice is not None and before.voice.name != voice.name:
        heard.via = [before.voice, *heard.via]
    heard.stance = Stance.DENIES if (before or chosen).denies else Stance.ASSERTS
    if chosen.behind:
        heard.rule = f"attribution.according_to:{chosen.verb}"
    elif chosen.voice is None:
        heard.rule = f"attribution.last_speaker:{chosen.verb}"
    else:
        heard.rule = f"attribution.verb:{chosen.verb}"
    return heard


# ---- a saying in front


def _headed(tokens: Sequence[Word], text: str) -> Source | None:
    """ "The army: two soldiers killed": a known kind of speaker before a colon at the head of a sentence."""
    colon = next((k for k, w in enumerate(tokens[:6]) if w.text == ":"), None)
    if not colon or _verb(tokens, 0) is not None or _border(tokens, 0) != colon:
        return None
    voice = voice_of(tokens[:colon], text)
    if voice is None or voice.kind is ActorKind.UNKNOWN:
        return None
    return Source(0, colon, False, voice, "colon")


def _front(tokens: Sequence[Word], k: int, text: str) -> Source | None:
    verb = _verb(tokens, k)
    if verb is None:
        return None
    denies = verb in words("speech", "verbs.denying")
    subject = _subject_before(tokens, k)
    first, last = subject if subject is not None else (k + 1, _border(tokens, k + 1))
    last_word = last if subject is None else _border(tokens, k + 1)
    if verb in words("speech", "verbs.accusing") and all(w.text.startswith("ال") for w in tokens[first:last]):
        last = min(last, first + 1)  # "the opposition accused the government"
    while last > first + 1 and tokens[last - 1].text in words("speech", "border.spoken_in"):
        last -= 1  # "the ministry said in a statement"
    voice = voice_of(tokens[first:last], text) if last > first else None
    follows = tokens[last_word] if last_word < len(tokens) else None
    linked = follows is not None and (follows.text in words("speech", "links.that") or follows.text in ':"«')
    if follows is not None and follows.text == "عن" and verb in words("speech", "verbs.relaying"):
        end = _border(tokens, last_word + 1)
        inner = voice_of(tokens[last_word + 1 : end], text)
        if inner is not None:
            return Source(min(first, k), end, False, inner, verb, denies, voice)
    that = None if linked else _that_ahead(tokens, last_word)
    if that is not None and subject is None and voice is not None:
        linked, last_word = True, that
    if last_word == k + 1 or tokens[k + 1].text in words("speech", "border.spoken_in"):
        that = _that_ahead(tokens, k + 1)
        if that is not None:  # "and it said in a statement that": nobody is named
            return Source(k, that, False, None, verb, denies)
    if voice is None and k and tokens[k - 1].text in words("speech", "links.who"):
        return Source(k, last_word, False, None, verb, denies)
    if voice is None:
        goes_on = verb in words("speech", "verbs.continuing") or verb in words("speech", "links.adding")
        if last > first or not (linked or goes_on or denies):
            return None
    elif verb in words("speech", "verbs.loose") and not (linked or _harm_next(tokens, last_word)):
        return None
    behind = subject is None and k > 0 and not linked and _closes(tokens, k, last_word)
    return Source(min(first, k), last_word, behind, voice, verb, denies)


def _that_ahead(tokens: Sequence[Word], k: int) -> int | None:
    """The token of "that" within a few words, before any mark or word of harm."""
    for n in range(k, min(k + 7, len(tokens))):
        if tokens[n].text in words("speech", "links.that"):
            return n
        if tokens[n].text in _PUNCTUATION or _harm(tokens[n]):
            return None
    return None


def _closes(tokens: Sequence[Word], k: int, last: int) -> bool:
    """Whether the saying ends the sentence behind a comma or a quotation: "four dead, the mayor said"."""
    before, rest = tokens[k - 1], [w for w in tokens[last:] if w.text not in '.!؟…"»']
    parted = before.text in '،,»"' and not tokens[k].text.startswith("و")
    return parted and (not rest or rest[0].text in words("speech", "border.addressed"))


def _verb(tokens: Sequence[Word], k: int, *, told: bool = False) -> str | None:
    """The reporting verb at ``k``, unless it is negated."""
    word = tokens[k]
    if not word.letters:
        return None
    table = words("speech", "verbs.reporting") | words("speech", "verbs.denying") | words("speech", "links.adding")
    if told and word.text.endswith("ه") and word.text[:-1] in table:
        return word.text[:-1]  # "as was published by": the verb carries the pronoun of what was said
    # a verb takes "and" or "so" in front, and nothing else
    verb = next(
        (f for f in (word.text, word.text[1:]) if f in table and (f == word.text or word.text[0] in "وف")), None
    )
    if verb is None or (k and not told and _negates(tokens[k - 1])):
        return None
    if verb == "بين" and not (k + 1 < len(tokens) and tokens[k + 1].text in words("speech", "links.that")):
        return None
    return verb


def _negates(word: Word) -> bool:
    nots = words("triggers", "negation.not") | words("triggers", "negation.none")
    return word.text in nots or (word.text[0] in "وف" and word.text[1:] in nots)


def _subject_before(tokens: Sequence[Word], k: int) -> tuple[int, int] | None:
    """ "The authorities had announced": the subject stands between the auxiliary and its verb."""
    end = k - 1 if k and tokens[k - 1].text == "قد" else k
    for start in range(k - 1, max(-1, k - 9), -1):
        if tokens[start].text in _PUNCTUATION:
            return None
        if tokens[start].text in ("كان", "كانت", "وكان", "وكانت"):
            return (start + 1, end) if end > start + 1 else None
    return None


def _harm_next(tokens: Sequence[Word], k: int) -> bool:
    return any(harm_base(w) or w.isin(words("triggers", "toll.nouns")) for w in tokens[k : k + 3])


def _border(tokens: Sequence[Word], k: int) -> int:
    """Where the speaker's description that starts at ``k`` ends."""
    start = k
    stops = words("speech", "border.words") | words("speech", "links.that") | words("speech", "links.words")
    stops |= (
        words("speech", "border.prepositions") | words("speech", "border.addressed") | words("speech", "links.from")
    )
    days = {w for phrase, _ in phrases("dates", "weekdays") for w in phrase}
    verbs = words("speech", "verbs.reporting") | words("speech", "links.adding")
    while k < len(tokens) and k - start < _MOST_WORDS:
        word = tokens[k]
        closed = _quoted(tokens, k)
        if closed is not None:
            k = closed
            continue
        if word.text in _PUNCTUATION or word.digits:
            break
        if any(f in stops for f in (word.text, word.text.removeprefix("و"))) or word.text in days:
            break
        if _harm(word) or (k > start and word.text in verbs) or _clause(word) or _needed(tokens, k):
            break
        k += 1
    return k


def _quoted(tokens: Sequence[Word], k: int) -> int | None:
    """The token behind a name in quotation marks that opens at ``k``: a few words, no more."""
    if k == 0 or tokens[k].text not in '"«' or tokens[k - 1].text in (":", "،"):
        return None
    close = next((n for n in range(k + 2, min(k + 6, len(tokens))) if tokens[n].text in '"»'), None)
    return close + 1 if close is not None else None


def _harm(word: Word) -> bool:
    """A word of harm that opens a statement; a captive or a martyr may name a body ("the prisoners' club")."""
    if word.text.startswith("ال"):
        return False
    found = harms().get(harm_base(word) or "", ())
    return any(h.shape in ("verb", "masdar", "many", "two") for h in found)


def _needed(tokens: Sequence[Word], k: int) -> bool:
    """A word of harm with the article and the word that it needs ("the putting an end to")."""
    needs = [h.needs for h in harms().get(tokens[k].text, ()) if h.shape == "masdar" and h.needs]
    return bool(needs) and k + 1 < len(tokens) and tokens[k + 1].isin(needs[0])


def _clause(word: Word) -> bool:
    return word.letters and word.text in (
        "الذي",
        "التي",
        "الذين",
        "بان",
        "بانتشال",
        "بسقوط",
        "بوقوع",
        "بمقتل",
        "باصابه",
    )


# ---- "according to"


def _behind(tokens: Sequence[Word], k: int, text: str) -> Source | None:
    found = phrase_starting(tokens, k, "speech", "by.phrases")
    if found is None:
        return None
    phrase = found[0]
    start = k + len(phrase)
    if start < len(tokens) and tokens[start].text in words("speech", "by.relative"):
        start += 1
    verb = _verb(tokens, start, told=True) if start < len(tokens) else None
    if verb is not None:
        start += 1
        if start < len(tokens) and tokens[start].text in words("speech", "by.pronouns"):
            start += 1
    elif phrase[0] in words("speech", "by.needs_verb") and phrase[-1] in ("كما", "ما"):
        return None
    document = start < len(tokens) and tokens[start].isin(words("speech", "spokesman.documents"))
    end = _border(tokens, start + 1 if document else start)
    voice = voice_of(tokens[start:end], text, owner=True) if end > start else None
    if voice is None:
        return None
    return Source(k, end, k > 0 or not _opens(tokens, end), voice, verb or phrase[0])


def _opens(tokens: Sequence[Word], end: int) -> bool:
    """Whether an "according to" at the head of a sentence is closed by a comma: it governs what follows."""
    return end < len(tokens) and forms(tokens[end].text)[0] in ("،", ",")
