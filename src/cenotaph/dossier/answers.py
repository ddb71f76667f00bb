"""The headline, who the dead are and who held what: sentences put together by general rules."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.standing import of_few, said_as_a_number
from cenotaph.dossier.view import Answer, Known, Map, Named, Panel, Part, Sentence
from cenotaph.dossier.words import DONE, article, demonyms, listed, people_words, subject_words, unique
from cenotaph.model import Claim, Figure, FigureKind, Measure, Scope, Trail
from cenotaph.reconcile import Contradiction, Envelope, Reckoning

__all__ = ["by_name", "controlled", "dead", "documented", "headline"]

_DIES = (Measure.KILLED, Measure.KILLED_OR_INJURED)


def headline(index: ArchiveIndex, reckoning: Reckoning, known: Known, when: str) -> Sentence:
    """How many, depending on whom you believe; who says so; how many are known by name."""
    return (*_how_many(index, reckoning, when), *_who_says_so(reckoning), *_known_by_name(known))


def _how_many(index: ArchiveIndex, reckoning: Reckoning, when: str) -> Sentence:
    on = f" {when}" if when else ""
    dispute = _sharpest(index, reckoning)
    if dispute is not None:
        pair, low, high = dispute
        below = index.bound([high], None, _upper(high), Measure.KILLED)
        above = index.bound([low], low.count.low if low.count else None, None, Measure.KILLED)
        whom = _whom(low, high, pair.subject)
        return (below, " or ", above, f" {whom} were killed here{on}, depending on whom you believe")
    envelope = _first(reckoning.envelopes)
    if envelope is None:
        return (f"How many people were killed here{on} is not known: no report gives a number",)
    if envelope.figure.unknown and envelope.least and envelope.most:
        ends = [index.quoted(index.claim(i)) for i in (envelope.least, envelope.most)]
        whom = people_words(envelope.subject)
        return ("From ", ends[0], " to ", ends[1], f" {whom} were killed here{on}, depending on whom you believe")
    if envelope.figure.unknown:
        return (f"How many {subject_words(envelope.subject)} were killed here{on} is not known",)
    verb = DONE[envelope.measure]
    tail = ", by the only voice that gives a number" if _one_voice(index, envelope) else ", as far as is claimed"
    noun, were = subject_words(envelope.subject), "were"
    if envelope.figure.low == envelope.figure.high == 1:
        noun, were = ("person" if noun == "people" else noun), "was"
    return (envelope.figure, f" {noun} {were} {verb} here{on}{tail}")


def _who_says_so(reckoning: Reckoning) -> Sentence:
    def counted(figure: Figure, noun: str) -> tuple[Part, ...]:
        return (figure, f" {noun}" if figure.low == 1 else f" {noun}s")

    verb = " says so" if reckoning.voices.low == 1 else " say so"
    return ("; ", *counted(reckoning.voices, "voice"), " (", *counted(reckoning.carriers, "report"), ")", verb)


def _known_by_name(known: Known) -> Sentence:
    """The verified and the others, each by itself."""
    parts = by_name(known)
    return ("; ", *parts, ".") if parts else ("; none of the dead is known by name.",)


def by_name(known: Known) -> tuple[Part, ...]:
    """``2 are verified by name; 3 names wait for a second source``: two numbers, and never a sum; () for nobody."""
    parts: list[Part] = []
    if known.verified is not None:
        parts += [known.verified, " is verified by name" if known.verified.low == 1 else " are verified by name"]
    if known.backlog is not None:
        one = known.backlog.low == 1
        parts += ["; "] if parts else ["none of the dead is verified by name; "]
        parts += [known.backlog, " name is not verified yet" if one else " names are not verified yet"]
    return tuple(parts)


def _first(envelopes: Sequence[Envelope]) -> Envelope | None:
    deaths = [e for e in envelopes if e.measure is Measure.KILLED and e.scope is Scope.INCIDENT]
    return next(iter([*deaths, *envelopes]), None)


def _one_voice(index: ArchiveIndex, envelope: Envelope) -> bool:
    return len({index.voice_key(index.claim(i)) for i in envelope.figure.trail.claims if i in index.claims}) == 1


def _upper(claim: Claim) -> int | None:
    return claim.count.high if claim.count else None


def _lower(claim: Claim) -> int | None:
    return claim.count.low if claim.count else None


def _sharpest(index: ArchiveIndex, reckoning: Reckoning) -> tuple[Contradiction, Claim, Claim] | None:
    """The dispute about the dead that parts most voices: (dispute, low, high); None without one.

    Of the people about whom most speakers differ (the narrower group where as many do: it says more) the
    split that has most voices on its weaker side, so that one stray number does not make the headline. Both
    ends were said as numbers (see ``standing``): no bare plural, no "none", no part, nothing misread.
    """
    found: list[tuple[Contradiction, Claim, Claim]] = []
    for dispute in (one for one in reckoning.contradictions if len(one.claims) == 2):
        a, b = (index.claim(i) for i in dispute.claims)
        if dispute.measure not in _DIES or not a.count or not b.count:
            continue
        # what totals say is not said of here, and who contradicts only themselves leaves nobody else to believe
        if {a.scope, b.scope} != {Scope.INCIDENT} or len(dispute.voices) == 1:
            continue
        for low, high in ((a, b), (b, a)):
            top, bottom = _upper(high), low.count.low if low.count else None
            apart = top is not None and bottom is not None and top < bottom
            if apart and low.measure is Measure.KILLED and said_as_a_number(low) and said_as_a_number(high):
                found.append((dispute, low, high))
    # a count of one or two is most often that of the people a sentence names
    found = [f for f in found if not of_few(f[1]) and not of_few(f[2])] or found
    if not found:
        return None
    speakers: dict[str, set[str]] = {}
    for dispute, low, high in found:
        speakers.setdefault(_whom(low, high, dispute.subject), set()).update(map(index.voice_key, (low, high)))
    whom = max(speakers, key=lambda s: (len(speakers[s]), s != "people", s))
    pairs = [f for f in found if _whom(f[1], f[2], f[0].subject) == whom]
    above = _voices(index, [(low, _lower(low) or 0) for _, low, _ in pairs], at_least=True)
    below = _voices(index, [(high, _upper(high) or 0) for _, _, high in pairs], at_least=False)

    def standing(pair: tuple[Contradiction, Claim, Claim]) -> tuple[int, int, int, str]:
        over, under = above[_lower(pair[1]) or 0], below[_upper(pair[2]) or 0]
        return min(over, under), over + under, -(pair[0].gap.low or 0), pair[1].id

    return max(pairs, key=standing)


def _voices(index: ArchiveIndex, ends: Sequence[tuple[Claim, int]], *, at_least: bool) -> dict[int, int]:
    """For each number: how many voices say at least (or at most) that many."""
    distinct = {(index.voice_key(claim), end) for claim, end in ends}
    return {
        number: len({voice for voice, end in distinct if (end >= number if at_least else end <= number)})
        for number in {end for _, end in distinct}
    }


def _whom(a: Claim, b: Claim, subject: str) -> str:
    """The people that two claims are both about: their one nationality where both name it, else the subject."""
    codes = [set(c.group.nationality) if c.group else set() for c in (a, b)]
    shared = codes[0] & codes[1]
    return demonyms(shared.pop()) if len(shared) == 1 else subject_words(subject)


def documented(named: Sequence[Named], *, tied: bool = True) -> Known:
    """How many are known by name and tied to the incident (or, of lists, may be): verified, and backlog apart."""
    dead = [
        person
        for person in named
        if person.tied is tied and (person.fate in ("killed", "died of wounds") or (not tied and person.of_lists))
    ]
    return Known(
        verified=_count([person for person in dead if person.standing == "verified"], "people.verified"),
        backlog=_count(
            [person for person in dead if person.standing not in ("verified", "rejected")], "people.backlog"
        ),
        rejected=_count([person for person in dead if person.standing == "rejected"], "people.rejected"),
    )


def _count(people: Sequence[Named], rule: str) -> Figure | None:
    if not people:
        return None
    trails = [person.sources.trail for person in people]
    trail = Trail(
        claims=unique(i for t in trails for i in t.claims),
        reports=unique(i for t in trails for i in t.reports),
        people=unique(i for t in trails for i in t.people),
        rules=(rule,),
    )
    number = len(people)
    return Figure(kind=FigureKind.DOCUMENTED, low=number, high=number, measure=Measure.KILLED, trail=trail)


def dead(named: Sequence[Named], known: Known, panels: Sequence[Panel], on_lists: Known) -> Answer:
    """Question 2: how many are known by name, which groups are claimed without names, who stands on lists."""
    elsewhere = [person for person in named if not person.tied and not person.of_lists]
    parts: list[Part] = [*by_name(known)] or ["None of the dead of this incident is known by name"]
    groups = unique(
        r.whom.words
        for p in panels[:1]
        for r in p.rows
        if r.whom and r.figure and r.figure.low != 0 and not r.echo and r.measure in _DIES
    )
    names = {name.text for person in named for name in person.names}
    groups = tuple(g for g in groups if not any(name in g for name in names))
    if groups:
        nobody = known.verified is None and known.backlog is None
        parts.append(f"; {'those claimed' if nobody else 'the rest'} are claimed as groups: {listed(groups[:5])}")
    if on_lists.verified is not None or on_lists.backlog is not None:
        parts.append("; lists hold people who died on this day and in this place")
    if elsewhere:
        parts.append("; others are named in these reports without being tied to this incident")
    return Answer(id="dead", question="Who are the dead?", sentence=(*parts, "."))


def controlled(plan: Map | None, when: str) -> Answer:
    """Question 5: who held what, as of the map's date; or that no map has been imported."""
    question = f"Who controlled what on {when}?" if when[:1].isdigit() else "Who controlled what?"
    if plan is None or not plan.areas:
        sentence = "Not recorded: no map of control has been imported for this place and time."
        return Answer(id="control", question=question, sentence=(sentence,))
    held = [area for area in plan.areas if not area.line] or list(plan.areas)
    words = [
        f"{area.name} {area.state}" + (f" {article(area.holder)}" if area.state.endswith((" by", " of")) else "")
        for area in held
    ]
    missing = f"No drawing holds on {plan.asked}; the nearest is of" if plan.asked else "As of"
    dates = listed(unique(area.as_of for area in plan.areas))
    return Answer(id="control", question=question, sentence=(f"{missing} {dates}: {listed(words)}.",))
