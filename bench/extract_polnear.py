"""Whose a statement is, content given: the reader's ``source_of`` beside plain rivals, on PolNeAR (dev).

Run as ``make bench-extract`` (or ``python bench/extract_polnear.py [--data DIR] [--limit N] [--errors N]``). The
set lies beside the checkout in ``../shared/data/dev`` and is never copied; without it the script says so and stops.

A source is right when the word that heads it lies in the gold source (a rival that gives a phrase without a head:
when its last word does). *found* is right answers over all attributions, *precision* right answers over answers,
*exact* the share of all whose span is the gold's to the character. Articles are split in two halves by the hash of
their name: errors were read in the first only.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import importlib.util
import json
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cenotaph.extract.lexicon import words
from cenotaph.extract.parse import MODELS, parse
from cenotaph.extract.segments import segments
from cenotaph.extract.sources import source_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))

Span = tuple[int, int]
Article = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A source's head and phrase as spans of the article, and the rule that found it."""

    head: Span
    phrase: Span
    rule: str = ""


Reader = Callable[[Article], "list[Answer | None]"]


def pieces_of(article: Article) -> list[tuple[int, Doc]]:
    """The article as the reader parses it: segments with their offsets."""
    return [(piece.start, parse(piece.text)) for piece in segments(article["text"])]


def contents(article: Article) -> list[list[Span]]:
    """The spans of each content."""
    return [[(start, end) for start, end in row["content"]] for row in article["attributions"]]


def by_rules(article: Article) -> list[Answer | None]:
    """Ours: the attribution layer itself."""
    pieces = pieces_of(article)
    found = [source_of(pieces, spans) for spans in contents(article)]
    return [Answer(one.head, one.source, one.rule) if one else None for one in found]


def by_climbing(article: Article) -> list[Answer | None]:
    """The plain rival: up from the content to a reporting verb, and its nominal subject."""
    pieces = pieces_of(article)
    verbs = words("reporting", "asserts", "verbs")
    return [_climb(pieces, spans, verbs) for spans in contents(article)]


def _climb(pieces: list[tuple[int, Doc]], spans: list[Span], verbs: frozenset[str]) -> Answer | None:
    start, end = spans[0]
    for base, doc in pieces:
        inside = [t for t in doc if start <= t.idx + base < end]
        for node in inside:
            head = node.head
            while head.i != node.i:
                if not start <= head.idx + base < end and head.lower_ in verbs:
                    for child in head.children:
                        if child.dep_ == "nsubj" and not start <= child.idx + base < end:
                            return _answer(child, base)
                node, head = head, head.head
    return None


def _answer(token: Token, base: int) -> Answer:
    first, last = token.doc[token.left_edge.i], token.doc[token.right_edge.i]
    phrase = (base + first.idx, base + last.idx + len(last.text))
    return Answer((base + token.idx, base + token.idx + len(token.text)), phrase)


def by_textacy() -> Reader | None:
    """textacy's direct quotations, over the whole article with its own needs met; None without textacy."""
    try:
        quotations = importlib.import_module("textacy.extract.triples").direct_quotations
    except ImportError:
        return None
    nlp = next(importlib.import_module(name).load() for name in MODELS if importlib.util.find_spec(name))

    def read(article: Article) -> list[Answer | None]:
        found: list[Any] = []
        with contextlib.suppress(ValueError):  # an odd number of quotation marks: it refuses the article
            found = list(quotations(nlp(article["text"])))
        return [_quoted(found, spans) for spans in contents(article)]

    return read


def _quoted(triples: list[Any], spans: list[Span]) -> Answer | None:
    """The speaker of the quotation that overlaps the content most."""
    best, most = None, 0
    for triple in triples:
        low, high = triple.content[0].idx, triple.content[-1].idx + len(triple.content[-1].text)
        shared = sum(max(0, min(high, end) - max(low, start)) for start, end in spans)
        if shared > most and triple.speaker:
            most, last = shared, triple.speaker[-1]
            best = Answer((last.idx, last.idx + len(last.text)), (triple.speaker[0].idx, last.idx + len(last.text)))
    return best


def interval(hits: int, n: int) -> str:
    """Wilson's 95 % interval of a proportion (Wilson 1927)."""
    if not n:
        return "-"
    p, z = hits / n, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{p:.3f} ({middle - half:.3f}-{middle + half:.3f})"


def half_of(article: Article) -> int:
    """1 or 2, by the hash of the article's name."""
    return int(hashlib.sha256(article["id"].encode()).hexdigest(), 16) % 2 + 1


def right(answer: Answer | None, gold: list[Span]) -> bool:
    """Whether the head of the answer lies in the gold source."""
    return answer is not None and any(answer.head[0] < end and start < answer.head[1] for start, end in gold)


def report(name: str, read: Reader, articles: list[Article], errors: int) -> None:
    """Print one reader's rows: both halves and all."""
    started = time.perf_counter()
    rows = [
        (half_of(article), article, row, answer)
        for article in articles
        for row, answer in zip(article["attributions"], read(article), strict=True)
    ]
    took = time.perf_counter() - started
    print(f"\n{name}: {len(articles) / took:.1f} articles/s")
    for label, halves in (("half read", {1}), ("half unread", {2}), ("all", {1, 2})):
        part = [(row, answer) for half, _, row, answer in rows if half in halves]
        answered = [(row, answer) for row, answer in part if answer is not None]
        hits = sum(right(answer, row["source"]) for row, answer in part)
        exact = sum([list(answer.phrase)] == row["source"] for row, answer in answered if answer is not None)
        print(
            f"  {label:<12} n={len(part):<5} found {interval(hits, len(part))}"
            f"   precision {interval(hits, len(answered))}   exact {interval(exact, len(part))}"
        )
    wrong = [(a, row, answer) for half, a, row, answer in rows if half == 1 and not right(answer, row["source"])]
    if errors:
        classes = Counter(answer.rule or "answer" if answer else "no answer" for _, _, answer in wrong)
        print("  wrong in the half read, by rule: " + ", ".join(f"{k} {n}" for k, n in classes.most_common(10)))
        for article, row, answer in wrong[:errors]:
            gold, text = row["source"][0], article["text"]
            said = text[slice(*answer.phrase)] if answer else "-"
            print(f"    gold {text[slice(*gold)]!r} got {said!r} for {text[slice(*row['content'][0])][:80]!r}")


def main() -> int:
    """Run every reader."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA / "dev")
    parser.add_argument("--limit", type=int, default=None, help="articles")
    parser.add_argument("--errors", type=int, default=0, help="errors of the half read to print")
    options = parser.parse_args()
    path = options.data / "polnear_dev.jsonl"
    if not path.is_file():
        print(f"no development data at {path}", file=sys.stderr)
        return 1
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: options.limit]
    parse("Warm-up: one man said so.")
    print(f"Whose a statement is, content given (PolNeAR development split, {len(articles)} articles)")
    report("rules_en", by_rules, articles, options.errors)
    report("climbing to the reporting verb", by_climbing, articles, 0)
    quotes = by_textacy()
    if quotes is None:
        print("\ntextacy's direct quotations: not installed here")
    else:
        report("textacy's direct quotations", quotes, articles, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
