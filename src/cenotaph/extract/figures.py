"""Bare figures, whose people were told of before: "the government acknowledges 107", "the army 12"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract import figure_wording as wording
from cenotaph.extract.attribution import reporting_verbs
from cenotaph.extract.cues import inverted
from cenotaph.extract.earlier_periods import of_an_earlier_period
from cenotaph.extract.figure_givers import (
    claimed_by,
    giver_of,
    of_money,
    offered,
    own_clause,
    owner_before,
    speaker_before,
    spoken_of,
    subject_at,
)
from cenotaph.extract.figure_voices import given_otherwise
from cenotaph.extract.gapped_lists import BETWEEN, going_on, in_brackets, singled_out, told_where, whole_of
from cenotaph.extract.lexicon import words
from cenotaph.extract.nearby import heads_of
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.put_right import RATHER_THAN
from cenotaph.extract.shares import measure_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Figure", "bare_figures", "of_things", "topic_of"]

_REMAINS = {"bodies", "corpses"}
_TOPICS = {
    "bodies",
    "corpses",
    "morgue",
    "mortuary",
    "dead",
    "killed",
    "deaths",
    "died",
    "victims",
    "toll",
    "losses",
    "fatalities",
    "perished",
    "deceased",
    "slain",
    "drowned",
}


_MOVED = {"displaced", "displacing", "freed", "freeing", "rescued", "rescuing", "evacuated", "saved", "released"}
_OPENS = re.compile(r"\W*(?:and\s+|another\s+|at\s+least\s+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure without people of its own: the token that carries it, who gives it where the words before it say so,
    whether it is a total that may follow a number in its own sentence, the measure that its words name, the
    number before it that it goes on with, whether it has people after all ("villagers say *six farmers*"),
    whether it takes the place of the number before it ("rose from 40 to *58*"), whether it is a period's ("killings
    rose to *58*"), whether it is said not to be
    true ("five died, not *seven*"), and whether a day beside it is that of the telling ("*had spoken of 36* on
    Monday")."""

    head: Token
    mention: CountMention
    speaker: Token | None = None
    total: bool = False
    names: bool = False
    measure: Measure | None = None
    like: CountMention | None = None
    people: bool = False
    revised: bool = False
    trend: bool = False
    denied: bool = False
    told: bool = False


def topic_of(sentence: Span) -> Measure | None:
    """What a sentence speaks of, without a count of its own: the dead, how many there were, or bodies."""
    spoken = {t.lower_ for t in sentence} & _TOPICS
    if not spoken:
        return None
    return Measure.BODIES_FOUND if spoken <= _REMAINS else Measure.KILLED


def bare_figures(sentence: Span, mentions: list[CountMention]) -> list[Figure]:
    """The bare figures of a sentence in order; ``mentions`` are those of the whole segment."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    own = [m for m in mentions if m.role == "count" and low <= m.start < high and not m.count.unknown]
    own = [m for m in own if not (m.count.high == 0 and wording.OF_THESE.match(text[m.end : high]))]
    own = [m for m in own if not (m.count.high == 0 and wording.NO_DANGER.match(text[m.end : high]))]
    own = [m for m in own if m.count.text.lower() not in {"both", "all", "many", "most", "some", "either"}]
    out: list[Figure] = []
    last: CountMention | None = None
    for mention in own:
        head = heads_of(mention, sentence)
        if head is None:
            continue
        before = wording.QUOTE.sub("", text[low : mention.start])
        if wording.RULED_OUT.search(before) or wording.ALIVE.search(text[mention.end : high]):
            continue  # "I can't rule out two", "nine of those listed, who are alive"
        if last is None and wording.BROUGHT_OUT.search(before):
            continue
        if (head.dep_ in {"dobj", "npadvmod"} and head.head.lower_ in _MOVED) or any(
            c.lower_ in _MOVED for c in head.lefts
        ):
            continue  # "injured 102 people and *displaced 12,000*"
        if wording.of_the_ill(before):
            continue  # "confirmed cases stand at 48", "recoveries stand at 14"
        if wording.OUT_OF.match(text[mention.end : high]):
            continue  # "the danger was put at four out of five"
        if wording.AGED.search(before) and wording.PERSON.match(text[mention.end : high]):
            continue  # "even now at 86 she still says"
        if (
            mention.count.text.lower() == "zero"
            and last is None
            and re.search(r"\b(?:it|that)(?:'s| is| was) $", before)
        ):
            continue  # "trying to get them to talk, *it's zero*"
        if wording.SAID_ONE.search(before) and mention.count.text.lower() in {"one", "another"}:
            continue  # "Nine, ten," said one.
        if head.head.lower_ in {"rule", "ruled", "ruling"}:
            continue  # "cannot rule out two"
        if wording.CLOCK.match(text[mention.end : high]):
            continue  # "until seven in the morning"
        if wording.SINGLED.match(text[mention.end : high]) and mention.count.text.lower() == "one":
            continue  # "two recordings, one captured by a camera"
        if wording.FORECAST.search(before):
            continue
        if wording.NAMES.match(text[mention.end : high]) and wording.TWICE.match(text[mention.end : high]):
            continue  # "17 names had been entered twice"
        if last is not None and _denied(last, mention, text, high):
            out.append(Figure(head, mention, total=True, like=last, denied=True))
            continue
        if last is not None and _bare(head) and wording.FOR_EACH.match(text[last.end : mention.start]):
            out.append(Figure(head, mention, total=True, like=last))
            last = mention
            continue
        names_of = wording.NAMES_OF.search(before) and wording.OF_THE_DEAD.match(text[mention.end : high])
        if names_of or (wording.NAMES.match(text[mention.end : high]) and wording.LISTING.search(text[low:high])):
            listed = wording.LIST_OF.search(text[low : mention.start])
            of = wording.named_measure(listed.group("harm")) if listed is not None else None
            out.append(Figure(head, mention, total=True, names=True, measure=of))
            last = mention
            continue
        if last is None and _fragment(head, before) and told_where(text[mention.end : high]):
            out.append(Figure(head, mention, total=True))
            last = mention
            continue
        alone = _bare(head) or told_where(text[mention.end : high])  # "three of wounds"
        if last is not None and alone and going_on(text, low, last, mention, high):
            out.append(Figure(head, mention, total=True, like=whole_of(last, own, text)))
            last = mention
            continue
        if not _bare(head) and last is not None and in_brackets(text, mention, low):
            continue  # "four deaths in the town (a father and *three sons*), two in the hills"
        gapped = wording.GAPPED.match(text[last.end : mention.start]) if last is not None else None
        if gapped is not None and last is not None and not wording.same_preposition(gapped, text[low : last.start]):
            gapped = None  # "the body of one man, *a trader of about* 40"
        if last is not None and (match := gapped) and wording.PUT.search(before) is None:
            who = speaker_before(sentence, last.end + match.start("who"), mention.start)
            if who is None and wording.SECOND.match(match.group("who")) and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, total=True, like=last))
                last = mention
                continue
            said = any(t.lower_ in reporting_verbs() for t in sentence if t.idx < mention.start)
            spoken = match.group("who").endswith(" of ")  # "the mayor speaks of nine dead, the union of forty"
            if who is not None and not (said or spoken) and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, total=True, like=last))
                last = mention
                continue
            if who is not None and _closes(text[mention.end : high]):
                out.append(Figure(head, mention, who, total=True))
                last = mention
                continue
        joined = wording.AND_WHO.match(text[last.end : mention.start]) if out and out[-1].mention is last else None
        if joined is not None and last is not None and _bare(head) and _closes(text[mention.end : high]):
            who = speaker_before(sentence, last.end + joined.start("who"), last.end + joined.end("who"))
            if who is not None:
                out.append(Figure(head, mention, who, total=True, like=out[-1].like, measure=out[-1].measure))
                last = mention
                continue
        if not _bare(head):
            if _people_said(head, mention, text, high):
                instead = wording.INSTEAD.match(text[end_of(head) : high]) is not None
                out.append(Figure(head, mention, total=True, people=True, revised=instead))
            if last is None or person_like(head) or head.lower_ in words("groups", "harm_heads"):
                last = mention  # not of "61 died in *two attacks*: 44 in Hama"
            continue
        if of_an_earlier_period(before, text[mention.end : high]):
            out.append(Figure(head, mention, total=last is not None, measure=wording.told_last(before)))
            last = mention
            continue
        if (
            last is not None
            and wording.FOR_WOUNDS.match(text[mention.end : high])
            and BETWEEN.match(text[last.end : mention.start])
        ):
            out.append(Figure(head, mention, total=True, like=last))
            last = mention
            continue
        told = wording.FIGURES_FOR.search(before)
        if told is None and out and last is not None and wording.AND.match(text[last.end : mention.start]):
            told = wording.FIGURES_FOR.search(text[low : last.start])
        if told is not None:
            out.append(Figure(head, mention, total=True, measure=wording.named_measure(told.group("harm"))))
            last = mention
            continue
        if last is None and wording.FIGURE_FOR_EVENT.search(before):
            out.append(Figure(head, mention, giver_of(head), total=True, measure=Measure.KILLED))
            last = mention
            continue
        spread = wording.RANGE_FROM.search(before)
        if spread is None and last is not None and wording.RANGE_FROM.search(text[low : last.start]):
            spread = wording.RANGE_TO.match(text[last.end : mention.start])
        if spread is not None:
            giver = owner_before(head, mention)
            of = wording.of_the_estimates(text[low:high])
            out.append(Figure(head, mention, giver, total=True, measure=of))
            last = mention
            continue
        if last is not None and out and wording.OWN_AS.search(before):
            out.append(Figure(head, mention, total=True, measure=out[-1].measure))
            last = mention
            continue
        about = wording.labelled(before, text[mention.end : high])
        if about is None and wording.STEPS.search(before) and wording.STEP.match(text[mention.end : high]):
            about = (
                wording.told_last(text[low:high]) or Measure.KILLED
            )  # "the toll crept up: *4 at dawn*, 11 by noon"
        if about is not None:
            out.append(Figure(head, mention, total=True, measure=about))
            last = mention
            continue
        put, rose, revised = wording.put(before), wording.ROSE.search(before), False
        if rose is None and last is not None and wording.TO.match(text[last.end : mention.start]):
            rose = wording.ROSE.search(text[low : last.start])
            revised = rose is not None and not wording.acts_in(rose.group("what"))
        if rose is None and last is not None and wording.FROM.match(text[last.end : mention.start]):
            rose = wording.ROSE.search(text[low : last.start])
        if put is not None or rose is not None:
            moved = wording.RAISES.search(before) if put is not None else None
            by = subject_at(sentence, low + moved.start("verb")) if moved is not None else None
            revised = revised or moved is not None
            named = (put.group("harm") if put else "") or (rose.group("what") if rose else "")
            trend = rose is not None and bool(wording.acts_in(named))
            named_as = wording.named_measure(named)
            out.append(Figure(head, mention, by, total=True, measure=named_as, revised=revised, trend=trend))
            last = mention
            continue
        if wording.FROM_THEN.search(before) and (
            wording.BEFORE_THAT.match(text[mention.end : high]) or wording.THEN.match(text[mention.end : high])
        ):
            out.append(Figure(head, mention, total=True, measure=_noun_of(own, mention, text, low)))
            last = mention
            continue
        after = text[mention.end : high]
        total = wording.OF_TOTAL.match(after) if wording.MOVED_TO.search(before) else None
        of = wording.named_measure(total.group("harm")) if total is not None else None
        if of is not None:
            out.append(Figure(head, mention, total=True, measure=of, revised=True))
            last = mention
            continue
        if out and out[-1].mention is last and wording.THEN_AGAIN.match(text[out[-1].mention.end : mention.start]):
            out.append(Figure(head, mention, out[-1].speaker, total=True, measure=out[-1].measure, told=True))
            last = mention
            continue
        if (given := given_otherwise(sentence, text[low : mention.start], after)) is not None:
            out.append(Figure(head, mention, given.speaker, total=True, measure=spoken_of(before), told=True))
        elif wording.NOW.search(before) and re.match(r"^[\"'.!]*\s*$", after) and not of_things(before):
            out.append(Figure(head, mention, total=True))
        elif any(p.search(before) for p in wording.TOTALS) or (
            any(p.search(before) for p in (wording.IT_WAS, wording.HAD_GIVEN, wording.IN_FACT))
            and not of_money(sentence)
            and (_closes(after) or wording.THEN.match(after))
        ):
            told = (
                wording.FIGURE_AS.search(before)
                or wording.HAD_GIVEN.search(before)
                or wording.PUT_AT.search(before)
            )
            giver = giver_of(head) if told else None
            compared = wording.COMPARED.search(before) is not None
            same = _noun_of(own, mention, text, low) if compared else None
            out.append(Figure(head, mention, giver, total=True, measure=same, told=not compared))
        elif (wounded := wording.APPOSED.search(before)) is not None:
            out.append(Figure(head, mention, total=True, measure=measure_of(wounded.group())))
        elif (numbered := wording.NUMBERED.search(before)) is not None:
            out.append(Figure(head, mention, total=True, measure=measure_of(numbered.group())))
        elif last is not None and _denied(last, mention, text, high):
            out.append(Figure(head, mention, total=True, like=last, denied=True))
        elif (wording.ARRIVES.search(before) or (last is not None and _there(before, mention))) and _closes(
            text[mention.end : high]
        ):
            out.append(
                Figure(head, mention, giver_of(head) if wording.ARRIVES.search(before) else None, total=True)
            )
        elif wording.STANDS.search(before) and _closes(text[mention.end : high]):
            further = before.rstrip().endswith("with")  # "the union went further, with 15"
            out.append(Figure(head, mention, giver_of(head) if further else None, total=True, told=True))
        elif not before.strip(" \"'") and (answer := wording.SAY_AFTER.match(after)) is not None:
            at = mention.end + max(answer.start("verb"), answer.start("then"))
            verb = next(t for t in sentence if t.idx == at)
            out.append(Figure(head, mention, inverted(verb) or subject_at(sentence, at), total=True))
        elif (by := claimed_by(head)) is not None:
            out.append(Figure(head, mention, by, total=True))
        elif wording.THERE_WERE.search(before) and wording.STOPS.match(text[mention.end : high]):
            out.append(Figure(head, mention, total=True))
        elif wording.IS_AT.search(before) and _closes(text[mention.end : high]) and giver_of(head) is not None:
            out.append(Figure(head, mention, giver_of(head), total=True, told=True))
        elif (
            head.dep_ == "nsubj"
            and head.i > head.head.i
            and head.head.lower_ in words("triggers_light", "figure_verbs")
        ):
            named = [c for c in head.head.children if c.dep_ == "nsubj" and c.i < head.head.i]
            if named:  # "the coroner now says *eight*"
                out.append(Figure(head, mention, named[0], total=True))
        elif (
            head.dep_ == "dobj"
            and head.i > head.head.i
            and head.head.lower_ in words("triggers_light", "brought_out")
        ):
            out.append(Figure(head, mention))  # "The bodies kept coming. Rescuers had brought in *51*."
        elif offered(head) and _closes(text[mention.end : high]):
            out.append(Figure(head, mention, giver_of(head), total=True))
        elif _said(head):
            about = spoken_of(before)
            if about is not None:
                out.append(Figure(head, mention, total=True, measure=about))
                last = mention
                continue
            out.append(Figure(head, mention, total=head.head.lower_ == "to" or own_clause(head), told=True))
        last = mention
    if last is not None:
        whole = whole_of(last, own, text)
        singles = singled_out(sentence, last)
        heads = [next(t for t in sentence if end_of(t) >= one.end) for one in singles]
        out += [Figure(head, one, total=True, like=whole) for head, one in zip(heads, singles, strict=True)]
    return out


def _fragment(head: Token, before: str) -> bool:
    """ "11 were killed in Aleppo. *7 in Idlib*, among them a doctor.": a sentence that is a number at a place."""
    opens = _OPENS.fullmatch(before) is not None and _bare(head)
    return opens and not any(t.dep_ == "ROOT" and t.tag_[:2] in {"VB", "MD"} for t in head.sent)


def _noun_of(own: list[CountMention], mention: CountMention, text: str, low: int) -> Measure | None:
    """ "1,345 *casualties* (402 killed), against 1,093 the year before": of what the number compared with is."""
    earlier = [m for m in own if m.start < mention.start and not in_brackets(text, m, low)]
    named = re.split(r"[(),;:]", text[earlier[-1].end : mention.start])[0] if earlier else ""
    label = re.split(r"[;.]", text[low : earlier[-1].start])[-1] if earlier else ""
    return measure_of(named) or measure_of(label)


def of_things(label: str) -> bool:
    """ "*Roads closed*: now six": what a figure behind a colon counts is no people."""
    said = {word.strip(":").lower() for word in label.split()}
    said |= {word.removesuffix("s") for word in said}
    return not said.isdisjoint(words("groups", "things") | words("nouns", "no_person"))


def _there(before: str, mention: CountMention) -> bool:
    """ "34 of those executed; *there may have been* as many as 60"."""
    said = wording.THERE.search(before)
    supposed = said is not None and (
        said.group().lower() != "there " or wording.MAY_BE.match(mention.count.text) is not None
    )
    return (
        supposed
        and re.search(r"(?:dead|died|kill|execut|murder|deaths|drown|perish|shot|bodies|victims)", before)
        is not None
    )


def _people_said(head: Token, mention: CountMention, text: str, high: int) -> bool:
    """ "State television says *four "terrorists"*": people with a number as all that is said."""
    verb = head.head
    if head.dep_ not in {"dobj", "attr", "ccomp"} or verb.lower_ not in words("triggers_light", "told_verbs"):
        return False
    if not person_like(head) or head.i < verb.i or not any(c.dep_ == "nsubj" for c in verb.children):
        return False
    some = {"including", "among", "amongst"}  # "now says 14 patients, *including one of the pilots*"
    if any(c.dep_ in {"prep", "acl", "relcl", "cc", "conj"} and c.lower_ not in some for c in head.children):
        return False
    return _closes(text[end_of(head) : high].lstrip("\"'"))


def _bare(head: Token) -> bool:
    if not (head.like_num or head.tag_ == "CD" or head.lower_ in words("groups", "quantity")):
        return False
    return not any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)


def _said(head: Token) -> bool:
    """Whether a reporting verb or a total takes the figure as it stands ("acknowledges 107", "was 80")."""
    to = head.head if head.dep_ == "pobj" and head.head.lower_ == "to" else None
    if to is not None and to.head.lower_ in {"bringing", "brings", "brought"}:
        return True
    verb = head.head
    if head.dep_ == "pobj" and verb.lower_ in {"at", "to", "of"}:
        verb = verb.head
    if verb.lower_ in reporting_verbs():
        unlikely = {"see", "saw", "added", "know", "called", "showed", "repeated", "broadcast", "posted", "read"}
        return head.dep_ in {"dobj", "pobj", "attr", "ccomp", "npadvmod"} and verb.lower_ not in unlikely
    if verb.lower_ in {"is", "was", "stands", "stood", "were", "are"} and head.dep_ in {"attr", "pobj"}:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        return bool(subjects) and subjects[0].lower_ in words("groups", "totals")
    return False


def _denied(given: CountMention, old: CountMention, text: str, high: int) -> bool:
    """ "five died, *not seven*", "four, *not five*, miners": a number put right by the one before it."""
    between = text[given.end : old.start]
    apart = wording.NOT.search(between) is not None and wording.CORRECTED.match(text[old.end : high]) is not None
    return apart or RATHER_THAN.fullmatch(between) is not None


def _closes(after: str) -> bool:
    return re.match(r"^[\"']?\s*(?:[.,;:)]|$|and\b|but\b|while\b|in\b|for\b|dead\b)", after) is not None
