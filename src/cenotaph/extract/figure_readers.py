"""The ways in which a number counts people told of before; each reads one, and says what it makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from cenotaph.extract import figure_names as names
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
    relative_giver,
    says_as_much,
    speaker_before,
    spoken_of,
    subject_at,
)
from cenotaph.extract.figure_spots import Figure, Spot, closes
from cenotaph.extract.figure_voices import given_otherwise
from cenotaph.extract.gapped_lists import BETWEEN, going_on, in_brackets, told_where, whole_of
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of
from cenotaph.extract.put_right import RATHER_THAN
from cenotaph.extract.shares import measure_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["BARE_READERS", "READERS", "Reader", "bracketed", "of_things", "put_right", "with_people"]

_PUTS = re.compile(r"\b(?:put|puts|set|sets|place[sd]?)\b", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:and\s+|another\s+|at\s+least\s+)*", re.IGNORECASE)


def put_right(spot: Spot) -> Figure | None:
    """ "five died, *not seven*", "four, *not five*, miners": a number put right by the one before it."""
    if spot.last is None:
        return None
    apart = wording.NOT.search(spot.between) is not None and wording.CORRECTED.match(spot.after) is not None
    wrong = apart or RATHER_THAN.fullmatch(spot.between) is not None
    return spot.figure(like=spot.last, denied=True) if wrong else None


def with_people(spot: Spot) -> Figure | None:
    """ "State television says *four "terrorists"*": people with a number as all that is said."""
    head, verb = spot.head, spot.head.head
    if head.dep_ not in {"dobj", "attr", "ccomp"} or verb.lower_ not in words("triggers_light", "told_verbs"):
        return None
    says = verb.head if verb.dep_ == "conj" else verb  # "shows four graves and *claims* 20 marines"
    if (
        not person_like(head)
        or head.i < verb.i
        or not any(c.dep_ == "nsubj" for c in (*verb.children, *says.children))
    ):
        return None
    some = {"including", "among", "amongst"}  # "now says 14 patients, *including one of the pilots*"
    if any(c.dep_ in {"prep", "acl", "relcl", "cc", "conj"} and c.lower_ not in some for c in head.children):
        return None
    if not closes(spot.text[end_of(head) : spot.high].lstrip("\"'")):
        return None
    return spot.figure(people=True, revised=wording.INSTEAD.match(spot.text[end_of(head) : spot.high]) is not None)


def _led_by_place(spot: Spot) -> Figure | None:
    """ "In Koro they killed 18. *In Bani, five; in Tera two*": a clause of a place or time and a number."""
    clause = re.split(r"[;:]", spot.before)[-1]
    if not spot.bare or wording.STOPS.match(spot.after) is None or wording.LED_BY.search(clause) is None:
        return None
    first = spot.mention.start - len(clause)
    if any(
        t.tag_[:2] in {"VB", "MD"}
        for t in spot.sentence
        if first <= t.idx < spot.mention.start and t.lower_ not in {"was", "were"}
    ):
        return None
    return spot.figure(like=spot.last)


def _for_each(spot: Spot) -> Figure | None:
    if spot.last is None or not spot.bare or not wording.FOR_EACH.match(spot.between):
        return None
    return spot.figure(like=spot.last)


def _of_names(spot: Spot) -> Figure | None:
    """ "a list with *61 names* of the dead"."""
    names_of = wording.NAMES_OF.search(spot.before) and wording.OF_THE_DEAD.match(spot.after)
    sentence = spot.text[spot.low : spot.high]
    if not names_of and not (wording.NAMES.match(spot.after) and wording.LISTING.search(sentence)):
        return None
    listed = wording.LIST_OF.search(spot.text[spot.low : spot.mention.start])
    of = names.named_measure(listed.group("harm")) if listed is not None else None
    return spot.figure(names=True, measure=of)


def _at_a_place(spot: Spot) -> Figure | None:
    """ "11 were killed in Aleppo. *7 in Idlib*, among them a doctor.": a sentence that is a number at a place."""
    opens = spot.last is None and _OPENS.fullmatch(spot.before) is not None and spot.bare
    if not opens or any(t.dep_ == "ROOT" and t.tag_[:2] in {"VB", "MD"} for t in spot.head.sent):
        return None
    return spot.figure() if told_where(spot.after) else None


def _going_on(spot: Spot) -> Figure | None:
    """ "12 died in Hama, *three of wounds*": it goes on with the number before."""
    alone = spot.bare or told_where(spot.after)
    if spot.last is None or not alone or not going_on(spot.text, spot.low, spot.last, spot.mention, spot.high):
        return None
    return spot.figure(like=whole_of(spot.last, spot.own, spot.text))


def _of_ones(spot: Spot) -> Figure | None:
    """ "302 had light injuries and *21 severe ones*"."""
    return spot.figure(like=spot.last) if spot.last is not None and wording.ONES.match(spot.after) else None


def _of_another(spot: Spot) -> Figure | None:
    """ "the army says 12 died, *the rebels 40*", "killed 12 in May and *40* in June"."""
    if spot.last is None or bracketed(spot) or wording.PUT.search(spot.before) is not None:
        return None
    gapped = wording.GAPPED.match(spot.between)
    if gapped is None or not names.same_preposition(gapped, spot.up_to_last):
        return None  # "the body of one man, *a trader of about* 40"
    who = speaker_before(spot.sentence, spot.last.end + gapped.start("who"), spot.mention.start)
    if not spot.closes:
        return None
    if who is None:
        return spot.figure(like=spot.last) if wording.SECOND.match(gapped.group("who")) else None
    said = any(t.lower_ in reporting_verbs() for t in spot.sentence if t.idx < spot.mention.start)
    spoken = gapped.group("who").endswith(" of ")  # "the mayor speaks of nine dead, the union of forty"
    return spot.figure(who) if said or spoken else spot.figure(like=spot.last)


def bracketed(spot: Spot) -> bool:
    """ "four deaths in the town (a father and *three sons*), two in the hills"."""
    return spot.last is not None and not spot.bare and in_brackets(spot.text, spot.mention, spot.low)


def _of_the_next(spot: Spot) -> Figure | None:
    """ "the ministry's 40 *and the union's 55*"."""
    newest, last = spot.newest, spot.last
    joined = wording.AND_WHO.match(spot.between) if newest is not None else None
    if joined is None or newest is None or last is None or not spot.bare or not spot.closes:
        return None
    who = speaker_before(spot.sentence, last.end + joined.start("who"), last.end + joined.end("who"))
    return spot.figure(who, like=newest.like, measure=newest.measure) if who is not None else None


def _of_a_time_before(spot: Spot) -> Figure | None:
    if not of_an_earlier_period(spot.before, spot.after):
        return None
    return spot.figure(total=spot.last is not None, measure=names.told_last(spot.before))


def _for_wounds(spot: Spot) -> Figure | None:
    if spot.last is None or not (wording.FOR_WOUNDS.match(spot.after) and BETWEEN.match(spot.between)):
        return None
    return spot.figure(like=spot.last)


def _figures_for(spot: Spot) -> Figure | None:
    told = wording.FIGURES_FOR.search(spot.before)
    if told is None and spot.found and spot.last is not None and wording.AND.match(spot.between):
        told = wording.FIGURES_FOR.search(spot.up_to_last)
    return spot.figure(measure=names.named_measure(told.group("harm"))) if told is not None else None


def _for_an_event(spot: Spot) -> Figure | None:
    if spot.last is not None or not wording.FIGURE_FOR_EVENT.search(spot.before):
        return None
    return spot.figure(giver_of(spot.head), measure=Measure.KILLED)


def _of_a_range(spot: Spot) -> Figure | None:
    """ "estimates range from *80,000* to *300,000*"."""
    spread = wording.RANGE_FROM.search(spot.before)
    if spread is None and spot.last is not None and wording.RANGE_FROM.search(spot.up_to_last):
        spread = wording.RANGE_TO.match(spot.between)
    if spread is None:
        return None
    of = names.of_the_estimates(spot.text[spot.low : spot.high])
    return spot.figure(owner_before(spot.head, spot.mention), measure=of)


def _own_losses(spot: Spot) -> Figure | None:
    """ "said it killed 30 and put *its own* dead *at 4*"."""
    if spot.last is None or not spot.found or not wording.OWN_AS.search(spot.before):
        return None
    return spot.figure(measure=spot.found[-1].measure)


def _labelled(spot: Spot) -> Figure | None:
    """ "dead now at *12*"; "the toll crept up: *4 at dawn*, 11 by noon"."""
    about = names.labelled(spot.before, spot.after)
    if about is None and wording.STEPS.search(spot.before) and wording.STEP.match(spot.after):
        about = names.told_last(spot.text[spot.low : spot.high]) or Measure.KILLED
    return spot.figure(measure=about) if about is not None else None


def _risen_by(spot: Spot) -> Figure | None:
    total = re.match(r"\s+to\s", spot.after)  # "rose by three *to 14*" gives the total
    return spot.figure(measure=Measure.KILLED) if wording.ROSE_BY.search(spot.before) and not total else None


def _in_care(spot: Spot) -> Figure | None:
    """ "26 dead, *fourteen in the burns ward*"."""
    dead = re.match(r"\s+(?:dead|killed|deaths|fatalities)\b", spot.between)
    if spot.last is None or not (dead and wording.IN_CARE.match(spot.after) and BETWEEN.match(spot.between)):
        return None
    return spot.figure(measure=Measure.INJURED)


def _moved(spot: Spot) -> Figure | None:
    """ "puts the dead *at 40*", "the toll rose *from 40* to *58*", "the ministry raises its figure *to 60*"."""
    put, rose, revised = names.put(spot.before), wording.ROSE.search(spot.before), False
    if rose is None and spot.last is not None and wording.TO.match(spot.between):
        rose = wording.ROSE.search(spot.up_to_last)
        revised = rose is not None and not names.acts_in(rose.group("what"))
    if rose is None and spot.last is not None and wording.FROM.match(spot.between):
        rose = wording.ROSE.search(spot.up_to_last)
    if put is None and rose is None:
        return None
    moved = wording.RAISES.search(spot.before) if put is not None else None
    by = subject_at(spot.sentence, spot.low + moved.start("verb")) if moved is not None else _who_puts(spot)
    named = (put.group("harm") if put else "") or (rose.group("what") if rose else "")
    trend = rose is not None and bool(names.acts_in(named))
    revised = revised or moved is not None
    return spot.figure(by, measure=names.named_measure(named), revised=revised, trend=trend)


def _who_puts(spot: Spot) -> Token | None:
    """ "*Residents* put the militia's dead nearer a dozen": the subject of the verb of a label, where it tells."""
    verbs = list(_PUTS.finditer(spot.text, spot.low, spot.mention.start))
    return subject_at(spot.sentence, verbs[-1].start()) if verbs else None


def _from_then(spot: Spot) -> Figure | None:
    """ "rose to 63, the inspectorate says, from *58* the year before"."""
    then = wording.BEFORE_THAT.match(spot.after) or wording.THEN.match(spot.after)
    return spot.figure(measure=_noun_before(spot)) if then and wording.FROM_THEN.search(spot.before) else None


def _noun_before(spot: Spot) -> Measure | None:
    """ "1,345 *casualties* (402 killed), against 1,093 the year before": of what the number compared with is."""
    start, text = spot.mention.start, spot.text
    earlier = [m for m in spot.own if m.start < start and not in_brackets(text, m, spot.low)]
    named = re.split(r"[(),;:]", text[earlier[-1].end : start])[0] if earlier else ""
    label = re.split(r"[;.]", text[spot.low : earlier[-1].start])[-1] if earlier else ""
    return measure_of(named) or measure_of(label)


def _of_the_total(spot: Spot) -> Figure | None:
    """ "raised to *61* the number of dead"."""
    total = wording.OF_TOTAL.match(spot.after) if wording.MOVED_TO.search(spot.before) else None
    of = names.named_measure(total.group("harm")) if total is not None else None
    return spot.figure(measure=of, revised=True) if of is not None else None


def _announced(spot: Spot) -> Figure | None:
    """ "killed nine, correcting *the eight it announced* on Tuesday"."""
    led = spot.last is not None and spot.before.endswith("the ")
    if not led or wording.ANNOUNCED.match(spot.after) is None:
        return None
    return spot.figure(relative_giver(spot.head), like=spot.last)


def _then_again(spot: Spot) -> Figure | None:
    newest = spot.newest
    if spot.last is None or not wording.THEN_AGAIN.match(spot.between):
        return None
    if newest is None:
        return spot.figure(like=spot.last)
    return spot.figure(newest.speaker, measure=newest.measure, told=True)


def _given_otherwise(spot: Spot) -> Figure | None:
    words_before = spot.text[spot.low : spot.mention.start]
    given = given_otherwise(spot.sentence, words_before, spot.after)
    return spot.figure(given.speaker, measure=spoken_of(spot.before), told=True) if given is not None else None


def _now(spot: Spot) -> Figure | None:
    """ "the toll now: *12*"."""
    ends = wording.NOW.search(spot.before) and re.match(r"^[\"'.!]*\s*$", spot.after)
    return spot.figure() if ends and not of_things(spot.before) else None


def of_things(label: str) -> bool:
    """ "*Roads closed*: now six": what a figure behind a colon counts is no people."""
    said = {word.strip(":").lower() for word in label.split()}
    said |= {word.removesuffix("s") for word in said}
    return not said.isdisjoint(words("groups", "things") | words("nouns", "no_person"))


def _as_a_total(spot: Spot) -> Figure | None:
    """ "put the figure *at 40*", "*it was 40*", "against *58* the year before"."""
    before = spot.before
    it_was = any(p.search(before) for p in (wording.IT_WAS, wording.HAD_GIVEN, wording.IN_FACT))
    ends = spot.closes or wording.THEN.match(spot.after)
    if not any(p.search(before) for p in wording.TOTALS) and not (it_was and not of_money(spot.sentence) and ends):
        return None
    told = wording.FIGURE_AS.search(before) or wording.HAD_GIVEN.search(before) or wording.PUT_AT.search(before)
    compared = wording.COMPARED.search(before) is not None
    same = _noun_before(spot) if compared else None
    giver = giver_of(spot.head) if told else claimed_by(spot.head)
    cut = wording.MOVED.search(before) if giver is None else None
    giver = giver or (subject_at(spot.sentence, spot.low + cut.start()) if cut is not None else None)
    return spot.figure(giver, measure=same, told=not compared)


def _named_before(spot: Spot) -> Figure | None:
    """ "the wounded, *40* of them", "casualties numbered *12*"."""
    named = wording.APPOSED.search(spot.before) or wording.NUMBERED.search(spot.before)
    return spot.figure(measure=measure_of(named.group())) if named is not None else None


def _arrives(spot: Spot) -> Figure | None:
    """ "arrives at *40*"; "34 of those executed; *there may have been* as many as 60"."""
    arrives = wording.ARRIVES.search(spot.before) is not None
    if not spot.closes or not (arrives or (spot.last is not None and _there(spot))):
        return None
    return spot.figure(giver_of(spot.head) if arrives else None)


def _there(spot: Spot) -> bool:
    said = wording.THERE.search(spot.before)
    if said is None:
        return False
    if said.group().lower() == "there " and wording.MAY_BE.match(spot.mention.count.text) is None:
        return False
    harm = r"(?:dead|died|kill|execut|murder|deaths|drown|perish|shot|bodies|victims)"
    return re.search(harm, spot.before) is not None


def _stands(spot: Spot) -> Figure | None:
    if not wording.STANDS.search(spot.before) or not spot.closes:
        return None
    further = spot.before.rstrip().endswith("with")  # "the union went further, with 15"
    acts = names.acts_in(re.split(r"[;:,]", spot.before)[-1])  # "*Homicides* in the city stand at 22"
    of = Measure(acts[0]) if acts else None
    return spot.figure(giver_of(spot.head) if further else None, told=True, measure=of)


def _been_found(spot: Spot) -> Figure | None:
    """ "They brought up four more bodies. *Twenty-six* have now been found"."""
    opens = spot.last is None and not spot.before.strip(" \"'")
    found = wording.BEEN_FOUND.match(spot.after) if opens else None
    return spot.figure(only=Measure.BODIES_FOUND, measure=Measure.BODIES_FOUND) if found is not None else None


def _alone(spot: Spot) -> Figure | None:
    return spot.figure(total=False) if wording.ALONE.search(spot.before) and spot.closes else None


def _answered(spot: Spot) -> Figure | None:
    """ "*Forty*, says the mayor"."""
    answer = wording.SAY_AFTER.match(spot.after) if not spot.before.strip(" \"'") else None
    if answer is None:
        return None
    at = spot.mention.end + max(answer.start("verb"), answer.start("then"))
    verb = next(t for t in spot.sentence if t.idx == at)
    return spot.figure(inverted(verb) or subject_at(spot.sentence, at))


def _claimed(spot: Spot) -> Figure | None:
    by = claimed_by(spot.head)
    return spot.figure(by) if by is not None else None


def _as_asked(spot: Spot) -> Figure | None:
    """ "would not say how many had been hurt. The union says *27 were*"."""
    giver = says_as_much(spot.head, spot.after) if spot.last is None and spot.bare else None
    return spot.figure(giver, echo=True) if giver is not None else None


def _there_were(spot: Spot) -> Figure | None:
    return spot.figure() if wording.THERE_WERE.search(spot.before) and wording.STOPS.match(spot.after) else None


def _is_at(spot: Spot) -> Figure | None:
    giver = giver_of(spot.head) if wording.IS_AT.search(spot.before) and spot.closes else None
    return spot.figure(giver, told=True) if giver is not None else None


def _behind_its_verb(spot: Spot) -> Figure | None:
    """ "the coroner now says *eight*"; "The bodies kept coming. Rescuers had brought in *51*."."""
    head, verb = spot.head, spot.head.head
    if head.i < verb.i:
        return None
    if head.dep_ == "nsubj" and verb.lower_ in words("triggers_light", "figure_verbs"):
        named = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
        return spot.figure(named[0]) if named else None
    if head.dep_ == "dobj" and verb.lower_ in words("triggers_light", "brought_out"):
        return spot.figure(total=False)
    return None


def _offered(spot: Spot) -> Figure | None:
    return spot.figure(giver_of(spot.head)) if offered(spot.head) and spot.closes else None


def _said(spot: Spot) -> Figure | None:
    """A reporting verb or a total takes the figure as it stands ("acknowledges *107*", "the toll was *80*")."""
    head = spot.head
    if not _taken(spot):
        return None
    about = spoken_of(spot.before)
    if about is not None:
        return spot.figure(measure=about)
    return spot.figure(total=head.head.lower_ == "to" or own_clause(head), told=True)


def _taken(spot: Spot) -> bool:
    head = spot.head
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


Reader = Callable[[Spot], Figure | None]

READERS: tuple[Reader, ...] = (
    *(_for_each, _of_names, _at_a_place, _going_on, _led_by_place, _of_ones, _of_another, _of_the_next),
)
"""Of any number, in this order: the first that makes something of it is right."""

BARE_READERS: tuple[Reader, ...] = (
    *(_of_a_time_before, _for_wounds, _figures_for, _for_an_event, _of_a_range, _own_losses, _labelled),
    *(_risen_by, _in_care, _moved, _from_then, _of_the_total, _announced, _then_again, _given_otherwise),
    *(_now, _as_a_total, _named_before, _arrives),
    *(
        _stands,
        _alone,
        _been_found,
        _answered,
        _as_asked,
        _claimed,
        _there_were,
        _is_at,
        _behind_its_verb,
        _offered,
        _said,
    ),
)
"""Of a number without people of its own, after those."""
