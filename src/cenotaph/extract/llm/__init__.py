"""Claims by way of a language model, where every word of its answer is looked up in the report.

Never used unless asked for by name ("llm"), and without a default address. The model chooses what is a claim and
copies words; offsets, numbers, hedges, dates and places are ours.
"""

from cenotaph.extract.llm.budget import Spent
from cenotaph.extract.llm.extractor import LlmExtractor, Plan
from cenotaph.extract.llm.rejected import Reason, Rejected
from cenotaph.extract.llm.settings import Settings

__all__ = ["LlmExtractor", "Plan", "Reason", "Rejected", "Settings", "Spent"]
