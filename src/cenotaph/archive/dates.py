"""One day out of a metadata date string; ambiguous or partial dates give None, nothing is guessed."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

__all__ = ["published_day"]

_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
# "20.02.2018": with dots the day always comes first; "02/03/2018" is ambiguous and is refused
_DOTTED = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_WORDS = re.compile(
    r"\s*(?:[a-z]{3,9},?\s+)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})\.?,?"
    r"|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# printing from movable type to a typing mistake's horizon: outside it the string is not a publication date
_YEARS = range(1500, 2200)


def published_day(words: str) -> date | None:
    """The calendar day as written (in the page's own time zone) in ISO 8601, RFC 5322, English or dotted form.

    >>> published_day("2018-02-20T23:30:00-05:00")
    datetime.date(2018, 2, 20)
    >>> published_day("02/03/2018") is None
    True
    """
    if match := _ISO.match(words):
        return _day(match[1], match[3], match[4])
    if match := _DOTTED.match(words):
        return _day(match[3], match[2], match[1])
    if match := _WORDS.match(words):
        month = (match["m1"] or match["m2"]).lower()[:3]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else 0
        return _day(match["y"], number, match["d1"] or match["d2"])
    if re.match(r"\s*[A-Za-z]{3,9},\s", words):
        from email.utils import parsedate

        with suppress(ValueError, TypeError, IndexError):
            parsed = parsedate(words)
            return _day(*parsed[:3]) if parsed else None
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    if int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
