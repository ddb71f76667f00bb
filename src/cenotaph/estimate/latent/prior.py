"""What is believed of latent classes before any list is seen, and stated beside every answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from cenotaph.errors import EstimateError

__all__ = ["Prior"]


@dataclass(frozen=True, slots=True)
class Prior:
    """The prior of Manrique-Vallier 2016: people fall into classes; within a class, lists are independent.

    At most ``classes`` classes; their weights are a broken stick: each takes a Beta(1, alpha) share of what those
    before it left, the last takes the rest; alpha ~ Gamma(``shape``, ``rate``), both .25 in the paper. The
    probability that somebody of a class is on a list is uniform between 0 and 1. The total is a priori proportional
    to 1 / total, without an upper end.
    """

    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25

    def __post_init__(self) -> None:
        if self.classes < 1 or self.shape <= 0 or self.rate <= 0:
            raise EstimateError(
                f"no prior has {self.classes} classes, shape {self.shape}, rate {self.rate}",
                hint="at least one class; shape and rate above 0",
            )

    @property
    def stated(self) -> dict[str, object]:
        """The prior as plain values, for an answer's settings."""
        return {**asdict(self), "capture": "beta(1, 1)", "total": "1/N"}
