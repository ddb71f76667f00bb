"""Of whom, in Russian: the words of a counted phrase without its number, and what they themselves state."""

from __future__ import annotations

from cenotaph.extract.russian.lexicon import labels
from cenotaph.extract.russian.parse import Word, nominative
from cenotaph.model import AgeGroup, Group, PopStatus, Sex
from cenotaph.places import country_of, nationality_of

__all__ = ["group_of"]


def group_of(span: list[Word]) -> tuple[Group, int, int] | None:
    """The group that ``span`` names with its clean offsets; None when the span is empty."""
    if not span:
        return None
    text = ""
    for k, word in enumerate(span):
        text += (" " if k and word.start > span[k - 1].end else "") + word.text
    lemmas = [w.lemma for w in span]
    status = next((labels("people", "status")[x] for x in lemmas if x in labels("people", "status")), None)
    sex = next((labels("people", "sex")[x] for x in lemmas if x in labels("people", "sex")), None)
    age = next((labels("people", "age")[x] for x in lemmas if x in labels("people", "age")), None)
    group = Group(
        text=text,
        nationality=_nationality(span),
        status=PopStatus(status) if status else PopStatus.NOT_STATED,
        sex=Sex(sex) if sex else Sex.NOT_RECORDED,
        age_group=AgeGroup(age) if age else AgeGroup.UNKNOWN,
    )
    return group, span[0].start, span[-1].end


def _nationality(span: list[Word]) -> tuple[str, ...]:
    """By adjective or noun ("турецких", "россиян"), or by the country of citizens ("граждан Украины")."""
    out: dict[str, None] = {}
    citizens = any(w.lemma in {"гражданин", "гражданка", "подданный"} for w in span)
    for word in span:
        code = nationality_of(word.lemma)
        if code is None and citizens and word.case == "Gen":
            code = country_of(nominative(word))
        if code:
            out[code] = None
    return tuple(out)
