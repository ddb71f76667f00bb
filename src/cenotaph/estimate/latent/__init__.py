"""Latent classes: people differ in how easily lists find them, in classes that nobody has named."""

from cenotaph.estimate.latent.annealed import Annealing
from cenotaph.estimate.latent.annealed_estimator import AnnealedClasses
from cenotaph.estimate.latent.chains import Chains
from cenotaph.estimate.latent.either import Latent
from cenotaph.estimate.latent.estimator import LatentClasses
from cenotaph.estimate.latent.prior import Prior

__all__ = ["AnnealedClasses", "Annealing", "Chains", "Latent", "LatentClasses", "Prior"]
