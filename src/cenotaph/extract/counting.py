"""How many: the number said of a harmed phrase, or what its form says when no number is given."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.gapped_people import number_left
from cenotaph.extract.hits import Hit, nth_of, numeric
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.mentioned import presupposed
from cenotaph.extract.name_lists import names_listed, without_their_names
from cenotaph.extract.not_people import fraction_of, not_people
from cenotaph.extract.numbers import CountMention, profile_count
from cenotaph.extract.people_lists import PeopleList, counted_behind, told_one_by_one
from cenotaph.extract.persons import person_like, thing_like
from cenotaph.extract.phrases import (
    conjuncts,
    end_of,
    is_plural,
    of_object,
    phrase_span,
    size_of,
    text_of,
)
from cenotaph.extract.strayed import strayed
from cenotaph.extract.told_number import told_number
from cenotaph.extract.unnumbered import by_act, by_form, negated
from cenotaph.model import Count, Hedge, Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["count_harmed", "count_listed", "count_number", "count_phrase"]

_SKIP_HEADS = {
    *("it", "itself", "which", "that", "what", "this", "something", "everything", "there", "you", "yourself"),
    *("rest", "remainder"),
}  # fmt: skip
_MOVED = {"displaced", "uprooted", "evacuated"}  # "killed thousands and *displaced millions*"
_MOVED_BEFORE = re.compile(
    r"(?<!and )(?<!or )\b(?:displac|uproot)(?:ed|ing|es) "
    r"(?:(?:about|around|some|nearly|almost|over|at|least|more|than|another|up|to|an|estimated) )*$"
)
_OF = re.compile(r" of (?:the |its |their |his |her )?")
_ILLS = {"cases", "infections", "outbreaks"}


def count_harmed(hit: Hit, mentions: list[CountMention], profile: str) -> list[Counted]:
    """The counted phrases of ``hit``, coordinated singulars and names summed into one."""
    if hit.rule == "nth":
        return _nth(hit.token, profile)
    listed_people = told_one_by_one(hit)
    out: list[Counted] = [count_listed(listed_people, hit.token.doc, profile)] if listed_people is not None else []
    inside = range(listed_people.first, listed_people.last) if listed_people is not None else range(0)
    behind = counted_behind(listed_people, hit.token.doc) if listed_people is not None else None
    if behind is not None and any(head.i in inside for head in hit.harmed):
        own = count_phrase(behind, hit, mentions, profile)
        out += [own] if own is not None else []
        inside = range(inside.start, behind.i + 1)
    run: list[Counted] = []
    for before, head in zip([None, *hit.harmed], hit.harmed, strict=False):
        if head.i in inside:
            continue
        if before is not None and head.tag_ == "NNP" and before.tag_[:2] == "NN" and _same_person(before, head):
            continue
        if hit.measure is Measure.DETAINED and thing_like(head):
            continue  # "seized 14 rifles, 3 launchers"
        plural: list[Counted] = []
        astray = strayed(head, hit)
        if run and not _goes_on(run[-1].head, head):
            out.append(_together(run, profile))
            run = []
        listed = _name(head, hit)
        together = [head] if hit.rule == "rest" else [*conjuncts(head), *astray]
        for member in names_listed(head) if listed else together:
            if member.i in inside or (member != head and _of_another(member, head, hit)):
                continue
            counted = count_phrase(member, hit, mentions, profile)
            if counted is None and listed:
                counted = _one_named(member, profile)
            if counted is None:
                continue
            out += _number_joined(counted, mentions)
            if counted.rule in {"one", "name"} and member.ent_type_ == "NORP" and _shares_number(member, out):
                out[-1].members.append(member)  # "800 Tutsis and moderate Hutus"
            elif counted.rule in {"one", "name"} and counted.count.best == 1 and "pronoun" not in counted.flags:
                if run and _placed(run[-1].head) and _placed(member):
                    out.append(_together(run, profile))  # "a clerk in Kabul and another man in Logar"
                    run = []
                run.append(counted)
            elif counted.rule == "plural" and _shares_number(member, out):
                out[-1].members.append(member)
            elif counted.rule == "plural" and counted.head.tag_[:2] == "NN" and "definite" not in counted.flags:
                plural.append(counted)
            else:
                if run and counted.rule == "number" and run[-1].head.i < counted.head.i:
                    out.append(_together(run, profile))  # "*a clerk*, three guards and the driver"
                    run = []
                out.append(counted)
        if plural:
            out.append(_plurals(plural, profile))
    if run:
        out.append(_together(run, profile))
    found = without_their_names(sorted(out, key=lambda c: c.head.i))
    nobody = [c for c in found if c.count.high == 0]
    return [c for c in found if c not in nobody[1:]]  # "neither the pilot nor any passenger"


def count_listed(people: PeopleList, doc: Doc, profile: str) -> Counted:
    """The count of people told by name, kin or calling."""
    n = people.count
    start, end = doc[people.first].idx, end_of(people.heads[-1])
    end += len("-in-law") * text_of(doc).startswith("-in-law", end)
    count = Count(low=n, best=n, high=n, text=text_of(doc)[start:end], hedge=Hedge.EXACT, profile=profile)
    return Counted(people.heads[0], count, start, end, "names", {"names"}, people.heads)


def _nth(noun: Token, profile: str) -> list[Counted]:
    """ "its 89th homicide of the year" is a total of 89."""
    found = nth_of(noun)
    if found is None:
        return []
    word, n = found
    count = Count(low=n, best=n, high=n, text=word.text, hedge=Hedge.EXACT, profile=profile)
    return [Counted(noun, count, word.idx, end_of(word), "number", {"total"}, [noun])]


def _number_joined(counted: Counted, mentions: list[CountMention]) -> list[Counted]:
    """ "claimed *88* and 71 lives": a second number that shares the noun of the one read."""
    if counted.mention is None or counted.rule != "number":
        return []
    text, at = text_of(counted.head.doc), counted.mention.start
    return [
        _from_mention(counted.head, m)
        for m in mentions
        if m.role == "count"
        and not m.count.unknown
        and m.end < at
        and text[m.end : at] == " and "
        and (m.count.best or 0) > 1
    ]


def _placed(one: Token) -> bool:
    """Whether a place by its name hangs on a person ("a clerk *in Kabul*")."""
    preps = [c for c in one.rights if c.dep_ == "prep" and c.lower_ in {"in", "at", "near", "outside"}]
    return any(o.dep_ == "pobj" and o.tag_ in {"NNP", "NNPS"} for p in preps for o in p.children)


def _goes_on(last: Token, head: Token) -> bool:
    """Whether ``head`` goes on a list, though the parse hangs it elsewhere ("kills a sergeant *and a nurse*")."""
    ends = (
        last.right_edge.i if last.right_edge.i < head.left_edge.i else last.i
    )  # "A B *of the channel*, her driver"
    ends -= 1 if ends > last.i and head.doc[ends].text == "," else 0
    between = head.doc[ends + 1 : head.left_edge.i]
    return head.i > last.i and 0 < len(between) <= 2 and all(t.lower_ in {",", "and", "&", "plus"} for t in between)


def _of_another(member: Token, head: Token, hit: Hit) -> bool:
    """Whether a coordinated phrase belongs to another hit, or to nobody's harm."""
    moved = head.i < member.i and any(c.dep_ == "amod" and c.lower_ in _MOVED for c in member.lefts)
    if member.lower_ in _ILLS or moved:
        return True  # "340 deaths and 12,000 cases"
    if hit.token.i < head.i < member.i < len(member.doc) - 1 and member.like_num:
        after = member.nbor()
        if after.tag_ in {"VBD", "VBP", "VBZ", "MD"} and after.dep_ not in {"relcl", "acl", "amod"}:
            return True  # "lost 25 men and about 60 went missing": of a clause of its own
    behind = triggers().get(member.nbor().lower_) if member.i + 1 < len(member.doc) else None
    hurt = behind is not None and behind.measure is Measure.INJURED and hit.measure is Measure.KILLED
    if hurt and hit.token.i < head.i < member.i:
        return True  # "confirmed the deaths of 14 people and *60 people wounded*"
    own = member.lower_ in triggers()
    if own and member.lower_ in {"wounds", "injures"} and member.tag_ == "NNS" and hit.rule == "active":
        return True  # "kills 135 people and *wounds* 305"
    if own and hit.trigger.frame in {"deaths", "wounds", "act", "body", "adjective"}:
        return True  # "injuries and deaths": each has its own hit
    if own and member.tag_ in {"VBG", "NN"} and of_object(member) is not None:
        return True  # "the killing of one and the injuring of three"
    if own and triggers()[member.lower_].frame in {"act", "loss"}:
        return True  # "the drowning of three and the electrocution of one"
    said = (c for c in member.children if c.i < member.i or c.dep_ in {"acl", "amod"})
    state = next((triggers()[c.lower_] for c in said if c.lower_ in triggers()), None)
    if state is not None and state.measure is not hit.measure and state.measure.counts_people:
        return True  # "27 deaths and 9 missing persons"
    for clause in (c for c in member.children if c.dep_ == "relcl"):
        told = (triggers()[t.lower_] for t in clause.subtree if t.lower_ in triggers())
        if any(t.measure is not hit.measure and t.measure.counts_people for t in told):
            return True  # "three deaths and two men *who are in critical condition*"
    # "seven bodies and 70 wounded"; "A, who was shot, and B"
    return _other_harm(member, hit) or (head.i < hit.token.i < member.i and not _besides(member, head, hit))


def _besides(member: Token, head: Token, hit: Hit) -> bool:
    """ "lists 41 civilians killed in June, *as well as* nine soldiers": who is counted with the first."""
    opens = head.doc[max(hit.token.i, member.left_edge.i - 3) : member.left_edge.i].text.lower()
    listed = hit.token.dep_ == "acl" and numeric(head) and numeric(member) and person_like(member)
    return listed and opens.endswith(("as well as", "plus", "along with", "together with"))


def _one_named(last: Token, profile: str) -> Counted:
    """One name of a list of names, by its last word."""
    text = last.text
    return Counted(last, profile_count("one", text, profile), last.idx, end_of(last), "name", {"name"}, [last])


def _same_person(noun: Token, name: Token) -> bool:
    """ "his *partner Mark Dunn*": a name right after the noun that says who it is."""
    return noun.i < name.i and all(t.tag_ == "NNP" for t in noun.doc[noun.i + 1 : name.i])


def _name(head: Token, hit: Hit) -> bool:
    """Whether a harmed head ends a name that stands in a list of names on one side of the trigger."""
    listed = names_listed(head) if head.tag_ in {"NNP", "NNPS"} else []
    return bool(listed) and all((name.i < hit.token.i) == (head.i < hit.token.i) for name in listed)


def _shares_number(member: Token, out: list[Counted]) -> bool:
    """ "13 soldiers and officials": a bare plural right after a numbered one is counted with it."""
    if not out or out[-1].rule != "number" or member.dep_ != "conj" or member.head.i != out[-1].members[-1].i:
        return False
    return all(c.dep_ in {"amod", "compound"} for c in member.lefts)


def _other_harm(member: Token, hit: Hit) -> bool:
    """Whether a coordinated number is said of another harm by the word after it."""
    if not (member.like_num or member.tag_ == "CD") or member.i + 1 >= len(member.doc):
        return False
    following = triggers().get(member.doc[member.i + 1].lower_)
    return following is not None and following.measure is not hit.measure


def _together(run: list[Counted], profile: str) -> Counted:
    if len(run) == 1:
        return run[0]
    first, last = run[0], run[-1]
    text = text_of(first.head.doc)[first.start : last.end]
    total = len(run)
    count = Count(low=total, best=total, high=total, text=text, hedge=Hedge.EXACT, profile=profile)
    flags = set.intersection(*(c.flags for c in run)) | {"names"}
    return Counted(first.head, count, first.start, last.end, "names", flags, [c.head for c in run])


def _plurals(run: list[Counted], profile: str) -> Counted:
    """ "soldiers and civilians": one plural without a number."""
    people = [one for one in run if person_like(one.head)]
    run = people or run  # "executing village elders and burning barns"
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first
    text = text_of(first.head.doc)[first.start : last.end]
    return Counted(
        first.head,
        profile_count("bare_plural", text, profile),
        first.start,
        last.end,
        "plural",
        first.flags,
        [c.head for c in run],
    )


def count_number(token: Token, mentions: list[CountMention]) -> Counted | None:
    """The count that stands at ``token`` or just in front of it (for totals)."""
    left, right = phrase_span(token)
    doc = token.doc
    start, end = doc[left].idx, end_of(doc[right - 1])
    for mention in mentions:
        if mention.number_start < end and mention.number_end > start and mention.role == "count":
            return _from_mention(token, mention)
    return None


def _from_mention(head: Token, mention: CountMention) -> Counted:
    flags = set()
    if mention.additional:
        flags.add("additional")
    if mention.definite:
        flags.add("definite")
    return Counted(head, mention.count, mention.start, mention.end, "number", flags, [head], mention)


def count_phrase(head: Token, hit: Hit, mentions: list[CountMention], profile: str) -> Counted | None:
    """The count of one phrase, or None when the phrase is not of people."""
    head = number_left(_compared(head))
    lower = head.lower_
    if hit.rule == "multiple":
        return by_act(head, profile)
    if lower in {"identity", "identities", "names"}:
        return None  # "established the identity of 34 of those executed"
    if head.dep_ == "pobj" and (lower in {"those", "them", "whom"} or _who_then(head)) and _part_of_them(head):
        return None  # "six of those who died": a part is counted, see shares
    if (
        head.is_punct
        or lower in _SKIP_HEADS
        or (lower == "last" and of_object(head) is not None)
        or (head.i < hit.token.i and head.nbor().text == ":")
    ):
        return None  # "Mayor A B: 12 dead" names who speaks
    ordinal = lower in table("number_words")["ordinals"] and any(c.lower_ == "the" for c in head.lefts)
    if ordinal and of_object(head) is not None:
        return _one_of(head, profile)  # "*the second* of the two brothers", and not "a third of the 30"
    left, right = phrase_span(head)
    if hit.rule == "active" and left <= hit.token.i < head.i:
        left = hit.token.i + 1  # "Gunmen *kidnap* priest", of which the parse makes one name
    doc = head.doc
    size = size_of(head)
    right = right if size is None else max(right, size.i + 1)
    start, end = doc[left].idx, end_of(doc[right - 1])
    inside = [
        m
        for m in mentions
        if (m.number_start >= start and m.number_end <= max(end, end_of(head)))
        or m.number_start <= head.idx < m.number_end
        or m.number_start < start < m.number_end <= head.idx  # "between 800 and *1,200 people*"
    ]
    counts = [m for m in inside if m.role == "count"]
    apart = [m for m in counts if m.number_end < head.idx and "," in text_of(doc)[m.number_end : head.idx]]
    if apart and head.tag_ == "NN" and head.i > 0 and head.nbor(-1).text == ",":
        counts, start = [m for m in counts if m not in apart], head.idx  # "Two dead, *toddler* critical"
    if counts and any(_MOVED_BEFORE.search(text_of(doc)[max(0, m.start - 60) : m.start].lower()) for m in counts):
        return None  # "floods that killed 60 *displaced 1.8 million*"
    if not counts and is_plural(head):  # "By Friday *304* bodies", the number tied to the date by the parse
        counts = [m for m in mentions if m.role == "count" and 0 <= start - m.end <= 1 and not m.count.unknown]
    if counts and head.idx < counts[0].start and fraction_of(text_of(doc)[: counts[0].start]):
        return None  # "a third of the 30 passengers"
    core = of_object(head) if lower in words("groups", "quantity") | {"more"} or head.like_num else None
    noun = core if core is not None else head
    of_thing = core is not None and lower in {"all", "both"} and core.tag_ == "NN" and not person_like(core)
    if of_thing or not_people(noun, hit):
        return None  # "six died, *all of smoke inhalation*"
    if counts and not negated(head) and hit.rule != "none_told":
        chosen = min(
            counts, key=lambda m: (not m.number_start <= head.idx < m.number_end, abs(m.number_end - head.idx))
        )
        opened = text_of(doc).rfind("(", start, head.idx)
        whole = [m for m in counts if opened > 0 and text_of(doc)[m.end : opened].strip() == ""]
        if len(counts) == 2 and _OF.fullmatch(text_of(doc)[counts[0].end : counts[1].start]):
            own = hit.token.dep_ in {"acl", "relcl", "amod"} and hit.token.head == head
            chosen = counts[1] if own else counts[0]  # "*two* of *five miners* hurt have died"
        counted = _from_mention(head, whole[0] if whole else chosen)  # "killed 9 (5 soldiers, 4 rebels)"
        if lower == "couples":
            counted.count = _doubled(counted.count)
    else:
        form = by_form(head, noun, hit, profile, start, end)
        if form is None:
            return None
        counted = form
        if counted.rule == "plural" and _names_follow(head):
            return None
        told = told_number(head, profile, counted.start, counted.end) if counted.rule == "plural" else None
        if told is not None:
            counted.count, counted.rule = told, "number"
        if counted.rule == "plural" and (named := _told_by_name(head, hit, mentions, profile)) is not None:
            return named
        if counted.rule == "plural" and (presupposed(hit) or _among(head)):
            return None
    if (
        noun.lower_ in words("groups", "attackers")
        or {c.lower_ for c in noun.lefts} & {"suicide"}
        or hit.rule in {"blew", "own_life"}
        or lower == "self"
    ):
        counted.flags.add("attacker")
    determiners = {c.lower_ for c in head.lefts if c.dep_ in {"det", "poss", "amod"}}
    if determiners & {"the", "these", "those", "both"} and "additional" not in counted.flags and core is None:
        counted.flags.add("definite")
    lefts = {c.lower_ for c in head.lefts}
    if lefts & words("groups", "additional") or lower == "others":
        counted.flags.add("additional")
    counted.members = [head]
    return counted


def _one_of(ordinal: Token, profile: str) -> Counted:
    """The one whom an ordinal picks from a whole."""
    start, end = ordinal.left_edge.idx, end_of(ordinal)
    text = text_of(ordinal.doc)[start:end]
    return Counted(ordinal, profile_count("one", text, profile), start, end, "one", {"definite"}, [ordinal])


def _told_by_name(head: Token, hit: Hit, mentions: list[CountMention], profile: str) -> Counted | None:
    """ "The leaders, *A B and his nephew*, were hanged", "the gunmen, *two brothers*, died": by who they are."""
    told = [
        c
        for c in head.children
        if c.dep_ == "appos" and c.i > head.i and (c.i < hit.token.i) == (head.i < hit.token.i)
    ]
    if not told or not any(c.lower_ in {"the", "both", "his", "her", "their"} for c in head.lefts):
        return None
    if numeric(told[0]):
        return count_phrase(told[0], hit, mentions, profile) if person_like(told[0]) else None
    inside = [count_phrase(one, hit, mentions, profile) for one in conjuncts(told[0])]
    single = [c for c in inside if c is not None and c.rule in {"one", "name"} and c.count.best == 1]
    return _together(single, profile) if len(single) == len(inside) >= 2 else None


def _names_follow(head: Token) -> bool:
    """ "The leaders, A B and his nephew, were hanged", parsed as one list: its names alone are counted."""
    named = next((c for c in head.children if c.dep_ == "conj" and c.tag_ == "NNP" and c.i > head.i), None)
    if named is None or not any(c.lower_ in {"the", "both"} for c in head.lefts):
        return False
    last = named.right_edge
    doc = head.doc
    closed = last.i + 1 < len(doc) and (last.text == "," or doc[last.i + 1].text == ",")
    return closed and doc[named.left_edge.i - 1].text == "," and head.i == named.left_edge.i - 2


def _among(head: Token) -> bool:
    """ "many people, *students among them*": a part without a number."""
    return any(c.lower_ in {"among", "amongst"} and c.i == head.i + 1 for c in head.children)


def _doubled(count: Count) -> Count:
    """ "two couples" are four people."""
    low, best, high = (None if n is None else 2 * n for n in (count.low, count.best, count.high))
    return replace(count, low=low, best=best, high=high)


def _part_of_them(head: Token) -> bool:
    outer = head.head.head if head.head.lower_ == "of" else head
    return outer.like_num or outer.tag_ == "CD" or outer.lower_ in words("groups", "quantity")


def _who_then(head: Token) -> bool:
    """ "one of *the people injured* has died": of people counted before, of whom harm is told by the verb."""
    outer = head.head.head
    return (
        [c.lower_ for c in head.lefts] == ["the"] and is_plural(head) and outer.head.lower_ in triggers()
        and any(c.dep_ == "acl" and c.lower_ in triggers() for c in head.children)
    )  # fmt: skip


def _compared(head: Token) -> Token:
    """ "no fewer than *eleven* of them": the number heads the phrase, not the comparison."""
    if head.lower_ in {"fewer", "less", "more"}:
        for than in head.children:
            if than.lower_ == "than":
                return next((c for c in than.children if c.dep_ == "pobj" and c.like_num), head)
    if head.lower_ in {"upwards", "excess"}:  # "upwards of 30 *traders*", tied on by the parse as an apposition
        return next((c for c in head.children if c.dep_ == "appos" and c.i > head.i and numeric(c)), head)
    return head
