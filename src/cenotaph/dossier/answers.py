"""The headline and the five answers: sentences put together by general rules from the reckoning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Account, Answer, Map, Named, Panel, Part, Row, Sentence, Side, Voice
from cenotaph.dossier.words import DONE, NO_DATE, listed, period_words, subject_words, the, unique
from cenotaph.model import Claim, Figure, FigureKind, Measure, Scope, Trail
from cenotaph.places import demonym
from cenotaph.reconcile import Disagreement, Envelope, Reckoning

__all__ = ["controlled", "dead", "died", "documented", "happened", "headline", "says"]

_INSTITUTIONS = [
    "ministry",
    "government",
    "states",
    "army",
    "military",
    "agency",
    "coalition",
    "authorities",
    "police",
    "consulate",
]
_DIES = (Measure.KILLED, Measure.KILLED_OR_INJURED)


def headline(index: ArchiveIndex, reckoning: Reckoning, known: Figure | None, when: str) -> Sentence:
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


def _known_by_name(known: Figure | None) -> Sentence:
    if known is None:
        return ("; none of the dead is known by name.",)
    return ("; ", known, " is known by name." if known.low == 1 else " are known by name.")


def _first(envelopes: Sequence[Envelope]) -> Envelope | None:
    deaths = [e for e in envelopes if e.measure is Measure.KILLED and e.scope is Scope.INCIDENT]
    return next(iter([*deaths, *envelopes]), None)


def _one_voice(index: ArchiveIndex, envelope: Envelope) -> bool:
    return len({index.voice_key(index.claim(i)) for i in envelope.figure.trail.claims if i in index.claims}) == 1


def _upper(claim: Claim) -> int | None:
    return claim.count.high if claim.count else None


def _lower(claim: Claim) -> int | None:
    return claim.count.low if claim.count else None


def _sharpest(index: ArchiveIndex, reckoning: Reckoning) -> tuple[Disagreement, Claim, Claim] | None:
    """The dispute about the dead that parts most voices: (dispute, low, high); None without one.

    Of the people about whom most speakers differ (the narrower group where as many do: it says more) the
    split that has most voices on its weaker side, so that one stray number does not make the headline.
    """
    found: list[tuple[Disagreement, Claim, Claim]] = []
    for dispute in reckoning.disagreements:
        a, b = (index.claim(i) for i in dispute.claims)
        if dispute.kind != "count" or dispute.measure not in _DIES or not a.count or not b.count:
            continue
        for low, high in ((a, b), (b, a)):
            top, bottom = _upper(high), low.count.low if low.count else None
            if top is not None and bottom is not None and top < bottom and low.measure is Measure.KILLED:
                found.append((dispute, low, high))
    if not found:
        return None
    speakers: dict[str, set[str]] = {}
    for dispute, low, high in found:
        speakers.setdefault(_whom(low, high, dispute.subject), set()).update(map(index.voice_key, (low, high)))
    whom = max(speakers, key=lambda s: (len(speakers[s]), s != "people", s))
    pairs = [f for f in found if _whom(f[1], f[2], f[0].subject) == whom]
    above = _voices(index, [(low, _lower(low) or 0) for _, low, _ in pairs], at_least=True)
    below = _voices(index, [(high, _upper(high) or 0) for _, _, high in pairs], at_least=False)

    def standing(pair: tuple[Disagreement, Claim, Claim]) -> tuple[int, int, int, str]:
        over, under = above[_lower(pair[1]) or 0], below[_upper(pair[2]) or 0]
        return min(over, under), over + under, -(pair[0].gap or 0), pair[1].id

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
    if len(shared) != 1:
        return subject_words(subject)
    adjective = demonym(shared.pop())
    return f"{adjective}s" if adjective.endswith(("an", "i")) else f"{adjective} people"


def documented(named: Sequence[Named]) -> Figure | None:
    """How many are known by name and tied to the incident, as a documented Figure; None for nobody."""
    tied = [person for person in named if person.tied and person.fate in ("killed", "died of wounds")]
    if not tied:
        return None
    trails = [person.sources.trail for person in tied]
    trail = Trail(
        claims=unique(i for t in trails for i in t.claims),
        reports=unique(i for t in trails for i in t.reports),
        people=unique(i for t in trails for i in t.people),
        rules=("people.named",),
    )
    return Figure(kind=FigureKind.DOCUMENTED, low=len(tied), high=len(tied), measure=Measure.KILLED, trail=trail)


def says(sides: Sequence[Side]) -> Answer:
    """Question 1: the principal sides and what they say now."""
    named = [side.name for side in sides if side.slug != "others"]
    who = [the(name) for name in named[:3]] or [voice.name for side in sides for voice in side.voices][:3]
    rest = len(sides) > len(who) or (not named and sum(len(s.voices) for s in sides) > len(who))
    does = "do" if len(who) + rest > 1 else "does"
    question = f"What {does} {listed([*who, 'others'] if rest else who)} say?" if who else "What is said?"
    parts: list[Part] = []
    for side in [s for s in sides if s.name in named][:3] or sides[:1]:
        parts += ["; " if parts else "", *side.summary] if side.summary else []
    if not parts:
        parts = ["Nobody gives a number"]
    return Answer(id="says", question=question, sentence=(*parts, "."))


def side_summary(side: Side) -> Sentence:
    """``The Russian foreign ministry first said “probably five” killed and now says “several dozen” ...``.

    Of the side's principal voice, and of the people that it gives most numbers for; killed before injured.
    """
    best = max(side.voices, key=lambda v: (len(_numbered(v)), -side.voices.index(v)))
    rows = _numbered(best)
    if not rows:
        spoken = next((row for row in best.rows if row.saying), None)
        return (f"{_article(best.name)} {spoken.saying}",) if spoken else ()
    first, last = rows[0], rows[-1]
    if first is last:
        return (f"{_article(best.name)} says ", *_said(last))
    return (
        f"{_article(best.name)} first said ",
        *_said(first),
        f"{_dated(first)} and now says ",
        *_said(last),
        _dated(last),
    )


def _dated(row: Row) -> str:
    return "" if row.when == NO_DATE else f" ({row.when})"


def _numbered(voice: Voice) -> list[Row]:
    rows = [r for r in voice.rows if r.figure is not None and not r.echo and not r.left_out]
    rows = [r for r in rows if r.measure in _DIES] or rows
    subjects = Counter(row.subject for row in rows)
    subject = max(subjects, key=lambda s: (subjects[s], -list(subjects).index(s)), default="")
    return sorted((r for r in rows if r.subject == subject), key=lambda r: _iso(r.when))


def _said(row: Row) -> Sentence:
    words: tuple[Part, ...] = (row.words, " ") if row.words else ()
    figure: tuple[Part, ...] = (row.figure,) if row.figure and not row.plain else ()
    if figure and words:
        return (*words, "(", *figure, ") ", row.what)
    return (*words, *figure, " " if figure else "", row.what)


def _iso(when: str) -> tuple[int, int, int]:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    parts = when.split()
    if len(parts) != 3:
        return (9999, 0, 0)
    return (int(parts[2]), months.index(parts[1]), int(parts[0]))


def _article(name: str) -> str:
    """``the Russian foreign ministry``, ``the US``, ``Reuters``: an article before institutions and unions."""
    first, last = name.split()[0].lower(), name.split()[-1]
    if first in ("the", "a", "an", "some", "several", "two", "three"):
        return name
    institution = last.lower() in _INSTITUTIONS or name in ("US", "UK", "UN", "EU")
    return f"the {name}" if institution else the(name)


def dead(named: Sequence[Named], known: Figure | None, panels: Sequence[Panel]) -> Answer:
    """Question 2: how many are known by name, and which groups are claimed without names."""
    elsewhere = [person for person in named if not person.tied]
    parts: list[Part] = []
    if known is None:
        parts.append("None of the dead of this incident is known by name")
    else:
        parts += [known, " is known by name" if known.low == 1 else " are known by name"]
    groups = unique(
        r.whom.words
        for p in panels[:1]
        for r in p.rows
        if r.whom and r.figure and r.figure.low != 0 and not r.echo and r.measure in _DIES
    )
    names = {name.text for person in named for name in person.names}
    groups = tuple(g for g in groups if not any(name in g for name in names))
    if groups:
        parts.append(
            f"; {'those claimed' if known is None else 'the rest'} are claimed as groups: {listed(groups[:5])}"
        )
    if elsewhere:
        parts.append("; others are named in these reports without being tied to this incident")
    return Answer(id="dead", question="Who are the dead?", sentence=(*parts, "."))


def happened(index: ArchiveIndex, accounts: Sequence[Account], claims: Sequence[Claim], when: str) -> Answer:
    """Question 3: what all who speak of it agree on, by counting who says what."""
    question = f"What happened on {when}?" if when[:1].isdigit() else "What happened?"
    parts: list[Part] = []
    questions: tuple[tuple[str, Callable[[Claim], str]], ...] = (
        ("put it on ", lambda c: period_words(c.period) if c.period and c.period.dated else ""),
        ("place it in ", lambda c: (c.place.name or c.place.text) if c.place else ""),
        ("hold ", lambda c: _blame(c)),
    )
    for label, value in questions:
        said = Counter(value(c) for c in claims if value(c))
        if not said:
            continue
        most = said.most_common(1)[0][0]
        backers = [c for c in claims if value(c) == most]
        figure = index.sources(backers)
        verb = label if figure.low != 1 else _singular(label)
        parts += ["; " if parts else "", figure, " voice " if figure.low == 1 else " voices ", verb + most]
    if not parts:
        parts = ["No report says when, where or by whom"]
    if len(accounts) > 1:
        parts.append("; they tell it differently")
    return Answer(id="happened", question=question, sentence=(*parts, "."))


def _blame(claim: Claim) -> str:
    names = listed([_article(speaker.name) for speaker in claim.attributed_to])
    return f"{names} responsible" if names else ""


def _singular(label: str) -> str:
    verb, _, rest = label.partition(" ")
    return f"{verb}s {rest}"


def died(index: ArchiveIndex, reckoning: Reckoning, known: Figure | None) -> Answer:
    """Question 4: the range of what is claimed, the floor by name, and why nothing is estimated."""
    parts: list[Part] = []
    deaths = [e for e in reckoning.envelopes if e.measure is Measure.KILLED and not e.figure.unknown]
    for envelope in deaths[:2]:
        parts += ["; of " if parts else "Of ", subject_words(envelope.subject), ", ", envelope.figure, " killed"]
    if parts:
        parts = ["By the lowest and the highest claim: ", *[p.lower() if p == "Of " else p for p in parts]]
    else:
        parts = ["No number of dead is claimed"]
    if known is not None:
        parts += ["; ", known, " documented by name, which is a floor and not a count of the dead"]
    return Answer(id="died", question="How many have died?", sentence=(*parts, "."))


def controlled(plan: Map | None, when: str) -> Answer:
    """Question 5: who held what, as of the map's date; or that no map has been imported."""
    question = f"Who controlled what on {when}?" if when[:1].isdigit() else "Who controlled what?"
    if plan is None or not plan.areas:
        sentence = "Not recorded: no map of control has been imported for this place and time."
        return Answer(id="control", question=question, sentence=(sentence,))
    held = [area for area in plan.areas if not area.line]
    words = [f"{_article(area.holder)} {area.state} {area.name}" for area in held] or [
        area.name for area in plan.areas
    ]
    dates = unique(area.as_of for area in plan.areas)
    return Answer(id="control", question=question, sentence=(f"As of {listed(dates)}: {listed(words)}.",))
