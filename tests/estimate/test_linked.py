"""Linked lists: the fits of many linkages as one."""

from __future__ import annotations

from cenotaph.estimate import Fit
from cenotaph.estimate.linked import pooled
from cenotaph.model import Interval, Refusal
from estimate._fakes import TABLE, Refuses, Times


def test_draws_of_all_linkages_are_the_draws_of_one() -> None:
    near, far = (Times("one", low, low + 1, low + 2, draws=500).fit(TABLE, seed=0) for low in (2.0, 6.0))
    one = pooled([near, far], [183, 183], 0.95)
    assert one.interval is not None
    assert one.interval.high is not None
    assert one.interval.low < 2.2 * 183
    assert one.interval.high > 7.8 * 183
    assert one.diagnostics == {"linkages": 2, "linkages_without_interval": 0}


def test_an_interval_without_draws_stands_for_a_spread_of_the_missing() -> None:
    fit = Fit("one", Interval(300, 400, 700, 0.95))
    one = pooled([fit, fit], [183, 183], 0.95)
    assert one.interval is not None
    assert one.interval.high is not None
    assert one.interval.best is not None
    assert abs(one.interval.low - 300) < 5
    assert abs(one.interval.best - 400) < 5
    assert abs(one.interval.high - 700) < 10


def test_a_model_that_fails_on_more_than_one_linkage_in_twenty_is_refused() -> None:
    good, bad = Times("one", draws=50).fit(TABLE, seed=0), Refuses("one").fit(TABLE, seed=0)
    assert pooled([good] * 19 + [bad], [183] * 20, 0.95).interval is not None
    refused = pooled([good] * 9 + [bad], [183] * 10, 0.95).refusal
    assert isinstance(refused, Refusal)
    assert refused.reason.startswith("in 1 of 10 sampled linkages")


def test_bounds_of_many_linkages_stay_a_bound() -> None:
    fits = [Fit("chao", Interval(low, low + 50, None, 0.95), lower_bound=True) for low in (300.0, 320.0, 340.0)]
    one = pooled(fits, [183] * 3, 0.95)
    assert one.interval == Interval(300, 370, None, 0.95)
    assert one.lower_bound
