"""Log-linear models of who is on which lists, with the checks that say whether they can be fitted at all."""

from cenotaph.estimate.loglinear.bootstrap import Bootstrap, resampled
from cenotaph.estimate.loglinear.estimator import LogLinear
from cenotaph.estimate.loglinear.existence import Check, check
from cenotaph.estimate.loglinear.stepwise import Model, choose, totals

__all__ = ["Bootstrap", "Check", "LogLinear", "Model", "check", "choose", "resampled", "totals"]
