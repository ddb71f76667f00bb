"""Stage 3: which claims are about the same incident, who repeats whom, and why we think so."""

from cenotaph.resolve.base import Resolution
from cenotaph.resolve.resolver import resolve

__all__ = ["Resolution", "resolve"]
