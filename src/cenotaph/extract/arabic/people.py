"""Phrases for people in an Arabic sentence: a number with whom it counts, a dual, a person, a plural."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.arabic.folding import Word
from cenotaph.extract.arabic.lexicon import Harm, Person, and_joined, bare_start, harm_base, harms, person, words
from cenotaph.extract.arabic.names import nation
from cenotaph.extract.arabic.numbers import Number, find_numbers, hedge_after
from cenotaph.extract.numbers import hedge_count, profile_count
from cenotaph.extract.profiles import Interval
from cenotaph.model import AgeGroup, Count, Group, Hedge, PopStatus, Sex

__all__ = ["People", "find_people", "group_of", "harm_noun"]

_TWO = Interval(2, 2, 2)


@dataclass(frozen=True, slots=True)
class People:
    """Tokens ``first:last``; ``size`` is one, two, many or number; ``head`` the word for the people, if any.

    ``group`` are the tokens that say of whom. ``harm`` is the token of a word of harm that names them
    ("43 dead"); ``sure`` that the head is known to be people; ``any`` that "any" stands in front.
    """

    first: int
    last: int
    size: str
    number: Number | None = None
    head: int | None = None
    group: tuple[int, int] | None = None
    harm: int | None = None
    sure: bool = False
    definite: bool = False
    any: bool = False
    others: bool = False
    hedge: str | None = None
    captive: bool = False
    core: int = 0
    core_end: int = 0

    def count(self, text: str, profile: str) -> Count | None:
        """How many, with ``text`` as the words."""
        if self.any:
            return None
        if self.size == "number" and self.number is not None:
            return self.number.count(text, profile)
        row = {"one": "one", "two": "couple", "many": "bare_plural"}[self.size]
        count = profile_count(row, text, profile)
        return hedge_count(count, self.hedge) if self.hedge else count


def harm_noun(word: Word) -> Harm | None:
    """The noun of harm that a word is ("dead", "two wounded"), clitics aside."""
    base = harm_base(word)
    return next((h for h in harms()[base] if h.shape in ("one", "two", "many")), None) if base else None


def find_people(tokens: Sequence[Word], masked: Sequence[tuple[int, int]], profile: str) -> list[People]:
    """The phrases for people, in order, none overlapping; numbers inside ``masked`` report spans are dates."""
    numbers = {
        n.first: n
        for n in find_numbers(tokens, profile)
        if not any(a <= tokens[n.core].start < b for a, b in masked)
    }
    out: list[People] = []
    k = 0
    while k < len(tokens):
        if any(a <= tokens[k].start < b for a, b in masked):
            k += 1
            continue
        if k in numbers:
            number = numbers[k]
            found = _numbered(tokens, number, profile) if not number.thing else None
            if found is not None and not number.thing:
                found = _dual_before(tokens, out, found) or found
                out.append(found)
            k = max(number.last, found.last if found is not None and found.sure else k + 1)
            continue
        plain = _unnumbered(tokens, k, profile)
        if plain is not None:
            out.append(plain)
            k = plain.last
            continue
        k += 1
    return out


def _numbered(tokens: Sequence[Word], number: Number, profile: str) -> People:
    k = number.last
    captive = False
    if k < len(tokens) and tokens[k].text == "من" and k + 1 < len(tokens):
        k += 1
    last, head, harm, sure, others = number.last, None, None, False, False
    group: tuple[int, int] | None = None
    if k < len(tokens):
        word = tokens[k]
        if word.text in words("people", "others.words"):
            last, sure, others = k + 1, True, True
        elif harm_noun(word) is not None and not and_joined(word):
            harm, last, sure = k, k + 1, True
            noun = harm_noun(word)
            captive = noun is not None and noun.state
            group = _said_of(tokens, last) or ((k, last) if captive else None)
            last = group[1] if group else last
        elif (person(word) is not None or nation(word)) and not and_joined(word):
            head, sure = k, True
            group = (k, _group_end(tokens, k))
            last = group[1]
        elif k > number.last and word.letters:
            group = (k, _group_end(tokens, k))
            head, last = k, group[1]
            sure = word.text.endswith(("هم", "ها", "يه", "ه")) and harm_base(word) is None
        elif _may_be_noun(word):
            head, group, last = k, (k, k + 1), k + 1
    if last == number.last:
        more = _one_or_two_more(tokens, number)
        if more is not None:
            number, harm, sure = more, more.last - 1, True
            last = more.last
    number, end = _hedged_behind(tokens, number, last, profile)
    return People(
        number.first, max(last, end), "number", number, head, group, harm, sure, others=others, captive=captive,
        core=number.first, core_end=end if end > last else number.last,
    )  # fmt: skip


def _one_or_two_more(tokens: Sequence[Word], number: Number) -> Number | None:
    """ "A hundred and two-wounded" is 102: a singular or dual joined to a round number is its last part."""
    k, value = number.last, number.interval.best
    if k >= len(tokens) or number.hedge is not Hedge.EXACT or not value or value % 100:
        return None
    noun = harm_noun(tokens[k]) if tokens[k].text.startswith("و") else None
    if noun is None or noun.shape not in ("one", "two") or tokens[number.core].digits:
        return None
    total = value + (1 if noun.shape == "one" else 2)
    return replace(number, last=k + 1, interval=Interval(total, total, total))


def _hedged_behind(tokens: Sequence[Word], number: Number, last: int, profile: str) -> tuple[Number, int]:
    return hedge_after(tokens, number, last, profile) or (number, number.last)


def _dual_before(tokens: Sequence[Word], out: list[People], number: People) -> People | None:
    """ "Two commanders two": a dual or a singular with its numeral behind is one phrase."""
    if number.number is None or number.number.hedge is not Hedge.EXACT:
        return None
    if not out or out[-1].last != number.first or out[-1].head is None:
        return _unknown_dual(tokens, number, number.number)
    before = out[-1]
    value = number.number.interval.best
    if (before.size, value) not in (("two", 2), ("one", 1), ("many", 2)):
        return None
    if number.sure and number.number.last in (number.head, number.harm):
        return None
    out.pop()
    return replace(
        before, size="two" if value == 2 else "one", last=number.number.last, core_end=number.number.last
    )


def _unknown_dual(tokens: Sequence[Word], phrase: People, number: Number) -> People | None:
    """ "Two smugglers two": a dual of a word that no list has is sure by the numeral behind it."""
    k = number.first - 1
    if number.interval.best != 2 or tokens[number.core].digits or k < 0 or phrase.sure:
        return None
    word = tokens[k]
    if not word.text.endswith(("ان", "ين")) or len(word.text) < 5 or word.text.startswith("ال") or harm_noun(word):
        return None
    return People(k, number.last, "two", None, k, (k, k + 1), None, True, core=k, core_end=number.last)


def _unnumbered(tokens: Sequence[Word], k: int, profile: str) -> People | None:
    word = tokens[k]
    if not word.letters:
        return None
    before = tokens[k - 1] if k else None
    if word.isin(words("numbers", "one.words")) and k + 1 < len(tokens):
        whose = person(tokens[k + 1])
        if whose is not None and tokens[k + 1].text.startswith("ال"):
            end = _group_end(tokens, k + 1)
            return People(k, end, "one", None, k + 1, (k + 1, end), None, True, core=k, core_end=k + 1)
    if word.text in words("people", "others.one") and before is not None:
        base = harm_base(before)
        if base is not None and any(h.shape in ("verb", "masdar") for h in harms()[base]):
            return People(k, k + 1, "one", None, k, None, None, True, others=True, core=k, core_end=k + 1)
    noun = harm_noun(word)
    if noun is not None and noun.shape == "two":
        group = _said_of(tokens, k + 1)
        return People(k, group[1] if group else k + 1, "two", None, None, group, k, True, core=k, core_end=k + 1)
    if noun is not None and noun.state:
        end = _group_end(tokens, k)
        size, definite = noun.shape, _definite(word)
        return People(
            k, end, size, None, k, (k, end), k, True, definite, captive=True, core=k, core_end=k + 1
        )  # fmt: skip
    whose = person(word)
    if whose is None:
        return None
    end = _group_end(tokens, k)
    size = whose.number
    definite = _definite(word)
    any_ = before is not None and before.text in words("triggers", "negation.any")
    hedge = None
    if size == "two" and end < len(tokens):
        two = Number(k, k + 1, k, _TWO, Hedge.EXACT)
        found = hedge_after(tokens, two, end, profile)
        if found is not None:
            hedge = found[0].rows[-1]
    return People(k, end, size, None, k, (k, end), None, True, definite, any_, hedge=hedge, core=k, core_end=k + 1)


def _definite(word: Word) -> bool:
    text = word.text.lstrip("وفبلك") if not word.text.startswith("ال") else word.text
    return text.startswith("ال") or word.text.startswith("لل") or word.text.endswith(("هم", "ها", "هما"))


def _said_of(tokens: Sequence[Word], k: int) -> tuple[int, int] | None:
    """ "Nine dead of the civilians", "nine civilian dead": who they were, behind a noun of harm."""
    if k < len(tokens) and tokens[k].text == "من" and k + 1 < len(tokens) and person(tokens[k + 1]) is not None:
        return k + 1, _group_end(tokens, k + 1)
    if k < len(tokens) and not and_joined(tokens[k]):
        who = person(tokens[k])
        if (who is not None and who.number == "many") or nation(tokens[k]):
            return k, _group_end(tokens, k)
    return None


def _group_end(tokens: Sequence[Word], k: int) -> int:
    """Where the description of the people that starts at ``k`` ends: adjectives of nation, a body behind a link."""
    end = k + 1
    if tokens[k].isin(words("people", "own.links")):
        most = k + 4
        if end + 1 < len(tokens) and tokens[end].text == "من" and _body(tokens, end + 1):
            end, most = end + 2, k + 5
        while end < len(tokens) and end < most and _body(tokens, end):
            end += 1
    while end < len(tokens) and end < k + 5 and tokens[end].letters and _adjective(tokens[end]):
        end += 1
    return end


def _body(tokens: Sequence[Word], k: int) -> bool:
    word = tokens[k]
    if not word.letters or word.text.startswith(("و", "في", "ب")):
        return False
    return (
        word.text.startswith("ال")
        or word.text in words("people", "agents.words")
        or (tokens[k - 1].text in ("تنظيم", "جماعه", "حركه", "قوات", "جيش", "حزب"))
    )


def _adjective(word: Word) -> bool:
    if word.text.startswith("و") or word.text in words("people", "others.words"):
        return False
    if word.text.startswith(("ب", "ل", "ف", "ك")) and not nation(word):
        return False
    return bool(nation(word)) or word.text in words("people", "own.adjectives")


def _may_be_noun(word: Word) -> bool:
    """A word behind a number that may be people we have no word for ("three anglers")."""
    if not word.letters or len(word.text) < 3 or word.text.startswith(("و", "ال", "ب", "لل")):
        return False  # "two in an attack": a preposition is written onto what follows
    return not word.isin(words("people", "own.no_nouns")) and harm_base(word) is None


def group_of(tokens: Sequence[Word], span: tuple[int, int], text: str) -> Group:
    """The group that the tokens name, with nation, sex, age and status where the words give them."""
    start, end = bare_start(tokens[span[0]], text), tokens[span[1] - 1].end
    who: Person | None = person(tokens[span[0]])
    kind = who.kind if who is not None else ""
    status = PopStatus.NOT_STATED
    told = [p.kind for w in tokens[span[0] : span[1]] if (p := person(w)) is not None]
    if "civilian" in told:
        status = PopStatus.CIVILIAN
    elif "armed" in told and not tokens[span[0]].isin(words("people", "own.links")):
        status = PopStatus.ARMED_FORCES
    nations = dict.fromkeys(code for w in tokens[span[0] : span[1]] if (code := nation(w)))
    return Group(
        text=text[start:end],
        nationality=tuple(nations),
        status=status,
        sex=Sex.WOMAN if kind in ("woman", "girl") else Sex.MAN if kind == "man" else Sex.NOT_RECORDED,
        age_group=AgeGroup.CHILD if kind in ("child", "girl") else AgeGroup.UNKNOWN,
    )
