"""Lists of named people against each other, without a ledger: who stands in which of them."""

from __future__ import annotations

from cenotaph.linking.batch import Link, Linked, ReadFile, link, links_of, presence_of

__all__ = ["Link", "Linked", "ReadFile", "link", "links_of", "presence_of"]
