"""Which claims say the same thing: a repeat becomes a second anchor or a link, a part points at its whole,
and a speaker's earlier figure is superseded by the newer one."""

from __future__ import annotations

from collections import defaultdict

from cenotaph.extract.deadline import check
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.model import ActorKind, Measure, Stance

__all__ = ["link"]

_REACH = 150  # claims back that a repeat is looked for; a report rarely has more, and time stays linear
_TOLD_ONCE = {Measure.KILLED, Measure.INJURED, Measure.BODIES_FOUND, Measure.MISSING, Measure.DETAINED}
# how a claim comes by a day that its own sentence does not name
_INFERRED = {"period.by_lead", "period.by_occasion", "period.by_publication"}
_LIVING = {Measure.INJURED, Measure.MISSING, Measure.DETAINED}
_STATE = {ActorKind.STATE, ActorKind.STATE_FORCE}


def link(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` in order with repeats merged and links set; anchors of merged claims are kept."""
    kept: list[Draft] = []
    pointing: dict[Draft, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for other in (draft.part_of, draft.restates):
            if other is not None:
                pointing[other].append(draft)
    for draft in drafts:
        check()
        twin = next((d for d in _near(kept, len(kept)) if _same(d, draft)), None)
        if twin is not None:
            _merge(twin, draft)
            for later in pointing.pop(draft, []):
                later.part_of = twin if later.part_of is draft else later.part_of
                later.restates = twin if later.restates is draft else later.restates
                pointing[twin].append(later)
        else:
            kept.append(draft)
    for i, later in enumerate(kept):
        if later.restates is None and later.part_of is None:
            before = [d for d in _near(kept, i) if d.order < later.order and not _apart(d, later)]
            later.restates = next((d for d in before if _restates(d, later)), None)
            if later.restates is None and _only_pronoun(later):
                told = [d for d in before if d.measure == later.measure and d.part_of is None]
                told = [d for d in told if _same_count(d, later) and not _only_pronoun(d)]
                later.restates = told[-1] if told else None
            if later.restates is None and _one_known(later):
                alike = {later.measure, Measure.BODIES_FOUND} if _presupposes(later) else {later.measure}
                told = [d for d in before if d.measure in alike and d.restates is None and d.part_of is None]
                told = told if len(told) == 1 and _single(told[0]) and _same_one(told[0], later) else []
                later.restates = told[0] if told else None
    for headline in kept:
        if headline.kind == "headline" and headline.restates is None and _numbered(headline):
            headline.restates = next((d for d in kept if d is not headline and _sums_up(headline, d)), None)
            if headline.restates is None:
                parts = [d for d in kept if d.part_of is not None and d.part_of is not headline]
                told = [d for d in parts if d.measure is headline.measure and _same_count(headline, d)]
                headline.restates = next((d for d in told if d.sentence != headline.sentence), None)
    _supersede(kept)
    return kept


def _near(kept: list[Draft], i: int) -> list[Draft]:
    """The claims before the ``i``-th that a repeat may refer to: the opening ones and the latest."""
    return kept[:i] if i <= 2 * _REACH else kept[:_REACH] + kept[i - _REACH : i]


def _same_count(a: Draft, b: Draft) -> bool:
    if a.count is None or b.count is None:
        return False
    return (a.count.low, a.count.best, a.count.high) == (b.count.low, b.count.best, b.count.high)


def _numbered(draft: Draft) -> bool:
    return draft.count is not None and bool({"count.number", "count.toll", "count.names"} & set(draft.rules))


def _same_speaker(a: Draft, b: Draft) -> bool:
    one, two = a.voice.name.lower().split(), b.voice.name.lower().split()
    short, long = sorted((one, two), key=len)
    if a.kind == "headline" and set(one) <= set(b.voice.text.lower().split()):
        return True
    return one == two or (long[-len(short) :] == short and (a.kind == "headline" or b.kind == "headline"))


def _allied(a: Draft, b: Draft) -> bool:
    """One state in two names ("Russia", "Russian foreign ministry")."""
    if _same_speaker(a, b):
        return True
    return (
        a.voice.country is not None
        and a.voice.country == b.voice.country
        and a.voice.kind in _STATE
        and b.voice.kind in _STATE
    )


def _groups_fit(a: Draft, b: Draft) -> bool:
    if a.group is None or b.group is None:
        return True
    one, two = set(a.group.text.lower().split()), set(b.group.text.lower().split())
    general = {"people", "persons", "others", "victims", "the", "of", "and"}
    one, two = one - general, two - general
    if not one or not two or one <= two or two <= one:
        return a.group.status == b.group.status or not one or not two
    return bool(a.kind == "headline" and set(a.group.nationality) & set(b.group.nationality))


def _places_fit(a: Draft, b: Draft) -> bool:
    if a.place is None or b.place is None or a.kind == "headline":
        return True
    if a.place.text == b.place.text:
        return True
    return a.place.id is not None and (
        a.place.id == b.place.id or a.place.id in b.place.within or b.place.id in a.place.within
    )


def _periods_fit(a: Draft, b: Draft) -> bool:
    if a.period is None or b.period is None or not a.period.dated or not b.period.dated:
        return True
    return (a.period.earliest, a.period.latest) == (b.period.earliest, b.period.latest)


def _apart(a: Draft, b: Draft) -> bool:
    """Whether two claims stand in lines of a list that tell of different events, and name nobody alike."""
    return a.item is not None and b.item is not None and a.item != b.item and not _same_person(a, b)


def _same(a: Draft, b: Draft) -> bool:
    """Whether ``b`` repeats ``a`` and is no claim of its own; cells of a table never do."""
    if a.kind == b.kind == "table" or _apart(a, b):
        return False
    if a.measure != b.measure or a.stance != b.stance or "additional" in b.flags or a.scope != b.scope:
        return False
    if (a.part_of is None) != (b.part_of is None) or not (_numbered(a) and _numbered(b)) or not _same_count(a, b):
        return False
    if a.sentence == b.sentence or not _periods_fit(a, b) or not _places_fit(a, b) or not _groups_fit(a, b):
        return False
    headline = a.kind == "headline" and (_own_voice(a) or _allied(a, b))
    return headline or _same_speaker(a, b) or _own_voice(b)


def _own_voice(draft: Draft) -> bool:
    return "speaker.outlet" in draft.rules


def _merge(twin: Draft, draft: Draft) -> None:
    if twin.kind == "headline" or (_own_voice(twin) and not _own_voice(draft)):
        # the fuller body text carries the claim; the headline stays as a further anchor
        twin.anchor, draft.anchor = draft.anchor, twin.anchor
        twin.kind = draft.kind
        if draft.period is not None and _INFERRED & set(twin.rules):
            twin.period, twin.period_span = draft.period, draft.period_span  # "in a recent clash" is what is said
        for name in (
            "voice",
            "via",
            "modality",
            "trigger",
            "count",
            "count_span",
            "rules",
            "said_at",
            "order",
            "sentence",
            "segment",
        ):
            setattr(twin, name, getattr(draft, name))
        if draft.group is not None:
            twin.group, twin.group_span = draft.group, draft.group_span
        if draft.place is not None:
            twin.place, twin.place_span = draft.place, draft.place_span
        twin.flags |= draft.flags
    twin.more_anchors.append(draft.anchor)
    twin.more_anchors = sorted(set(twin.more_anchors + draft.more_anchors) - {twin.anchor})
    for name in ("group", "place", "period", "cause"):
        if getattr(twin, name) is None and getattr(draft, name) is not None:
            setattr(twin, name, getattr(draft, name))
            if name != "cause":
                setattr(twin, f"{name}_span", getattr(draft, f"{name}_span"))
    twin.people = twin.people + [p for p in draft.people if p.name not in {q.name for q in twin.people}]
    twin.rules = [*twin.rules, "coreference.repeat"]


def _same_person(a: Draft, b: Draft) -> bool:
    names = {p.name for p in a.people}
    return bool(names) and names == {p.name for p in b.people} and a.measure == b.measure and a.stance == b.stance


def _single(draft: Draft) -> bool:
    return draft.count is not None and draft.count.low == draft.count.high == 1


def _one_known(draft: Draft) -> bool:
    """ "*the mother* of three died", "*Odeh* died at the scene": one person who may have been told of before."""
    told_of = _single(draft) and bool({"definite", "name"} & draft.flags)
    told_of = told_of and not {"additional", "also", "attacker"} & draft.flags
    return told_of and draft.measure in _TOLD_ONCE and draft.part_of is None


def _same_one(a: Draft, b: Draft) -> bool:
    """Whether the one person of whom ``b`` tells may be that of ``a``: no other voice, no other name."""
    heard = a.sentence == b.sentence or _same_speaker(a, b) or _own_voice(b) or _presupposes(b)
    if a.stance is not b.stance or not heard:
        return False
    if b.measure in _LIVING and not (_called_alike(a, b) or _presupposes(b)):
        return False
    surnames = [{p.name.split()[-1] for p in d.people} for d in (a, b)]
    return not (surnames[0] and surnames[1]) or surnames[0] == surnames[1]


def _presupposes(draft: Draft) -> bool:
    """ "*the missing man*", "the kidnapped woman", "the dead woman": the harm is told as known."""
    before = {"frame.participle", "frame.adjective"} & set(draft.rules) and draft.count_span is not None
    return bool(before) and draft.count_span is not None and draft.trigger[1] < draft.count_span[1]


def _called_alike(a: Draft, b: Draft) -> bool:
    """ "*The man* is in hospital" after "a 34-year-old man": by the same word, or by one that fits anybody hurt."""
    if a.group is None or b.group is None:
        return bool(a.people) and bool(b.people)
    called = b.group.text.split()[-1].lower()
    return called in {*a.group.text.lower().split(" of ")[0].split()[-1:], "victim", "patient", "person"}


def _only_pronoun(draft: Draft) -> bool:
    return "pronoun" in draft.flags and "attacker" not in draft.flags and not _numbered(draft)


def _restates(a: Draft, b: Draft) -> bool:
    if a.kind == b.kind == "table":
        return False
    if _same_person(a, b) and a.sentence != b.sentence:
        return True
    if a.measure != b.measure or a.stance != b.stance or "additional" in b.flags or a.scope != b.scope:
        return False
    if a.sentence == b.sentence or not _numbered(a) or not _same_count(a, b) or not _periods_fit(a, b):
        return False
    return _allied(a, b) or (a.kind == "headline" and _own_voice(a))


def _sums_up(headline: Draft, body: Draft) -> bool:
    """Whether a headline gives a body claim in round words ("400 killed" for "around 400")."""
    if body.measure != headline.measure or body.restates is not None or body.part_of is not None:
        return False
    if not (_own_voice(headline) or _allied(headline, body)) or headline.count is None or body.count is None:
        return False
    if body.count.unknown or body.sentence == headline.sentence or not _numbered(body):
        return False
    far = 10**9
    low, high = headline.count.low or 0, headline.count.high if headline.count.high is not None else far
    other_high = body.count.high if body.count.high is not None else far
    return (body.count.low or 0) <= high and low <= other_high and headline.scope == body.scope


_FAMILY = {
    Measure.KILLED,
    Measure.KILLED_OR_INJURED,
    Measure.INJURED,
    Measure.MISSING,
    Measure.BODIES_FOUND,
    Measure.DETAINED,
}


def _supersede(drafts: list[Draft]) -> None:
    """ "Previously the government said five": that figure yields to the newer one of the same speaker."""
    for i, new in enumerate(drafts):
        if (
            ("newer" in new.flags or _revises(new))
            and new.supersedes is None
            and new.count is not None
            and new.part_of is None
        ):
            older = [d for d in _around(drafts, i) if d.order < new.order and d.measure == new.measure]
            older = [d for d in older if d.part_of is None and d.sentence != new.sentence]
            same = [d for d in older if _same_speaker(d, new) and d.count is not None and d.restates is None]
            if same and "additional" not in new.flags:
                new.supersedes = same[-1]
                new.rules.append("coreference.supersedes")
    for i, old in enumerate(drafts):
        if "earlier" not in old.flags or old.measure not in _FAMILY or old.count is None:
            continue
        newer = [d for d in _around(drafts, i) if d is not old and _may_replace(d, old)]
        if "replaced" in old.flags:
            newer = [d for d in newer if d.sentence == old.sentence]
        same = [d for d in newer if _same_speaker(d, old)] or [d for d in newer if _allied(d, old)]
        if not same and _own_voice(old):
            same = [d for d in newer if d.measure == old.measure]
        if same:
            chosen = min(same, key=lambda d: (d.measure != old.measure, abs(d.order - old.order)))
            if chosen.supersedes is None:
                chosen.supersedes = old
                chosen.rules.append("coreference.supersedes")
    for draft in drafts:
        if (_revises(draft) or "revised" in draft.flags) and draft.stance is Stance.ASSERTS:
            draft.stance = Stance.REVISES


def _around(drafts: list[Draft], i: int) -> list[Draft]:
    """The claims near the ``i``-th, in order; all of them in any report of ordinary length."""
    return drafts[max(0, i - 2 * _REACH) : i + 2 * _REACH]


def _revises(draft: Draft) -> bool:
    """Whether the speaker says that they change a number ("revised the toll to 15")."""
    verbs = words("reporting", "revising", "verbs") | words("reporting", "changing", "verbs")
    said = {rule.removeprefix("attribution.verb:") for rule in draft.rules if rule.startswith("attribution.verb:")}
    kept = draft.part_of is not None or bool({"earlier", "replaced", "subset"} & draft.flags)
    return draft.count is not None and not kept and bool(said & verbs)


def _may_replace(newer: Draft, old: Draft) -> bool:
    if "earlier" in newer.flags or newer.count is None or newer.restates is not None or newer.part_of is not None:
        return False
    return newer.stance is Stance.ASSERTS and newer.scope == old.scope and _compatible(newer.measure, old.measure)


def _compatible(a: Measure, b: Measure) -> bool:
    if a == b:
        return True
    return {a, b} <= {Measure.KILLED, Measure.KILLED_OR_INJURED, Measure.INJURED} and Measure.KILLED_OR_INJURED in {
        a,
        b,
    }
