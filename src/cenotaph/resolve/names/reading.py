"""A written name to its parts by position: own, father, grandfather, family.

Arabic order is own, father, grandfather, family; Russian and Ukrainian names are known by the patronymic, whichever
end the family name stands at; "Family, Own" by its comma. Articles are left out, what is one name (Abd al-Rahman,
Abu Ali, Salah al-Din) is one part, and a hyphen splits nothing but an article.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from cenotaph.resolve.names.letters import Script, fold_letters, lists, romanise, script_of, sounds_of
from cenotaph.resolve.names.parts import Name, Part
from cenotaph.resolve.names.roots import roots_of
from cenotaph.resolve.names.skeleton import skeleton

__all__ = ["read_name", "read_part"]

_SPLIT = re.compile(r"[\s_/;:،]+")
_BRACKETS = re.compile(r"[(\[{«\"“][^)\]}»\"”]*[)\]}»\"”]")
_HYPHENS = re.compile("[‐‑‒–—−]")
# "servant of": with or without its article, whatever the article was assimilated to
_SERVANT = re.compile(
    r"^(['*a]?)bd(?:[aeiou*]{1,2}l|[aeiou]([rsnzdtS])(?=\2)|[aeiou](?=[^aeiouwyl][aeiou]))?(?=...)"
)
_FAITH = re.compile(r"(?:[aeiou*]+[ld]+|[aeiou]d)?d(?:i|e|y)ne?$")
_GOD = re.compile(r"(?:[aeiou*]+)?l+a?[hE]$")
_ARTICLE = re.compile(r"^[ae*]l(?=[^aeiouy'*lIE]...)")


def read_name(
    text: str,
    *,
    given: str | None = None,
    father: str | None = None,
    grandfather: str | None = None,
    family: str | None = None,
) -> Name:
    """The parts of a name; the keywords are columns of a list that give parts by themselves, and win over it."""
    name = _read(text)
    columns = {"own": given, "father": father, "grandfather": grandfather, "family": family}
    if any(columns.values()):
        known: dict[str, Part | None] = {}
        for field, value in columns.items():
            parts = _parts(value) if value else []
            known[field] = _joined(parts, article=field != "own") if parts else None
        if given and not (father or grandfather):
            name, known["own"] = _with_middle(name, given), None
        name = replace(
            name,
            own=known["own"] or name.own,
            father=known["father"] or name.father,
            grandfather=known["grandfather"] or name.grandfather,
            family=known["family"] or name.family,
        )
    return name


def _with_middle(name: Name, given: str) -> Name:
    """A column of given names may hold the father's too ("Ivan Petrovich")."""
    inside = _read(given)
    extra = inside.parts[1:]
    return replace(
        name,
        own=inside.own,
        father=extra[0] if extra else None,
        grandfather=extra[1] if len(extra) > 1 else None,
        others=(),
    )


@lru_cache(maxsize=1 << 16)
def _read(text: str) -> Name:
    script = script_of(text)
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        parts, last = _parts(after), _parts(before)
        if parts and last:
            return _placed(text, script, [*parts, _joined(last, article=True)], family_known=True)
    parts = _parts(_capitals_last(text) if script is Script.LATIN else text)
    return _placed(text, script, parts, family_known=False)


def _placed(text: str, script: Script, parts: list[Part], *, family_known: bool) -> Name:
    if not parts:
        return Name(text, script)
    parts = _patronymic_second(parts)
    own, rest = parts[0], parts[1:]
    if not rest:
        return Name(text, script, own=own)
    if len(rest) == 1 and _is_patronymic(rest[0]) and not family_known:
        return Name(text, script, own=own, father=rest[0])
    middle, family = rest[:-1], rest[-1]
    return Name(
        text,
        script,
        own=own,
        father=middle[0] if middle else None,
        grandfather=middle[1] if len(middle) > 1 else None,
        family=family,
        others=tuple(middle[2:]),
    )


def _patronymic_second(parts: list[Part]) -> list[Part]:
    """ "Family Own Patronymic" as "Own Patronymic Family"."""
    if len(parts) == 3 and _is_patronymic(parts[2]) and not _is_patronymic(parts[1]):
        return [parts[1], parts[2], parts[0]]
    return parts


def _is_patronymic(part: Part) -> bool:
    ends, least = _words("patronymic_ends"), 3
    folded = fold_letters(part.text)
    return any(folded.endswith(end) and len(folded) >= len(end) + least for end in ends)


def _capitals_last(text: str) -> str:
    """ "SMITH John" as "John SMITH": one word in capitals, first, while others are not."""
    first, *others = text.split() or [""]
    if others and len(first) > 2 and first.isupper() and not any(word.isupper() for word in others):
        return " ".join((*others, first))
    return text


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lists()[name])


@lru_cache(maxsize=1 << 16)
def _tokens(text: str) -> tuple[str, ...]:
    text = _HYPHENS.sub("-", _BRACKETS.sub(" ", text))
    return tuple(token.strip(".,-'\"") for token in _SPLIT.split(text.replace(".", ". ")) if token.strip(".,-'\""))


def _parts(text: str) -> list[Part]:
    """The parts of a text in order; what belongs to one name is one part."""
    pieces: list[str] = []
    joins = glued = False
    tokens = _without_titles(_tokens(text))
    for token in tokens:
        plain = fold_letters(token).replace(".", "")
        head, hyphen, tail = plain.partition("-")
        if hyphen and head in _words("articles"):
            plain, article = tail.replace("-", ""), True
        else:
            plain, article = plain.replace("-", ""), False
        if not plain:
            continue
        if plain in _words("articles") and plain != tokens[0].casefold():
            glued = True
            continue
        if plain in _words("filiation") and pieces and plain != fold_letters(tokens[-1]):
            joins = False
            continue
        article, glued = article or glued, False
        faithful = plain in _words("joins_previous") and (article or len(plain) > 3)
        if pieces and (joins or faithful):
            pieces[-1] = ("abd" if joins and pieces[-1] == "abed" else pieces[-1]) + plain
            joins = False
        else:
            pieces.append(plain)
        joins = plain in _words("joins_next") and pieces[-1] == plain
    return [read_part(piece, article=bool(at)) for at, piece in enumerate(pieces)]


def _without_titles(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Titles stand before a name; further in, Al-Hajj and Sheikh are names."""
    start = 0
    while start < len(tokens) - 1 and fold_letters(tokens[start]) in _words("titles"):
        start += 1
    end = len(tokens)
    while end > start + 1 and fold_letters(tokens[end - 1]) in _words("after_names"):
        end -= 1
    return tokens[start:end]


def _joined(parts: list[Part], *, article: bool) -> Part:
    return parts[0] if len(parts) == 1 else read_part("".join(p.text for p in parts), article=article)


@lru_cache(maxsize=1 << 18)
def read_part(text: str, *, article: bool = False) -> Part:
    """One part; ``article``: an article written onto it ("Almasri", "المصري") is left out."""
    plain = fold_letters(text)
    script = script_of(plain)
    if script is Script.ARABIC and article and plain.startswith("ال") and len(plain) > 3:
        plain = plain[2:]
    sounds = _whole(sounds_of(plain))
    if script is not Script.ARABIC and article:
        sounds = _ARTICLE.sub("", sounds)
    latin = romanise(plain)
    abjad = script is Script.ARABIC
    roots = roots_of(sounds, abjad=abjad)
    return Part(text, latin, sounds, skeleton(sounds), roots, initial=len(plain) == 1)


def _whole(sounds: str) -> str:
    """Names of several words as they sound without their inner article: abd + rahman, salah + din, nasr + la."""
    if len(sounds) > 5:
        sounds = _SERVANT.sub(lambda m: ("'" if m[1] == "'" else "a") + "bd", sounds, count=1)
        if len(sounds) > 5:
            sounds = (
                _FAITH.sub("din", sounds) if _FAITH.search(sounds) and len(_FAITH.sub("", sounds)) > 2 else sounds
            )
        if len(_GOD.sub("", sounds)) > 2 and _GOD.search(sounds):
            sounds = _GOD.sub("laE", sounds)
    return sounds
