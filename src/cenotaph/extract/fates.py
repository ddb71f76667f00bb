"""People shot whose death the words around tell: executed, buried after it, or pointed back to by a pronoun.

"Sixty were taken to a field and shot" and "they shot nineteen traders. We have buried them all" are deaths; "two
men shot *him* and fled" after a murder is that murder again. The patterns are ``data/fates.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table
from cenotaph.model import Measure, Stance

__all__ = ["tell_fates"]

_AFTER = 2  # sentences after the shots that may tell of a burial
_BACK = 4  # sentences between a death and the "him" who was shot
_NEAR = 60  # drafts around one that may be its parts, or what it points back to
_PARAGRAPH = 2_000  # characters of it before the shots that are looked at
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(A-Z])|\n")
_SHOT = re.compile(r"shot|shoot\w*|gunn?ed|stabbed|hacked")


@cache
def _patterns(section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("fates")[section]["patterns"]))


def tell_fates(drafts: Sequence[Draft], text: str) -> None:
    """Make deaths of the shootings among ``drafts``, in the order of ``text``, whose victims it tells dead."""
    for i, draft in enumerate(drafts):
        if not _only_shot(draft, text):
            continue
        start, end = draft.anchor
        said = " ".join(text[start:end].lower().split())
        if _executed(text, start, said):
            draft.measure = Measure.KILLED
            draft.rules.append("fate.executed")
            for part in drafts[max(0, i - _NEAR) : i + _NEAR]:
                if part.part_of is draft and "weak" in part.flags:
                    part.measure = Measure.KILLED
        elif "pronoun" in draft.flags:
            _of_the_dead(draft, drafts[max(0, i - _NEAR) : i])
        elif _buried(draft, _following(text, end)):
            draft.measure = Measure.KILLED
            draft.rules.append("fate.buried")


def _executed(text: str, start: int, said: str) -> bool:
    """Whether the sentence, or the massacre of which its paragraph tells, leaves nobody alive."""
    if _patterns("alive").search(said):
        return False
    opens = text.rfind("\n", max(0, start - _PARAGRAPH), start) + 1 or max(0, start - _PARAGRAPH)
    return bool(_patterns("executed").search(said) or _patterns("massacre").search(text[opens:start].lower()))


def _only_shot(draft: Draft, text: str) -> bool:
    """Whether a draft says that people were shot or stabbed, and no more."""
    word = text[slice(*draft.trigger)].lower()
    return (
        draft.measure is Measure.INJURED
        and "weak" in draft.flags
        and draft.stance is Stance.ASSERTS
        and draft.count is not None
        and draft.count.high != 0
        and draft.part_of is None
        and _SHOT.fullmatch(word) is not None
    )


def _buried(shot: Draft, after: str) -> bool:
    """Whether the sentences after the shots bury those who were shot, and no attacker."""
    one = shot.count is not None and shot.count.high == 1
    return bool(_patterns("buried_one" if one else "buried_many").search(after)) and not _patterns("others").search(
        after
    )


def _following(text: str, end: int) -> str:
    """The sentences after ``end`` in its paragraph, lower case; nothing where they tell of the living."""
    paragraph = text[end : end + 400].split("\n", 1)[0]
    said = " ".join(_SENTENCE.split(paragraph.strip())[:_AFTER]).lower()
    return "" if _patterns("alive").search(said) else said


def _of_the_dead(shot: Draft, before: Sequence[Draft]) -> None:
    """ "A relative says: They shot *him* in the back", after somebody's death: a death, told before by that voice
    or not."""
    near = [d for d in before if 0 <= shot.sentence - d.sentence <= _BACK and d.measure.counts_people]
    dead = [d for d in near if d.measure is Measure.KILLED and "attacker" not in d.flags]
    hurt = [d for d in near if d.measure in {Measure.INJURED, Measure.DETAINED, Measure.MISSING}]
    if not dead or (hurt and hurt[-1].sentence >= dead[-1].sentence) or "attacker" in shot.flags:
        return
    shot.measure = Measure.KILLED
    shot.rules.append("fate.pointed")
    same = [d for d in dead if d.voice.name == shot.voice.name and d.stance is Stance.ASSERTS]
    shot.restates = same[-1] if same else None
