"""The draws of an estimate for ArviZ, which is an extra and is imported here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cenotaph.errors import EstimateError, MissingExtraError

if TYPE_CHECKING:
    from cenotaph.estimate.record import Estimate

__all__ = ["inference_data"]


def inference_data(found: Estimate) -> Any:
    """ArviZ InferenceData of one chain: ``total`` and ``undocumented`` by draw and model, shape (1, draws, models).

    Every model gives as many draws as the one with fewest, in a random order that depends on the seed. Models
    without draws are left out. Raises MissingExtraError without the extra, EstimateError where no model has draws.
    """
    try:
        import arviz
    except ImportError as error:
        hint = "pip install 'cenotaph[arviz]'"
        raise MissingExtraError("ArviZ is not installed", hint=hint) from error
    import numpy as np

    from cenotaph.estimate.headline import families

    fits = [fit for fit in families(found.fits) if fit.draws is not None and len(fit.draws)]
    if not fits:
        raise EstimateError("no model has draws", hint="the reasons are in refusals and in each model's own")
    fewest = min(len(fit.draws) for fit in fits if fit.draws is not None)
    rng = np.random.default_rng(found.seed)
    drawn = [rng.permutation(np.asarray(fit.draws, dtype=np.float64))[:fewest] for fit in fits]
    total = np.stack(drawn, axis=-1)[np.newaxis]
    posterior = {"total": total, "undocumented": np.maximum(total - found.documented, 0)}
    more = {
        "coords": {"model": [fit.model for fit in fits]},
        "dims": {name: ["model"] for name in posterior},
    }
    # since 1.0 the groups come as one mapping
    if int(str(arviz.__version__).partition(".")[0]) >= 1:
        return arviz.from_dict({"posterior": posterior}, **more)
    return arviz.from_dict(posterior=posterior, **more)
