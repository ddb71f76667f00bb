"""Which lists overlap, as an UpSet plot in SVG (Lex et al. 2014): a column a combination of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

__all__ = ["upset", "weights_chart"]

_MOST = 30
_COLUMN, _ROW, _BARS, _LEFT = 34, 24, 150, 220


def upset(names: Sequence[str], presence: Mapping[tuple[bool, ...], int]) -> str:
    """SVG: above, how many individuals stand in exactly these lists; below, a dot for each list of the combination.

    Combinations go from the largest down; beyond the thirtieth they are left out, and the caption says so.
    """
    found = sorted(presence.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    width, height = _LEFT + _COLUMN * len(found) + 10, _BARS + 34 + _ROW * len(names)
    most = max((count for _, count in found), default=1)
    parts = [
        f'<svg class="upset" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        'aria-label="Overlaps of the lists">'
    ]
    for nth, (lists, count) in enumerate(found):
        x = _LEFT + _COLUMN * nth + _COLUMN / 2
        tall = max(2, round(_BARS * count / most))
        said = " and ".join(name for name, there in zip(names, lists, strict=True) if there)
        parts.append(
            f"<g><title>{count} in {escape(said)} only</title>"
            f'<rect class="bar" x="{x - 11}" y="{_BARS + 20 - tall}" width="22" height="{tall}"/>'
            f'<text x="{x}" y="{_BARS + 15 - tall}" text-anchor="middle">{count}</text>'
        )
        rows = [row for row, there in enumerate(lists) if there]
        if len(rows) > 1:
            first, last = (_dot(row) for row in (rows[0], rows[-1]))
            parts.append(f'<line class="tie" x1="{x}" x2="{x}" y1="{first}" y2="{last}"/>')
        for row, there in enumerate(lists):
            parts.append(f'<circle class="{"in" if there else "out"}" cx="{x}" cy="{_dot(row)}" r="6"/>')
        parts.append("</g>")
    for row, name in enumerate(names):
        parts.append(f'<text x="{_LEFT - 12}" y="{_dot(row) + 4}" text-anchor="end">{escape(name[:30])}</text>')
    parts.append("</svg>")
    return "".join(parts)


def _dot(row: int) -> int:
    return _BARS + 38 + _ROW * row


def weights_chart(weights: Sequence[tuple[str, str, float]]) -> str:
    """SVG: bars of bits, to the right where a comparison's level is for one person, to the left where against."""
    width, middle, height = 840, 560, 22 * len(weights) + 10
    most = max((abs(bits) for _, _, bits in weights), default=1.0) or 1.0
    parts = [
        f'<svg class="weights" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        'aria-label="Match weights">'
    ]
    for nth, (comparison, level, bits) in enumerate(weights):
        y, long = 22 * nth + 4, max(1, round(abs(bits) / most * 190))
        x = middle if bits >= 0 else middle - long
        parts.append(
            f'<text x="360" y="{y + 12}" text-anchor="end">{escape(comparison)}: {escape(level)}</text>'
            f'<rect class="{"for" if bits >= 0 else "against"}" x="{x}" y="{y}" width="{long}" height="15"/>'
            f'<text x="{middle + long + 5 if bits >= 0 else middle + 5}" y="{y + 12}">{bits:+.1f}</text>'
        )
    parts.append(f'<line class="tie" x1="{middle}" x2="{middle}" y1="0" y2="{height}"/></svg>')
    return "".join(parts)
