"""The Russian reader: the same claims as the English one, over the parse of natasha (extra ``russian``)."""

from cenotaph.extract.russian.rules import RulesRu

__all__ = ["RulesRu"]
