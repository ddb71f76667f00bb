"""An output file of JSON lines that a later run goes on with: what is there is kept, the rest is added."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from cenotaph.errors import UsageError

__all__ = ["Resumed"]


class Resumed:
    """``path`` opened for adding rows, one line each; a last line that was only half written is cut off.

    ``found`` rows were there, ``added`` were added since, ``cut`` tells whether something was cut off. Raises
    UsageError when the file holds anything but JSON objects with an id, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.added = 0
        self.cut = False
        self._there: Counter[str] = Counter()
        try:
            self._stream: IO[bytes] = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}", hint="give a file that can be written") from error
        try:
            self._read()
        except BaseException:
            self._stream.close()
            raise
        self.found = self._there.total()

    def _read(self) -> None:
        end = 0
        for number, line in enumerate(self._stream, start=1):
            if not line.endswith(b"\n"):
                self.cut = True
                break
            end += len(line)
            if line.strip():
                self._there[_key(self._row(line, number).get("id"))] += 1
        if self.cut:
            self._stream.truncate(end)
        self._stream.seek(end)

    def _row(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or "id" not in row:
            hint = "give a new file, or the one of the run to go on with"
            raise UsageError(f"{self.path}: line {number} is no row of an earlier run", hint=hint)
        return row

    def new(self, lines: Iterable[str]) -> Iterator[str]:
        """The non-blank ones of ``lines`` whose id is not there yet, an id as often as it comes."""
        left = self._there.copy()
        for line in lines:
            if not line.strip():
                continue
            key = _key(_id_of(line))
            if left[key] > 0:
                left[key] -= 1
            else:
                yield line

    def add(self, line: str) -> None:
        """Write one row, whole, so that another run finds it."""
        self._stream.write(line.encode() + b"\n")
        self._stream.flush()
        self.added += 1

    def __enter__(self) -> Resumed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stream.close()


def _id_of(line: str) -> Any:
    from cenotaph.extract.batch import row_id

    return row_id(line)


def _key(name: Any) -> str:
    return json.dumps(name, sort_keys=True)
