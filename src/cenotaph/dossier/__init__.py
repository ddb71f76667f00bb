"""The page: five questions, answered in sentences of Figures, each of which leads to its quote."""

from cenotaph.dossier.build import build
from cenotaph.dossier.folder import write
from cenotaph.dossier.ledger import write_dossier
from cenotaph.dossier.view import Dossier

__all__ = ["Dossier", "build", "write", "write_dossier"]
