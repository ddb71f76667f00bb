"""What a number is the number of: persons (or other countable things), or an age, a date, money, a road."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from cenotaph.extract.differences import is_difference
from cenotaph.extract.lexemes import PARAGRAPH, Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.number_words import Quantity

__all__ = ["OLDEST", "Role", "guard", "number_role", "year_like"]

OLDEST = 115
"""Years; the oldest person verified lived 122, and beyond this a number beside a name is hardly an age."""

_DASHES = ("-", "–", "‑", "−")


class Role(StrEnum):
    """What a number is the number of. ``other``: of nothing above ("two-storey", "1." before a list item)."""

    COUNT = "count"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DISTANCE = "distance"
    WEIGHT = "weight"
    DURATION = "duration"
    WEAPON = "weapon"
    YEAR = "year"
    IDENTIFIER = "identifier"
    RATIO = "ratio"
    SCORE = "score"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    TIMES = "times"
    ROUNDS = "rounds"
    OTHER = "other"
    DIFFERENCE = "difference"


@cache
def guard(name: str) -> frozenset[str]:
    """A list of words from the ``guards`` of the role table."""
    return frozenset(table("number_roles")["guards"][name])


@cache
def _section(section: str, key: str) -> frozenset[str]:
    return frozenset(table("number_roles")[section][key])


@cache
def _units() -> dict[str, Role]:
    return {word: Role(role) for role, words in table("number_roles")["units"].items() for word in words}


def number_role(lexemes: Lexemes, quantity: Quantity, first: int, last: int) -> Role:
    """The role of ``quantity``, whose hedged expression is lexemes ``first:last``."""
    return (
        _cluster(lexemes, quantity)
        or _glued_before(lexemes, quantity)
        or _after(lexemes, quantity.last, first, quantity)
        or _label(lexemes, quantity)
        or _age(lexemes, quantity, first, last)
        or _year(lexemes, quantity, first)
        or _written(lexemes, quantity, first)
        or _ratio(lexemes, quantity, first, last)
        or (Role.DIFFERENCE if is_difference(lexemes, first, last) else Role.COUNT)
    )


def _cluster(lexemes: Lexemes, quantity: Quantity) -> Role | None:
    """Digits joined by marks: 10:30, 2-1, 9/11, 252-972-1411, 1.2.3."""
    marks = [lexemes.at(k) for k in range(quantity.first + 1, quantity.last, 2)]
    if quantity.cardinal is not None and quantity.cardinal.value is None:
        return Role.IDENTIFIER
    if quantity.row != "cluster":
        return None
    parts = [lexemes.at(k) for k in range(quantity.first, quantity.last, 2)]
    if ":" in marks:
        return Role.TIME if len(parts[1]) == 2 and parts[1] < "60" else Role.SCORE
    if "/" in marks:
        return Role.DATE if len(parts) == 3 or "/".join(parts) in ("9/11", "7/7", "26/11", "11/9") else Role.RATIO
    if len(parts) == 2 and all(year_like(part) or len(part) == 2 for part in parts) and year_like(parts[0]):
        return Role.YEAR
    return Role.SCORE if len(parts) == 2 and all(len(part) <= 2 for part in parts) else Role.IDENTIFIER


def _feet(lexemes: Lexemes, i: int) -> bool:
    """Whether the number at ``i`` is of a height: the 6 and the 4 of 6'4", and the 9 of 5’9”."""
    text = lexemes.text
    after, before = text[lexemes.end[i] : lexemes.end[i] + 2], text[max(0, lexemes.start[i] - 2) : lexemes.start[i]]
    return (after[:1] in ("'", "’", "′") and after[1:].isdecimal()) or (
        before[1:] in ("'", "’", "′") and before[:1].isdecimal()
    )


def _glued_before(lexemes: Lexemes, quantity: Quantity) -> Role | None:
    """Marks and names that a number is written onto: $5, AK-47, .22, #4."""
    i = quantity.first
    before = lexemes.at(i - 1)
    if before in _section("before", "money") or (before == "." and lexemes.at(i - 2) == "rs"):
        return Role.MONEY
    if before in ("#", "№"):
        return Role.IDENTIFIER
    if lexemes.numeral(i) and _feet(lexemes, i):
        return Role.DISTANCE
    if before in _DASHES and lexemes.glued(i) and lexemes.at(i - 2) == "of" and lexemes.glued(i - 1):
        return Role.OTHER  # "a mother-of-two"
    if not lexemes.glued(i) or not lexemes.numeral(i):
        return None
    if before == ".":
        return None if lexemes.word(i - 2) and lexemes.glued(i - 1) else Role.WEAPON
    if before in _DASHES:
        return _after_dash(lexemes, i) if lexemes.glued(i - 1) else None
    if before == "+" and not lexemes.glued(i - 1) and lexemes.at(quantity.last) in guard("more_of"):
        return None  # "overnight: +3 deaths"
    if before in ("+", "@", "_", "=", "&", "/", "\\", "*"):
        return Role.IDENTIFIER if lexemes.glued(i - 1) or before in ("+", "@", "_") else None
    return None


def _after_dash(lexemes: Lexemes, i: int) -> Role | None:
    name = lexemes.raw(i - 2)
    if not name[:1].isalpha():
        return None
    if year_like(lexemes.at(i)):
        return Role.YEAR
    if name.lower() == "under" or name.lower() == "over":
        return Role.AGE
    if len(name) <= 4 and name[:1].isupper():
        return Role.WEAPON
    return Role.IDENTIFIER


def _after(lexemes: Lexemes, i: int, first: int, quantity: Quantity) -> Role | None:
    """The unit after a number, with or without a hyphen: "%", "2nd", "-year-old", "km", "p.m."."""
    word, glued = lexemes.at(i), lexemes.glued(i)
    digits = lexemes.numeral(i - 1)
    if glued and digits:
        found = _glued_after(lexemes, i, quantity)
        if found is not None:
            return found
    dashed = glued and word in _DASHES and lexemes.glued(i + 1) and lexemes.word(i + 1)
    k = i + 1 if dashed else i
    word = lexemes.at(k)
    if word == "per" and lexemes.at(k + 1) == "cent":
        return Role.PERCENT
    if word in ("a", "p") and lexemes.at(k + 1) == "." and lexemes.at(k + 2) == "m" and digits:
        return Role.TIME
    if word in table("number_roles")["shifts"] and not dashed and lexemes.at(k + 1) in _section("shifts", word):
        return None  # "two night guards"
    if word in ("y", "year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"):
        return _years(lexemes, k, dashed)
    if word == "in" and lexemes.words(k + 1, ("the",)) and lexemes.at(k + 2) in ("morning", "afternoon", "evening"):
        before = lexemes.at(first - 1)
        return Role.TIME if before in ("at", "from", "to", "until", "till", "by", "around", "about") else None
    if word == "pounds" and lexemes.at(k + 1) == "sterling":
        return Role.MONEY
    if word in ("m", "g", "x", "am", "est") and not (digits and (glued or word == "am")):
        return None
    if any(lexemes.at(k + step) == "gunshot" and lexemes.at(k + step + 1) in _SHOT for step in (0, 1)):
        return None  # "two other gunshot victims"
    role = _units().get(word) or _modified(lexemes, k)
    if role is Role.ROUNDS and lexemes.at(k + 1) in _section("wounds", "after"):
        return None  # "22 gunshot wounds"
    if role is Role.DURATION and word == "second" and not dashed:
        return None
    if role is Role.TIME and not digits and word not in ("o'clock", "o’clock"):
        return None
    if role is Role.DISTANCE and word == "mm" and digits:
        return Role.WEAPON
    if role is not None:
        return role
    if word == "hours" or (word == "block" and digits):
        return Role.IDENTIFIER
    if dashed and word not in ("plus", "odd", "some", "something", "ish"):
        return Role.COUNT if word in _section("people", "words") else Role.OTHER
    return None


_SHOT = ("victim", "victims", "patients", "survivors")


def _glued_after(lexemes: Lexemes, i: int, quantity: Quantity) -> Role | None:
    word = lexemes.at(i)
    digits = lexemes.at(i - 1)
    if word in ("st", "nd", "rd", "th"):
        named = lexemes.at(i + 1) in _section("labels", "units_after_ordinal")
        return Role.IDENTIFIER if named else Role.ORDINAL
    if word in ("s", "'s", "’s"):
        return Role.YEAR if len(digits) == 4 else Role.AGE
    if word in _units() or word == "k":
        return Role.SPEED if word == "km" and lexemes.at(i + 1) == "/" and lexemes.at(i + 2) == "h" else None
    if lexemes.word(i) and len(word) < 4:
        return Role.IDENTIFIER
    return None


def _years(lexemes: Lexemes, k: int, dashed: bool) -> Role:
    """Age or duration, of what follows "5 year" at ``k``."""
    after = k + 1
    if lexemes.at(k) == "y":
        return Role.AGE if lexemes.at(after) in ("/", "o") else Role.DURATION
    if lexemes.at(after) in _DASHES:
        after += 1
    if lexemes.at(after).split("'")[0].split("’")[0] in ("old", "olds"):
        return Role.AGE
    if lexemes.words(after, ("of", "age")):
        return Role.AGE
    return Role.DURATION


def _modified(lexemes: Lexemes, k: int) -> Role | None:
    """A unit after one word that may come between ("two more days", "12 mortar shells")."""
    step = 1
    word = lexemes.at(k)
    if lexemes.at(k + 1) == "-" and lexemes.glued(k + 1):
        word, step = f"{word}-{lexemes.at(k + 2)}", 3
        if lexemes.at(k + 3) == "-":
            word, step = f"{word}-{lexemes.at(k + 4)}", 5
    role = _units().get(lexemes.at(k + step))
    if role is None or str(role) not in table("number_roles")["modifiers"]:
        return None
    propelled = word.startswith("rocket-propelled")
    return role if word in _section("modifiers", str(role)) or (propelled and role is Role.ROUNDS) else None


def _label(lexemes: Lexemes, quantity: Quantity) -> Role | None:
    """Numbers that are names: Flight 17, Resolution 2401, No. 5, 123 Main Street."""
    i = quantity.first
    before = lexemes.at(i - 1)
    digits = lexemes.numeral(i)
    if (
        before == "."
        and lexemes.at(i - 2) in ("no", "nos", "art", "sec", "ch", "vol", "pp")
        and lexemes.glued(i - 1)
    ):
        return Role.IDENTIFIER
    if before == "no" and digits and lexemes.capital(i - 1) and lexemes.at(i - 2) not in (PARAGRAPH, "."):
        return Role.IDENTIFIER
    if before in ("number", "numbers") and guard("numbered_ones") & {lexemes.at(i - k) for k in range(2, 7)}:
        return None  # "the injured number nine", "the dead of Mong Pan number ten"
    if before in _section("labels", "any_case") and lexemes.at(i - 2) != "the":
        return Role.IDENTIFIER if digits or lexemes.capital(i - 1) or before == "number" else None
    if before in _section("labels", "capital") and lexemes.capital(i - 1) and (digits or lexemes.capital(i)):
        return Role.IDENTIFIER
    if digits and before in _section("labels", "calls") and len(lexemes.at(i)) >= 3:
        return Role.IDENTIFIER
    if digits:
        k = quantity.last
        if lexemes.capital(k) and lexemes.at(k) in ("north", "south", "east", "west"):
            return Role.IDENTIFIER
        while lexemes.capital(k) and k < quantity.last + 4:
            k += 1
            if lexemes.at(k - 1) in _section("labels", "streets") and k > quantity.last + 1:
                return Role.IDENTIFIER
    return None


def _age(lexemes: Lexemes, quantity: Quantity, first: int, last: int) -> Role | None:
    """Ages without a unit: "aged 18", "(18)" and ", 18," after a name, "children under 18"."""
    high = quantity.interval.high
    if quantity.cardinal is None or high is None or high > OLDEST:
        return None
    before, before2, after = lexemes.at(first - 1), lexemes.at(first - 2), lexemes.at(last)
    if before in ("aged", "age", "ages", "aged:", "age:") or (before == "of" and before2 == "age"):
        return Role.AGE
    if before == ":" and before2 in ("age", "aged"):
        return Role.AGE
    if lexemes.at(first) in ("under", "over", "below", "above", "younger", "older") and _ends_phrase(lexemes, last):
        share = before in ("them", "whom") and before2 == "of"  # "three of them over 70"
        return Role.AGE if share or before in _section("age", "young") else None
    if before == "of" and before2 in _section("age", "person") and _closes(lexemes, last):
        return Role.AGE  # "a boy of 11"
    if before in ("them", "whom") and before2 == "of" and _oldest(lexemes, first - 3) and _closes(lexemes, last):
        return Role.AGE  # "the youngest of them 15"
    if before in ("was", "is", "were") and _closes(lexemes, last) and _of_the_oldest(lexemes, first - 2):
        return Role.AGE  # "the youngest of the victims was four"
    if before in ("turned", "turning", "turn") and _closes(lexemes, last):
        return Role.AGE  # "nine had not yet turned ten"
    if not lexemes.numeral(first):
        return None
    name = _name_like(lexemes, first - 2) or before2 in _section("age", "person")
    if before == "(" and after == ")" and name:
        return Role.AGE
    closes = after in (",", ".", ")", ";", PARAGRAPH) or (after == "and" and lexemes.capital(last + 1))
    if before == "," and name and closes:
        return Role.AGE
    if before == "both" and (closes or after == "and") and high >= 2:
        return Role.AGE
    if (
        before in ("was", "is", "turned")
        and before2 in ("he", "she", "who")
        and (closes or after in ("when", "at"))
    ):
        return Role.AGE
    return None


def _of_the_oldest(lexemes: Lexemes, i: int) -> bool:
    """Whether the words from ``i`` back, up to a mark, name the oldest or youngest."""
    for k in range(i, i - 6, -1):
        if _oldest(lexemes, k):
            return True
        if not lexemes.word(k):
            return False
    return False


def _oldest(lexemes: Lexemes, i: int) -> bool:
    return lexemes.at(i) in ("youngest", "oldest", "eldest", "elder", "younger", "older")


def _ratio(lexemes: Lexemes, quantity: Quantity, first: int, last: int) -> Role | None:
    """The second number of "three out of *four* of them", "one in *five* of the dead"; "an average of *92*"."""
    high = quantity.interval.high
    out_of = lexemes.at(first - 1) == "of" and lexemes.at(first - 2) == "out"
    small = high is not None and high <= 10 and lexemes.at(last) == "of"
    average = lexemes.at(first - 1) in {"averaging", "averaged"} or lexemes.words(first - 2, ("average", "of"))
    return Role.RATIO if average or (small and (out_of or lexemes.words(first - 2, ("one", "in")))) else None


def _closes(lexemes: Lexemes, i: int) -> bool:
    """Whether nothing that could be counted follows ("a girl of six, was", but not "a child of two teachers")."""
    return not lexemes.word(i) or lexemes.at(i) in (
        "and", "or", "were", "was", "are", "have", "had", "has", "in", "who", "from", "at", "died", "to", "with",
    )  # fmt: skip


def _ends_phrase(lexemes: Lexemes, i: int) -> bool:
    return not lexemes.word(i) or lexemes.at(i) in (
        "and", "or", "were", "was", "are", "have", "had", "has", "in", "who", "from", "at", "died", "among", "to",
    )  # fmt: skip


def _name_like(lexemes: Lexemes, i: int) -> bool:
    """A capitalised word that is not a date word; a name that an age can follow."""
    word = lexemes.at(i)
    dates = table("date_words")
    return lexemes.capital(i) and word not in dates["months"] and word not in dates["weekdays"]


def year_like(word: str) -> bool:
    """Whether ``word`` is four digits from 1900 to 2099."""
    return len(word) == 4 and word.isdecimal() and 1900 <= int(word) < 2100


def _year(lexemes: Lexemes, quantity: Quantity, first: int) -> Role | None:
    """A four-digit number between 1900 and 2099, unless the words around it count with it."""
    i = quantity.first
    word = lexemes.at(i)
    if not year_like(word) or quantity.last != i + 1 or first != i:
        return None
    before, after = lexemes.at(i - 1), lexemes.at(i + 1)
    if before in guard("count_before"):
        return None
    followed = lexemes.word(i + 1) and not lexemes.capital(i + 1)
    plural = (followed and after.endswith("s") and not after.endswith(("ss", "'s", "’s"))) or after == "people"
    if before in guard("year_before") or before in ("(", "-", "–", "/"):
        return None if plural and word.endswith("00") else Role.YEAR
    if plural and (word.endswith("00") or not "1985" <= word <= "2035"):
        return None
    return Role.YEAR if not followed or "1985" <= word <= "2035" else None


def _written(lexemes: Lexemes, quantity: Quantity, first: int) -> Role | None:
    """List numbering, clock times such as 0600, and fractions that are no persons."""
    i = quantity.first
    word = lexemes.at(i)
    if quantity.interval.low is None and quantity.cardinal is not None:
        return Role.OTHER
    if lexemes.at(i - 1) in (
        "at",
        "around",
        "about",
        "by",
        "until",
        "till",
        "before",
        "after",
        "since",
        "past",
    ) and (
        (lexemes.at(quantity.last), lexemes.at(quantity.last + 1)) == ("in", "the")
        and lexemes.at(quantity.last + 2) in ("morning", "afternoon", "evening", "night")
    ):
        return Role.TIME
    if not lexemes.numeral(i):
        return None
    if len(word) >= 4 and word.startswith("0"):
        return Role.IDENTIFIER
    slash = lexemes.glued(quantity.last) and lexemes.at(quantity.last) == "/" and len(word) <= 2
    after = quantity.last + 1
    if slash and after == i + 2 and not lexemes.glued(after) and lexemes.capital(after):
        return Role.OTHER  # "4/ Also 40 wounded", a post of a thread
    starts_line = i == 0 or "\n" in lexemes.text[lexemes.end[i - 1] : lexemes.start[i]]
    if starts_line and first == i and lexemes.at(quantity.last) in (".", ")") and len(word) <= 2:
        followed = lexemes.glued(quantity.last) and lexemes.at(quantity.last + 1) != PARAGRAPH
        return Role.OTHER if followed and quantity.last == i + 1 else None
    return None
