"""Where, when, and over what a count runs: only what the sentence says or plainly points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution, reporting_verbs
from cenotaph.extract.dates import PeriodMention
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.other_times import (
    found_in,
    of_a_name,
    of_another_clause,
    of_the_saved,
    revised_then,
    to_come,
)
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, said_in, text_of
from cenotaph.extract.place_shares import accounted_for
from cenotaph.extract.placing import UNNAMED, places_in
from cenotaph.extract.reach import clause_of, contrasted, distance, path_up
from cenotaph.extract.scene import scene_of
from cenotaph.model import DatePrecision, GeoPrecision, Period, Place, Scope

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Setting", "beside", "event_nouns", "refers_back", "scope_of", "setting_of"]


_AS_OF = ("so far", "thus far", "to date", "as of", "by ")  # a count up to then: when it was taken, not the harm
_REPEATED = {"daily", "weekly", "monthly", "yearly", "nightly", "annual"}  # how often, not when
_COUNTS = {"reported", "put", "recorded", "registered", "documented", "counted", "tallied", "verified", "logged"}
_SAID = {"reported", "put"}
_KNOWN = {"known", "identified", "named", "established"}  # a date at these is the day of knowing
_SUMS_UP = {"bringing", "taking", "raising", "pushing"}
_A = {"a", "an"}
_AFTER = {"after", "following", "since"}
_WHEN = {"after", "when", "as", "while"}
_COMPARED = 8  # words before "since" among which a superlative is looked for
_FARTHEST = 20  # behind anything in the clause itself
_UNHEARD = {"seen", "heard", "missing"}
_AT_ONCE = re.compile(r" (?:on |in )(?:the )?$")
_STAMPED = re.compile(r"\b(?:posted|updated|published|modified)\b[\s:,]*(?:on|at)?\s*$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:[\w'-]+\s+){0,6}$", re.IGNORECASE)
_LOST = re.compile(r"\b(?:died|perished|killed|drowned|wounded|injured|murdered|slain)\b", re.IGNORECASE)


@dataclass(slots=True)
class Setting:
    """Place, period and scope of one claim, with segment offsets of the words (None where not stated).

    ``pointer``: what points at a place told before, "there" or the noun of "the village".
    """

    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None
    said_at: Period | None = None
    scope: Scope = Scope.INCIDENT
    rules: list[str] = field(default_factory=list)
    open_ended: bool = False
    pointer: str | None = None


def setting_of(token: Token, heard: Attribution, periods: list[PeriodMention]) -> Setting:
    """The setting of the statement around the trigger ``token``."""
    out = Setting()
    since = any(c.lower_ == "since" and c.dep_ == "advmod" for c in token.children)
    if not since or token.lower_ in _UNHEARD:  # "35 had since been killed": after the day that is told
        _period(token, heard, periods, out)  # "left on Monday and has not been seen since": from that day
    found, rule = scene_of(token, heard)
    if (told := accounted_for(token)) is not None:
        out.place, out.place_span, out.pointer = told[0], told[1:], None
    elif found is not None:
        out.place, out.place_span = found.place, (found.start, found.end)
        out.rules.append(rule)
        out.pointer = found.noun if found.detail == UNNAMED else None
    elif rule:
        out.pointer = rule
    out.scope = scope_of(token, out)
    return out


def beside(head: Token, setting: Setting, periods: list[PeriodMention]) -> Setting:
    """``setting`` with the place or time said directly behind one of several counts ("41 in Banya and 26 in Sorr",
    "four on Monday and six on Tuesday")."""
    place = next((m for m in places_in(head.sent) if _right_behind(head, m.anchor) and m.detail != UNNAMED), None)
    end = end_of(head)
    time = next((m for m in periods if m.start >= end and _AT_ONCE.match(text_of(head.doc)[end : m.start])), None)
    out = replace(setting, rules=list(setting.rules))
    if (told := accounted_for(head)) is not None:
        out.place, out.place_span, out.pointer = told[0], told[1:], None
    elif place is not None and place.anchor.tag_ == "IN":
        out.place, out.place_span, out.pointer = place.place, (place.start, place.end), None
    if time is not None and time.period.dated:
        out.period, out.period_span = time.period, (time.start, time.end)
    return out


def _right_behind(head: Token, anchor: Token) -> bool:
    """Whether a place opens right behind a count, or within the phrase there ("in a mobile home *at Sac City*")."""
    between = head.doc[head.i + 1 : anchor.i]
    inside = len(between) <= 5 and all(t.tag_ in {"IN", "DT", "NN", "JJ"} for t in between)
    return anchor.i == head.i + 1 or (anchor.i > head.i and inside and between[0].tag_ == "IN")


def event_nouns(sentence: Span) -> list[Token]:
    """The event nouns of a sentence."""
    table_words = words("scope", "events")
    return [t for t in sentence if t.lower_ in table_words and t.tag_[:2] == "NN"]


def refers_back(sentence: Span) -> bool:
    """Whether the sentence names an event as already known ("the blast", "this attack")."""
    return any(
        {c.lower_ for c in noun.lefts} & {"the", "this", "that"} and not _own_place(noun)
        for noun in event_nouns(sentence)
    )


def _own_place(noun: Token) -> bool:
    return any(c.dep_ == "prep" and any(g.tag_[:3] == "NNP" for g in c.children) for c in noun.rights)


def _when(mention: PeriodMention, token: Token) -> bool:
    """ "the worst since 2009, *when* 300 people died": the clause of the harm hangs on the time."""
    for node in [token, *token.ancestors]:
        if node.dep_ == "relcl" and mention.start <= node.head.idx < mention.end:
            return any(c.lower_ == "when" for c in node.lefts)
    return False


def _at(token: Token, offset: int) -> Token | None:
    for other in token.sent:
        if other.idx <= offset < end_of(other):
            return other
    return None


def _period(token: Token, heard: Attribution, periods: list[PeriodMention], out: Setting) -> None:
    sentence = token.sent
    start, end = sentence[0].idx, end_of(sentence[-1])
    best: tuple[int, PeriodMention] | None = None
    stop = {verb.i for verb in heard.verbs}
    for mention in periods:
        if not start <= mention.start < end:
            continue
        first = _at(token, mention.start)
        if first is None:
            continue
        if of_a_name(text_of(token.doc), mention.start, mention.end):
            continue
        if _when(mention, token):
            best = (-1, mention)
            continue
        anchor = first
        while mention.start <= anchor.head.idx < mention.end and anchor.head != anchor:
            anchor = anchor.head
        if _told_more_of(mention, token):
            best = (0, mention)
            break
        if _behind_subject(anchor, token) and not _long(mention):
            best = (0, mention)
            continue
        if _as_comparison(first, mention):
            continue
        above = path_up(anchor, set())
        verb = next((node for node in above[1:] if node.tag_[:2] == "VB"), None)
        given = _said_then(anchor, verb)
        verb = given or verb
        known = verb is not None and verb.lower_ in _KNOWN and verb.is_ancestor(token)
        if (
            out.said_at is None
            and verb is not None
            and (given is not None or not _of_the_doer(above, verb, token))
            and (
                (verb.i in stop and _is_saying(verb) and not _long(mention))
                or known
                or found_in(verb, anchor, token)
                or (revised_then(verb) and not _since(mention, sentence))
            )
        ):
            out.said_at = mention.period
            continue
        if verb is not None and verb.is_ancestor(token) and _afterwards(verb, token):
            continue
        if contrasted(anchor, token) or of_another_clause(anchor, above, token):
            continue
        if verb is not None and (to_come(verb) or of_the_saved(verb, token) or _of_the_sum(verb, token)):
            continue
        if _long(mention) and _of_another_act(above, token):
            continue
        if _of_something_else(anchor, above, token) or _STAMPED.search(said_in(sentence)[: mention.start - start]):
            continue
        if mention.kind in {"duration", "age", "time"} or mention.period.text.lower() in _REPEATED:
            continue
        gap = distance(anchor, token, heard)
        if (
            gap is None
            and verb is not None
            and verb.i in stop
            and (verb.lower_ in _COUNTS - _SAID or _long(mention))
        ):
            gap = 4
        if gap is None and verb is not None and _tells_what_happened(verb, stop):
            gap = _FARTHEST  # "are feared drowned after a vessel *broke apart on Thursday*"
        if gap is None:
            continue
        if best is None or gap < best[0]:
            best = (gap, mention)
    if best is not None:
        out.period, out.period_span = best[1].period, (best[1].start, best[1].end)
        said = best[1].period
        since = _since(best[1], sentence)
        out.open_ended = since or (best[1].kind == "open" and (said.earliest is not None or said.latest is None))
        if since and best[1].kind != "open":
            out.period = Period(text=said.text, earliest=said.earliest, precision=DatePrecision.OPEN)
        if not since and said.earliest is None and said.text.lower().startswith(_AS_OF):
            out.said_at = out.said_at or said
            out.period = out.period_span = None
            return
        out.rules.append("period.clause")


def _behind_subject(anchor: Token, token: Token) -> bool:
    """ "the teenager who was shot *earlier this week* has been named": the time ends the clause of the harm, though
    the parse hangs it on the verb behind."""
    verb = anchor.head
    if anchor.dep_ not in {"npadvmod", "prep", "advmod"} or verb.tag_[:2] != "VB" or anchor.i > verb.i:
        return False
    subjects = (s for s in verb.lefts if s.dep_ in {"nsubj", "nsubjpass"})
    right_before = (s for s in subjects if s.right_edge.i + 1 == anchor.left_edge.i)
    whole = next((s for s in right_before if s.is_ancestor(token)), None)
    return whole is not None and any(
        node.dep_ in {"relcl", "acl"} and whole.is_ancestor(node) for node in (token, *token.ancestors)
    )


def _as_comparison(first: Token, mention: PeriodMention) -> bool:
    """ "the *deadliest* incident documented *since 2001*": since when there has been no worse, not since when."""
    span = mention.period.text.lower()
    since = span.startswith("since") or first.nbor(-1 if first.i else 0).lower_ == "since"
    if not since and not span.startswith(("this year", "this month", "this decade", "in years", "in months")):
        return False
    before = first.doc[max(first.sent.start, first.i - _COMPARED) : first.i]
    degree = (
        t
        for t in before
        if (t.tag_ in {"JJS", "RBS"} or t.lower_.endswith("iest")) and t.lower_ not in {"latest", "last"}
    )  # "at least", "most of them" are none
    return any(t.nbor(-1 if t.i else 0).lower_ != "at" and t.nbor().lower_ != "of" for t in degree)


def _of_the_doer(above: Sequence[Token], verb: Token, token: Token) -> bool:
    """ "A bus plunge *on Friday* killed six, police said": a day of what the harm hangs on, below the verb."""
    own = takewhile(verb.__ne__, above[1:])
    return any(node.tag_[:2] == "NN" and node.is_ancestor(token) for node in own)


def _of_the_sum(verb: Token, token: Token) -> bool:
    """ "registered 12 deaths, *bringing the total since May* to 80": days of the sum alone."""
    return verb.lower_ in _SUMS_UP and verb.dep_ == "advcl" and verb.i > token.i and not verb.is_ancestor(token)


def _tells_what_happened(verb: Token, stop: set[int]) -> bool:
    """Whether a verb in a clause of time or cause tells of no speaking, no aftermath and no state."""
    told = reporting_verbs() | words("scope", "aftermath")
    when = verb.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in _WHEN for c in verb.lefts)
    return when and verb.i not in stop and verb.lower_ not in told and not _of_state(verb)


def _told_more_of(mention: PeriodMention, token: Token) -> bool:
    """ "since 2011, *when nine were killed*", "the siege of 2013, in which 1,700 died": the day of that clause."""
    sentence = token.sent
    after = next((t for t in sentence if t.idx >= mention.end), None)
    if after is None or token.i <= after.i:
        return False
    k = after.i + (after.text == ",")
    doc = token.doc
    opens = k < sentence.end and (
        doc[k].lower_ == "when" or (doc[k].tag_ == "IN" and k + 1 < sentence.end and doc[k + 1].lower_ == "which")
    )
    if not opens:
        return False
    verb = doc[k].head
    return verb.i > k and (verb == token or verb.is_ancestor(token) or token.is_ancestor(verb))


def _of_another_act(above: Sequence[Token], token: Token) -> bool:
    """ "Gunfire wounds several at the home of a child *shot last year*": the year of an act beside the harm."""
    verb = next((node for node in above[1:] if node.tag_[:2] == "VB"), None)
    if verb is None or verb.dep_ != "acl" or verb.lower_ not in triggers() or verb.i <= token.i:
        return False
    whom = next((t for t in reversed(verb.doc[token.i + 1 : verb.i]) if t.tag_ != "RB"), verb)
    return whom.tag_ == "NN" and not verb.is_ancestor(token)


def _of_something_else(anchor: Token, above: list[Token], token: Token) -> bool:
    """Whether a date is that of a statement ("an overnight count"), of speaking beside the harm ("and police said
    on Monday"), or of what was done before it ("hostages taken on 7 October")."""
    for node in above[:4]:
        own = anchor.head.lower_ == "of" and anchor.head.head == node  # "its communique of Saturday"
        of_it = own or node.i > anchor.i
        if node.tag_[:2] == "NN" and of_it and node.lower_ in words("scope", "statements"):
            return True
        if node.tag_[:2] == "VB":
            if node.dep_ in {"acl", "relcl"} and node.head.lower_ in words("reporting", "nouns", "statement"):
                return not node.is_ancestor(token)  # "the account it *gave on Monday*"
            before = node.dep_ == "acl" and node.lower_ in words("scope", "held") and node.i != token.i
            said = node.lower_ in reporting_verbs() - _COUNTS and node.i != token.i and node.dep_ == "conj"
            return before or said
    return False


def _afterwards(verb: Token, token: Token) -> bool:
    """Whether the verb above the trigger tells of what came after the harm, so that its date is not the harm's.

    By its word ("police were searching on Friday for the men who shot ...", "was charged on Friday with killing")
    or by how the harm hangs on it ("is recovering on Monday after being shot").
    """
    if verb.lower_ in words("scope", "aftermath") or _of_state(verb):
        return True
    node = token
    while node.i != verb.i and node.head != node:
        if node.lower_ in _AFTER and node.dep_ == "prep":
            return True
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AFTER for c in node.lefts):
            return True
        node = node.head
    return False


def _of_state(verb: Token) -> bool:
    """ "were in a critical condition on Tuesday", "remains in hospital": a date here is of the state."""
    if verb.lower_ not in words("scope", "state", "verbs"):
        return False
    within = {g.lower_ for c in verb.children if c.dep_ == "prep" for g in c.children}
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr"}}
    return bool((within | said) & words("scope", "state"))


_FROM_TO = re.compile(r"^(?:from|between)\b|\d\s*(?:[-\u2013]|to|through|until)\s*\d", re.IGNORECASE)


def _long(mention: PeriodMention) -> bool:
    """Whether a period is too long to be the time of a statement ("from 1980 to 2000", "between 1 and 7 March")."""
    said = mention.period
    days = (said.latest - said.earliest).days if said.earliest is not None and said.latest is not None else 0
    return days > 31 or (days > 1 and _FROM_TO.search(said.text) is not None)


def _since(mention: PeriodMention, sentence: Span) -> bool:
    """Whether a period opens a running total ("since the coup in February 2021")."""
    if mention.period.text.lower().startswith("since"):
        return True
    at, said = sentence[0].idx, said_in(sentence)
    if said[mention.end - at :].startswith((", when", ", in which")):
        return False  # "the worst since July last year, when ..."
    since = _SINCE.search(said[: mention.start - at])
    return since is not None and not _LOST.search(since.group())  # "the worst day since 72 officers died in 2001"


def _said_then(anchor: Token, verb: Token | None) -> Token | None:
    """ "*said on Friday* it had found 78 bodies": a day right behind the verb of saying, given by the parse to what
    is said."""
    first = anchor.head if anchor.dep_ == "pobj" else anchor
    before = first.nbor(-1) if first.i > first.sent.start else first
    is_clause = verb is not None and verb.dep_ == "ccomp" and verb.head == before
    follows = (
        any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > anchor.i for c in verb.children)
        if verb is not None
        else False
    )
    return before if is_clause and follows and _is_saying(before) else None


def _is_saying(verb: Token) -> bool:
    """Whether a date at this verb is the date of the statement, not of the harm ("reported 12 dead on Monday")."""
    if verb.lower_ not in reporting_verbs():
        return False
    return verb.lower_ not in _COUNTS or any(c.dep_ == "ccomp" for c in verb.children)


def scope_of(token: Token, out: Setting) -> Scope:
    """Over what a count runs, from the period and place of its setting and the words of its sentence."""
    sentence = said_in(token.sent).lower()
    if _says(sentence, "conflict") and not _in_an_event(token):
        out.rules.append("scope.conflict")
        return Scope.CONFLICT_TOTAL
    period = out.period
    if out.open_ended:
        out.rules.append("scope.open_period")
        return Scope.CUMULATIVE_TO_DATE
    if period is not None and period.dated:
        long = period.precision in {DatePrecision.MONTH, DatePrecision.YEAR}
        long = long and not _one_act(token)
        if long and period.earliest and period.latest and (period.latest - period.earliest).days > 7:
            out.rules.append("scope.period")
            return Scope.PERIOD
        if period.earliest is not None and (period.precision is DatePrecision.OPEN or period.latest is None):
            out.rules.append("scope.open_period")
            return Scope.CUMULATIVE_TO_DATE
    if period is not None and period.dated and _says(sentence, "past"):
        out.rules.append("scope.period")
        return Scope.PERIOD
    if _says(sentence, "cumulative") or _says(sentence, "past"):
        out.rules.append("scope.cumulative_words")
        return Scope.CUMULATIVE_TO_DATE
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "has", "'ve"} for c in token.children)
    wide = out.place is not None and out.place.precision is GeoPrecision.COUNTRY
    if perfect and wide and not event_nouns(token.sent) and not _by_an_act(token) and (period is None):
        out.rules.append("scope.perfect_country")
        return Scope.CUMULATIVE_TO_DATE
    return Scope.INCIDENT


def _in_an_event(token: Token) -> bool:
    """ "were killed *in a drone strike*": in one event, whatever war the sentence speaks of besides."""
    inside = (o for p in token.children if p.dep_ == "prep" and p.lower_ in {"in", "by"} for o in p.children)
    events = words("scope", "events") - words("scope", "lasting", "wars")
    return any(o.lower_ in events and o.tag_ == "NN" and any(c.lower_ in _A for c in o.lefts) for o in inside)


def _by_an_act(token: Token) -> bool:
    """ "have been killed *after gunmen attacked* a village": one act is told."""
    told = [token, *(c for c in token.children if c.dep_ == "conj" and c.tag_[:2] == "VB")]
    clauses = (c for verb in told for c in verb.children if c.dep_ == "advcl" and c.i > token.i)
    return any(m.dep_ in {"mark", "advmod"} and m.lower_ in _WHEN for c in clauses for m in c.lefts)


def _one_act(token: Token) -> bool:
    """ "the July fire that *killed* three", "in May a gunman *shot* four": one act, dated by its month alone."""
    clause = clause_of(token)
    near = {t.i for t in clause.subtree} | {t.i for t in path_up(token, set())}
    for noun in event_nouns(token.sent):
        lasts = noun.tag_ == "NNS" or noun.lower_ in words("scope", "lasting")
        if noun.i in near and not lasts and any(c.dep_ in {"det", "poss"} for c in noun.lefts):
            return True
    verb = token
    while verb.dep_ == "conj" and verb.head.tag_[:2] == "VB" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head  # "shot one and *wounded* four"
    for doer in (c for c in verb.children if c.dep_ == "nsubj"):
        named = doer.tag_ == "NNP" and doer.ent_type_ == "PERSON"
        attacker = doer.lower_ in words("groups", "attackers")
        one = doer.tag_ == "NN" and (attacker or (person_like(doer) and any(c.lower_ in _A for c in doer.lefts)))
        if (named or one) and any(c.dep_ == "dobj" for c in token.children):
            return True
    return False


def _says(sentence: str, section: str) -> bool:
    """Whether a sentence holds a phrase of a table as whole words ("in the war", not "in the Warne valley")."""
    return any(
        phrase in sentence and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence)
        for phrase in table("scope")[section]["phrases"]
    )
