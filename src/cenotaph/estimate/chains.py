"""Have chains that sample one posterior found the same one, and how many independent draws are theirs worth?

After Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, "Rank-normalization, folding, and localization: an
improved R-hat for assessing convergence of MCMC", Bayesian Analysis 16 (2). Draws have the shape (chains, draws).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import rankdata

__all__ = ["bulk_ess", "quantile_ess", "rank_rhat"]


def rank_rhat(draws: NDArray[np.float64]) -> float:
    """The rank-normalised split R-hat: the greater of that of the draws and that of their distance to the median.

    1 where chains agree; the paper asks for less than 1.01. The second sees chains that agree on the middle and not
    on the spread. NaN where no draw differs from another, because then nothing can be said of mixing.
    """
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_rank_normal(halves)), _rhat(_rank_normal(folded)))


def bulk_ess(draws: NDArray[np.float64]) -> float:
    """How many independent draws these are worth for the middle of the distribution, by split, ranked chains.

    Autocorrelations are summed by Geyer's initial monotone sequence, over all chains together, so that chains that
    disagree are worth almost nothing. NaN where no draw differs from another.
    """
    return _ess(_rank_normal(_split(draws)))


def quantile_ess(draws: NDArray[np.float64], share: float) -> float:
    """How many independent draws these are worth for the value that this share of them does not exceed.

    The effective sample size of "at most that value", which the ends of an interval rest on; NaN where all are.
    """
    return _ess(_split((draws <= np.quantile(draws, share)).astype(np.float64)))


def _split(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each chain as two of its halves, the middle draw of an odd number left out: (2 chains, draws // 2)."""
    length = draws.shape[1]
    half = length // 2
    if half < 4:
        raise ValueError(f"{length} draws a chain say nothing of mixing; at least 8 are needed")
    return np.asarray(np.concatenate([draws[:, :half], draws[:, length - half :]]), dtype=np.float64)


def _rank_normal(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draws replaced by the normal quantile of their rank among all, by Blom; equal draws share a rank."""
    ranks = rankdata(draws, method="average").reshape(draws.shape)
    return np.asarray(ndtri((ranks - 3 / 8) / (draws.size + 1 / 4)), dtype=np.float64)


def _variances(draws: NDArray[np.float64]) -> tuple[float, float]:
    """The mean variance within a chain, and that of the whole as all chains together estimate it."""
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    return within, within * (length - 1) / length + float(draws.mean(axis=1).var(ddof=1))


def _rhat(draws: NDArray[np.float64]) -> float:
    if np.ptp(draws) == 0:
        return float("nan")
    within, whole = _variances(draws)
    still = within <= 1e-20 * whole  # chains that never move, but for rounding
    return float("inf") if still else float(np.sqrt(whole / within))


def _ess(draws: NDArray[np.float64]) -> float:
    if np.ptp(draws) == 0:
        return float("nan")
    length = draws.shape[1]
    within, whole = _variances(draws)
    correlation = 1 - (within - _autocovariance(draws).mean(axis=0) * length / (length - 1)) / whole
    correlation[0] = 1.0
    pairs = correlation[: length - length % 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs < 0)
    pairs = np.minimum.accumulate(pairs[: ends[0] if ends.size else pairs.size])
    time = max(2 * float(pairs.sum()) - 1, 1 / np.log10(draws.size))
    return float(draws.size / time)


def _autocovariance(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """The autocovariance of each chain at each lag, divided by its length, by fast Fourier transform."""
    length = draws.shape[1]
    padded = 1 << (2 * length - 1).bit_length()
    waves = np.fft.rfft(draws - draws.mean(axis=1, keepdims=True), padded, axis=1)
    return np.asarray(np.fft.irfft(waves * waves.conj(), padded, axis=1)[:, :length] / length, dtype=np.float64)
