"""Averaging over all decomposable graphs of dependence between lists (Madigan & York 1997), exactly."""

from cenotaph.estimate.graphs.estimator import Graphs
from cenotaph.estimate.graphs.sensitivity import sensitivity

__all__ = ["Graphs", "sensitivity"]
