"""The reader behind a language model: asks about a report, checks every word of the answer, makes claims."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from cenotaph.errors import BudgetError, CenotaphError, ExtractError
from cenotaph.extract.coreference import link
from cenotaph.extract.draft import Draft
from cenotaph.extract.llm.ask import Server
from cenotaph.extract.llm.budget import Budget, Spent
from cenotaph.extract.llm.checking import UNLIKE, Checking
from cenotaph.extract.llm.chunks import Chunk, chunks, halves
from cenotaph.extract.llm.prompt import VERSION, Messages, estimate, messages
from cenotaph.extract.llm.rejected import Reason, Rejected
from cenotaph.extract.llm.rows import BadAnswer, Row, read_answer
from cenotaph.extract.llm.settings import configured
from cenotaph.extract.rules_en import confidence
from cenotaph.model import Claim, Report, Sensitivity

__all__ = ["LlmExtractor", "Plan"]

_Answers = list[tuple[Chunk, list[Row | None]]]
_Asked = list[tuple[int, "Future[_Answers]"]]  # what was set aside for each request, and its answer to come
_TRIES = 2  # an answer that is no JSON is asked for once more


@dataclass(frozen=True, slots=True)
class Plan:
    """What reading a report would send: requests, characters with the prompt, and about how many tokens.

    ``answer_tokens`` is the most that the answers may take. A report that would be refused says why in
    ``refused``, and has no messages.
    """

    report: str
    messages: tuple[Messages, ...]
    characters: int
    tokens: int
    answer_tokens: int
    refused: str | None = None

    @property
    def requests(self) -> int:
        """One a part of the report; more only for answers that are cut off or no JSON."""
        return len(self.messages)


class LlmExtractor:
    """Claims of English reports by way of any OpenAI-compatible model; see docs/extract.md, "Language models".

    Configured by arguments or by CENOTAPH_LLM_URL, _MODEL and _KEY; raises UsageError when neither gives an
    address. Nothing is sent before ``extract`` or ``read_many`` is called. One instance is one run: its budget,
    ``spent``, ``rejected`` and ``repeats`` go over all the reports that it reads.
    """

    name = "llm"
    version = VERSION
    languages = frozenset({"en"})

    def __init__(
        self,
        *,
        url: str | None = None,
        model: str | None = None,
        key: str | None = None,
        profile: str = "cenotaph-1",
        timeout: float = 120.0,
        retries: int = 3,
        workers: int = 4,
        answer_tokens: int = 4096,
        max_requests: int | None = None,
        max_tokens: int | None = None,
        allow_sensitive: bool = False,
    ) -> None:
        self.settings = configured(
            url,
            model,
            key,
            timeout=timeout,
            retries=retries,
            workers=workers,
            answer_tokens=answer_tokens,
            max_requests=max_requests,
            max_tokens=max_tokens,
            allow_sensitive=allow_sensitive,
        )
        self.profile = profile
        self.by = f"llm:{self.settings.model}@{VERSION}"
        self.rejected: list[Rejected] = []
        self.repeats = 0
        self._budget = Budget(max_requests, max_tokens)
        self._server = Server(self.settings, self._budget)

    @property
    def spent(self) -> Spent:
        """Requests and tokens used so far."""
        return self._budget.spent

    @property
    def reasons(self) -> Counter[Reason]:
        """How many claims were rejected, by reason."""
        return Counter(rejected.reason for rejected in self.rejected)

    def connect(self) -> None:
        """Make the client without sending anything; raises MissingExtraError where the library is missing."""
        self._server.connect()

    def plan(self, report: Report) -> Plan:
        """What ``extract`` would send for ``report``; nothing is sent."""
        refused = self._refused(report)
        sent = [] if refused else [messages(report, chunk) for chunk in self._chunks(report)]
        letters = sum(len(message["content"]) for one in sent for message in one)
        tokens = sum(map(estimate, sent))
        most = len(sent) * self.settings.answer_tokens
        return Plan(report.id, tuple(sent), letters, tokens, most, refused.message if refused else None)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote; all of its parts were read, or it raises.

        ExtractError: this report cannot be read. BudgetError, UsageError: no report can be.
        """
        _, found = next(self.read_many([report]))
        if isinstance(found, CenotaphError):
            raise found
        return found

    def read_many(
        self, reports: Iterable[Report]
    ) -> Generator[tuple[Report, tuple[Claim, ...] | ExtractError], None, None]:
        """Each report in order with its claims, or with why it cannot be read; requests run side by side.

        UsageError ends the stream. So does BudgetError, after all that was sent is yielded: a report is only begun
        when the budget covers the whole of it.
        """
        waiting: deque[tuple[Report, _Asked | ExtractError]] = deque()
        pool = ThreadPoolExecutor(self.settings.workers, thread_name_prefix="cenotaph-llm")
        try:
            over: BudgetError | None = None
            for report in reports:
                try:
                    waiting.append((report, self._asked(report, pool)))
                except BudgetError as error:
                    over = error
                    break
                while len(waiting) > self.settings.workers:
                    yield self._collected(*waiting.popleft())
            while waiting:
                yield self._collected(*waiting.popleft())
            if over is not None:
                raise over
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            self._server.close()

    def _asked(self, report: Report, pool: ThreadPoolExecutor) -> _Asked | ExtractError:
        refused = self._refused(report)
        if refused is not None:
            return refused
        parts = self._chunks(report)
        needs = [self._server.need(report, chunk) for chunk in parts]
        self._budget.take(sum(needs), len(parts))
        return [
            (need, pool.submit(self._ask, report, chunk, need)) for chunk, need in zip(parts, needs, strict=True)
        ]

    def _collected(
        self, report: Report, asked: _Asked | ExtractError
    ) -> tuple[Report, tuple[Claim, ...] | ExtractError]:
        if isinstance(asked, ExtractError):
            return report, asked
        answers: _Answers = []
        try:
            for _, future in asked:
                answers += future.result()
            return report, self._claims(report, answers)
        except ExtractError as error:
            failed = error
        except BudgetError as error:  # in the middle of a report: an answer was cut off or no JSON
            failed = ExtractError(f"asking again is not covered: {error.message}", hint=error.hint)
        except CenotaphError:
            raise
        except Exception as error:  # one report must not stop a night's work
            failed = ExtractError(
                f"{type(error).__name__} while reading the model's answer: {error}",
                hint="a fault in Cenotaph: please report it with the document",
            )
        for need, future in asked:
            if future.cancel():
                self._budget.give_back(need)
        return report, failed

    def _refused(self, report: Report) -> ExtractError | None:
        if report.sensitivity is Sensitivity.PUBLIC or self.settings.allow_sensitive:
            return None
        return ExtractError(
            f"the report is {report.sensitivity.value} and is not sent to a language model",
            hint="read it with the rules, or allow it with --llm-allow-sensitive",
        )

    @staticmethod
    def _chunks(report: Report) -> list[Chunk]:
        return [] if report.stub else chunks(report.text)

    def _ask(self, report: Report, chunk: Chunk, aside: int | None = None) -> _Answers:
        """The rows about one chunk; a part too long to answer about at once is asked about in halves."""
        for attempt in range(_TRIES):
            answer = self._server.ask(report, chunk, aside if attempt == 0 else None)
            if not answer.whole:
                smaller = halves(report.text, chunk)
                if smaller is None:
                    break
                return [row for half in smaller for row in self._ask(report, half)]
            try:
                return [(chunk, read_answer(answer.content))]
            except BadAnswer:
                continue
        raise ExtractError(
            f"the model's answer about characters {chunk.start} to {chunk.end} is no list of claims",
            hint="another model may keep to the form",
        )

    def _claims(self, report: Report, answers: _Answers) -> tuple[Claim, ...]:
        checked = Checking(report, self.profile).check(answers)
        self.rejected += checked.rejected
        self.repeats += checked.repeats
        drafts = sorted(link(sorted(checked.drafts, key=_place)), key=lambda d: (d.anchor, d.trigger))
        claims = {claim.id: claim for claim in (d.claim(report, self.by, _confidence(d)) for d in drafts)}
        for claim in claims.values():
            claim.check(report)
        return tuple(claims.values())


def _place(draft: Draft) -> tuple[int, int]:
    return draft.trigger


def _confidence(draft: Draft) -> float:
    """The rules' own score, less 0.15 where they see no construction of harm at the words that the model names,
    and less 0.15 where they hear a denial or a refusal that the model does not."""
    less = 0.15 * sum(mark in draft.rules for mark in ("frame.named", UNLIKE))
    return round(max(0.05, confidence(draft) - less), 2)
