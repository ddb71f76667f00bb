"""The Arabic reader: the same claims as the English one, by word lists and clauses, at lower confidence."""

from cenotaph.extract.arabic.rules import RulesAr

__all__ = ["RulesAr"]
