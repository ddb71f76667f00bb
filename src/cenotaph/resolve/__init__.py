"""Stage 3: which claims are about the same incident, who repeats whom, and why we think so."""

from cenotaph.resolve.base import Resolution

__all__ = ["Resolution"]
