"""5: lists of the named dead -> how many are on none of them, or why no honest number exists."""

from cenotaph.estimate.base import LEVEL, Estimator, Fit, dense

__all__ = ["LEVEL", "Estimator", "Fit", "dense"]
