"""The page: five questions, answered in sentences of Figures, each of which leads to its quote.

Of a place and a period, a page of its totals and incidents.
"""

from cenotaph.dossier.build import build
from cenotaph.dossier.folder import write
from cenotaph.dossier.ledger import write_dossier, write_scope
from cenotaph.dossier.scope import build_scope, scope_title
from cenotaph.dossier.scope_view import ScopePage
from cenotaph.dossier.view import Dossier

__all__ = ["Dossier", "ScopePage", "build", "build_scope", "scope_title", "write", "write_dossier", "write_scope"]
