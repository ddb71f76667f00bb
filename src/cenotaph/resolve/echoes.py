"""Who repeats whose report: by the passages that two texts share, or because a report names its source.

Each echo is judged once for a pair of reports, with the claims that are the same and what drifted between them.
Where neither is found independence stays unknown. Nothing is merged here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cenotaph.model import EchoKind, ItemKind, JudgementKind, Ref, Report
from cenotaph.resolve.citing import Outlets, cited_outlets, outlet_key, own_voice
from cenotaph.resolve.copies import LEAST_SHARE, Copy, CopyIndex, kind_of
from cenotaph.resolve.drift import Match, core, drift_of, match_claim, match_claims, same_thing
from cenotaph.resolve.fingerprints import Words
from cenotaph.resolve.judge import Judge
from cenotaph.resolve.traits import Traits
from cenotaph.resolve.when import date_words

__all__ = ["judge_echoes"]

# a rewrite of a wire story follows within days; an anniversary piece may cite one years later
_REWRITTEN_DAYS, _CITED_DAYS, _TRANSLATED_DAYS = 14, 3660, 7
# so many claims of the source, and half of what the report counts: it is told again and not only cited
_RETOLD, _RETOLD_SHARE = 3, 0.5
_TRANSLATED = 2
_STOP = re.compile(r"[.!?][”\"’)]*\s+|\n+")
_EDGE = 120
_LOOKED_AT = 50
_PAIRS, _DRIFTS, _QUOTE = 20, 6, 12


@dataclass(slots=True)
class _Found:
    """What was found about one pair of reports."""

    kind: EchoKind
    score: float
    reasons: list[str]
    matches: dict[str, Match] = field(default_factory=dict)


def judge_echoes(reports: Sequence[Report], claims: Iterable[Traits], judge: Judge) -> None:
    """Judge which report repeats which; the later is what the judgement is about, the earlier its other."""
    unique = {report.id: report for report in reports if report.stub is None}
    ordered = sorted(unique.values(), key=lambda r: (r.published or date.max, r.id))
    told: dict[str, list[Traits]] = defaultdict(list)
    for traits in claims:
        told[traits.claim.report].append(traits)
    found = _by_naming(ordered, told)
    index = CopyIndex([r.text for r in ordered], [r.published for r in ordered])
    for copy in _sources(index.copies()):
        words = index.read(copy.later).words, index.read(copy.earlier).words
        _add_copy(ordered[copy.earlier], ordered[copy.later], copy, words, told, found)
    for (later, earlier), one in sorted(found.items()):
        matches = sorted(one.matches.values(), key=lambda m: (m.later.anchor.start, m.later.id))
        if one.kind is EchoKind.CITES and not matches:
            continue
        drifts = list(dict.fromkeys(words for match in matches for words in match.drift))
        more = len(drifts) - _DRIFTS
        shown = [*drifts[:_DRIFTS], *([f"{more} more"] if more > 0 else [])]
        judge.make(
            JudgementKind.ECHO,
            Ref(kind="item", id=later),
            Ref(kind="item", id=earlier),
            reason="; ".join([*one.reasons, *([f"drift: {', '.join(shown)}"] if shown else [])]),
            score=one.score,
            reports=(later, earlier),
            label=one.kind,
            evidence=tuple(i for match in matches[:_PAIRS] for i in (match.later.id, match.earlier.id)),
        )


def _by_naming(ordered: Sequence[Report], told: Mapping[str, list[Traits]]) -> dict[tuple[str, str], _Found]:
    """Reports that name another outlet as the source of claims that stand in that outlet's own report."""
    names: dict[str, str] = {}
    # an outlet's reports by the cores of their numbers, so that a citation is looked up and not searched for
    saying: dict[tuple[str, Hashable], list[Report]] = defaultdict(list)
    for report in ordered:
        if report.publisher:
            key = outlet_key(report.publisher)
            names.setdefault(key, report.publisher)
            for number in _cores(told.get(report.id, ())):
                saying[key, number].append(report)
    outlets = Outlets(names)
    found: dict[tuple[str, str], _Found] = {}
    for report in ordered:
        for key, passing in sorted(cited_outlets(report, told.get(report.id, ()), outlets).items()):
            known = (_nearest(report, saying.get((key, number), ())) for number in _cores(passing))
            candidates = {source.id: source for sources in known for source in sources}
            for source, matches in _originals(report, passing, tuple(candidates.values()), told):
                found[report.id, source.id] = _named(report, source, matches, told)
    return found


def _cores(claims: Iterable[Traits]) -> set[Hashable]:
    """What their numbers turn on; nothing of those that turn on nothing."""
    return {core(traits.claim) for traits in claims} - {None}


def _nearest(report: Report, reports: Sequence[Report]) -> Sequence[Report]:
    """The newest reports up to the day of this one; ``reports`` oldest first, undated last."""
    upto = bisect_right(reports, report.published or date.min, key=lambda r: r.published or date.max)
    return reports[max(0, upto - _LOOKED_AT) : upto]


def _originals(
    report: Report, passing: Sequence[Traits], candidates: Sequence[Report], told: Mapping[str, list[Traits]]
) -> list[tuple[Report, list[Match]]]:
    """That outlet's reports up to the day of this one that say what is taken from it; each claim from one."""
    left, originals = list(passing), []
    before = [(s, days) for s in candidates if s.id != report.id and (days := _days(s, report)) is not None]
    while left:
        fits = [
            (_match(left, told.get(source.id, ())), days, source) for source, days in before if days <= _CITED_DAYS
        ]
        fits = [fit for fit in fits if fit[0]]
        if not fits:
            break
        # the report that says most of it, then the newest
        matches, _, source = min(fits, key=lambda fit: (-len(fit[0]), fit[1], fit[2].id))
        originals.append((source, matches))
        known = {match.later.id for match in matches}
        left = [traits for traits in left if traits.claim.id not in known]
    return originals


def _named(report: Report, source: Report, matches: Sequence[Match], told: Mapping[str, list[Traits]]) -> _Found:
    """How a report passes on one that it names: the claims it takes, and those it tells without saying whence."""
    counted = [t for t in told.get(report.id, ()) if t.claim.count and not t.claim.count.unknown]
    days = _days(source, report) or 0
    matched = {match.later.id: match for match in matches}
    if days <= _REWRITTEN_DAYS:
        rest = [t for t in counted if t.claim.id not in matched]
        matched |= {match.later.id: match for match in _match(rest, told.get(source.id, ()))}
    retold = len(matched) >= max(_RETOLD, _RETOLD_SHARE * len(counted))
    kind = EchoKind.REWRITE if retold and days <= _REWRITTEN_DAYS else EchoKind.CITES
    foreign = report.language and source.language and report.language != source.language
    if foreign and days <= _TRANSLATED_DAYS and len(matched) >= _TRANSLATED:
        kind = EchoKind.TRANSLATION
    one = "one claim" if len(matches) == 1 else f"{len(matches)} claims"
    when = source.published.isoformat() if source.published else "no known day"
    reason = f"names {source.publisher} as the source of {one}; {source.publisher} reported on {when}"
    return _Found(kind, 0.8, [reason], matched)


def _match(claims: Iterable[Traits], earlier: Iterable[Traits]) -> list[Match]:
    claims, earlier = list(claims), list(earlier)
    keys = {traits.claim.id: traits.key for traits in (*claims, *earlier)}
    return match_claims([t.claim for t in claims], [t.claim for t in earlier], keys)


def _days(source: Report, report: Report) -> int | None:
    """Days from the source to the report; None when it came later, or a day is not known."""
    if source.published is None or report.published is None or source.published > report.published:
        return None
    return (report.published - source.published).days


def _sources(copies: Iterable[Copy]) -> list[Copy]:
    """For each text its best source, and others from which it has other passages."""
    by_later: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        by_later[copy.later].append(copy)
    kept = []
    for own in by_later.values():
        taken: set[int] = set()
        for copy in sorted(own, key=lambda c: (-c.share, c.earlier)):
            places = {place for passage in copy.passages for place in passage.matched}
            if 2 * len(places & taken) < len(places):
                kept.append(copy)
                taken |= places
    return kept


def _add_copy(
    earlier: Report,
    later: Report,
    copy: Copy,
    words: tuple[Words, Words],
    told: Mapping[str, list[Traits]],
    found: dict[tuple[str, str], _Found],
) -> None:
    matches = _aligned(copy, (later.text, earlier.text), words, told.get(later.id, ()), told.get(earlier.id, ()))
    shared, share, decided = _longest(copy, words[0], later.text), copy.share, copy.decided
    kind = copy.kind
    one_day = earlier.published == later.published
    named = one_day and (earlier.id, later.id) in found, one_day and (later.id, earlier.id) in found
    wires = earlier.kind is ItemKind.AGENCY, later.kind is ItemKind.AGENCY
    if named[0] or (one_day and not named[1] and wires == (False, True)):
        # of two reports of one day the one that names the other, or is no agency's, is the later
        earlier, later, share, kind = later, earlier, copy.back, kind_of(copy.back)
        turned = _turned(matches.values(), [*told.get(later.id, ()), *told.get(earlier.id, ())])
        matches = {match.later.id: match for match in turned}
    if any(named):
        decided = "of two reports of one day the one that is named came first"
    elif one_day and wires[0] != wires[1]:
        decided = "of two reports of one day the agency's came first"
    part = f"{share:.0%} of its words stand" if share >= LEAST_SHARE else "a passage of it stands"
    reason = f"{part} in the report of {_who(earlier)}, as “{shared}”; {decided}"
    score = round(min(1.0, 0.5 + share / 2), 3)
    known = found.get((later.id, earlier.id))
    if known is None:
        found[later.id, earlier.id] = _Found(kind, score, [reason], matches)
        return
    # the same words say more than the same numbers
    kind = known.kind if kind is EchoKind.CITES else kind
    found[later.id, earlier.id] = replace(
        known,
        kind=kind,
        score=max(known.score, score),
        reasons=[reason, *known.reasons],
        matches={**known.matches, **matches},
    )


def _who(report: Report) -> str:
    when = date_words(report.published, report.published) if report.published else "no known day"
    return f"{report.publisher or report.source_name or 'an unknown publisher'} of {when}"


def _longest(copy: Copy, words: Words, text: str) -> str:
    """The first words of the weightiest passage, as the later text has them."""
    passage = max(copy.passages, key=lambda p: (p.bits, -p.first))
    last = min(passage.last, passage.first + _QUOTE)
    quote = " ".join(text[words[passage.first][0] : words[last - 1][1]].split())
    return quote if last == passage.last else f"{quote} …"


def _aligned(
    copy: Copy,
    texts: tuple[str, str],
    words: tuple[Words, Words],
    later: Sequence[Traits],
    earlier: Sequence[Traits],
) -> dict[str, Match]:
    """Claims that stand in shared passages with the claims that stand at the same place of the other text.

    Whatever their numbers are: this is how a changed number is seen.
    """
    keys = {traits.claim.id: traits.key for traits in (*later, *earlier)}
    matches: dict[str, Match] = {}
    for passage in copy.passages:
        here = _sentences(texts[0], words[0][passage.first][0], words[0][passage.last - 1][1])
        own = _inside(later, *here)
        if not own:
            continue
        end = min(passage.end, len(words[1]))
        there = _sentences(texts[1], words[1][passage.start][0], words[1][end - 1][1])
        theirs = _inside(earlier, *there)
        for traits in own:
            fits = [t for t in theirs if same_thing(traits.claim, t.claim, keys)]
            same = match_claim(traits.claim, [t.claim for t in fits])
            if same:
                matches[traits.claim.id] = same
            elif fits and own_voice(traits):
                place = traits.claim.anchor.start - here[0]
                near = min(fits, key=lambda t: (abs(t.claim.anchor.start - there[0] - place), t.claim.id))
                drift = drift_of(traits.claim, near.claim)
                matches.setdefault(traits.claim.id, Match(traits.claim, near.claim, drift))
    return matches


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the sentences that it begins and ends in: a number may change right at its edge."""
    stops = [stop.end() for stop in _STOP.finditer(text, max(0, start - _EDGE), start)]
    after = _STOP.search(text, max(start, end - 1), min(len(text), end + _EDGE))
    return stops[-1] if stops else max(0, start - _EDGE), after.start() if after else min(len(text), end + _EDGE)


def _turned(matches: Iterable[Match], claims: Sequence[Traits]) -> list[Match]:
    """The matches read the other way round, where they still are one statement."""
    keys = {traits.claim.id: traits.key for traits in claims}
    return [
        Match(m.earlier, m.later, drift_of(m.earlier, m.later))
        for m in matches
        if same_thing(m.earlier, m.later, keys)
    ]


def _inside(claims: Sequence[Traits], start: int, end: int) -> list[Traits]:
    return [t for t in claims if t.claim.anchor.start < end and t.claim.anchor.end > start]
