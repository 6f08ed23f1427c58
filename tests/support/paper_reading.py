"""Reading a PDF as people and scanners do: its text, its boxes, its QR code and its barcode."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, pairwise
from typing import Final

import pypdfium2
from barcode.charsets import code128

Box = tuple[float, float, float, float]
Bits = list[list[bool]]
MILLIMETRE: Final = 72 / 25.4
SCALE: Final = 8
"""Pixels per point: a module of either code is several pixels wide."""
_BLOCKS: Final = {3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}
"""QR version → blocks and data bytes in each, at error correction M (ISO/IEC 18004, table 9)."""


def pages(content: bytes) -> list[pypdfium2.PdfPage]:
    """The pages of a PDF."""
    return list(pypdfium2.PdfDocument(content))


def text(content: bytes) -> str:
    """The text of all pages, its white space as single blanks."""
    found = " ".join(page.get_textpage().get_text_bounded() for page in pages(content))
    return " ".join(found.split())


def size_in_millimetres(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """Width and height."""
    width, height = page.get_size()
    return round(width / MILLIMETRE), round(height / MILLIMETRE)


def overlaps(page: pypdfium2.PdfPage) -> list[tuple[Box, Box]]:
    """Pieces of text that lie over one another by more than a hair."""
    lines = page.get_textpage()
    boxes = [lines.get_rect(n) for n in range(lines.count_rects())]
    return [pair for pair in combinations(boxes, 2) if _cover(*pair) > 1]


def _cover(one: Box, other: Box) -> float:
    """The area that two boxes share, in square points; ascenders and descenders may touch."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1]) - 2
    return max(width, 0) * max(height, 0)


class Picture:
    """A page as a scanner sees it: dark or not."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        drawn = page.render(scale=SCALE, grayscale=True)
        self.width, self.height, self._stride = drawn.width, drawn.height, drawn.stride
        self._bytes = bytes(drawn.buffer)

    def dark(self, x: int, y: int) -> bool:
        """Whether a pixel is dark."""
        return bool(self._bytes[y * self._stride + x] < 128)

    def row(self, y: int, begin: int, end: int) -> list[bool]:
        """A stretch of one line of pixels."""
        return [self.dark(x, y) for x in range(begin, end)]


def barcode(page: pypdfium2.PdfPage) -> str:
    """The text of the page's Code 128, read along one line."""
    picture = Picture(page)
    lines = [picture.row(y, 0, picture.width) for y in range(0, picture.height // 3, 20)]
    same = (upper for upper, lower in pairwise(lines) if upper == lower)
    bars = max(map(_runs, same), key=len)
    unit = sum(bars[:3]) / 4  # a start code begins with two modules dark, one light, one dark
    modules = "".join("10"[n % 2] * round(run / unit) for n, run in enumerate(bars))
    return _code128([modules[i : i + 11] for i in range(0, len(modules) - 13, 11)])


def _runs(line: list[bool]) -> list[int]:
    """Lengths of dark and light stretches from the first dark pixel to the last."""
    found = [(dark, len(list(stretch))) for dark, stretch in groupby(line)]
    trimmed = found[1:-1] if found and not found[0][0] else found
    return [length for _, length in trimmed]


def _code128(patterns: list[str]) -> str:
    values = [code128.CODES.index(pattern) for pattern in patterns]
    *data, check = values
    assert sum(max(n, 1) * value for n, value in enumerate(data)) % 103 == check
    start, *rest = data
    charset = {103: "A", 104: "B", 105: "C"}[start]
    found = ""
    for value in rest:
        if value in (99, 100, 101) and value != {"C": 99, "B": 100, "A": 101}[charset]:
            charset = {99: "C", 100: "B", 101: "A"}[value]
        elif charset == "C":
            found += f"{value:02d}"
        else:
            found += chr(value + 32)
    return found


def qr(page: pypdfium2.PdfPage) -> str:
    """The text of the page's QR code, which stands at the left edge of its foot."""
    modules = _modules(Picture(page))
    version = (len(modules) - 17) // 4
    words = list(_words(modules, version))
    count, length = _BLOCKS[version]
    ordered = [words[i * count + block] for block in range(count) for i in range(length)]
    bits = "".join(f"{word:08b}" for word in ordered)
    assert bits[:4] == "0100", "bytes"
    size = int(bits[4:12], 2)
    return bytes(int(bits[12 + 8 * n : 20 + 8 * n], 2) for n in range(size)).decode()


def _modules(picture: Picture) -> Bits:
    """The code's modules, found from the corner of its first finder pattern."""
    begin, end = round(9 * MILLIMETRE * SCALE), round(29.5 * MILLIMETRE * SCALE)
    dark = [
        (x, y)
        for y in range(picture.height * 3 // 4, picture.height - round(13 * MILLIMETRE * SCALE))
        for x in range(begin, end)
        if picture.dark(x, y)
    ]
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    width = max(x for x, _ in dark) - left + 1
    finder = _runs(picture.row(top + 2, left, left + width))[0]
    count = 17 + 4 * round((width / (finder / 7) - 17) / 4)
    unit = width / count
    return [
        [
            picture.dark(int(left + unit * (c + 0.5)), int(top + unit * (r + 0.5)))
            for c in range(count)
        ]
        for r in range(count)
    ]


def _words(modules: Bits, version: int) -> Iterator[int]:
    """The code's bytes in the order they were laid, the mask taken off."""
    mask = _mask(modules)
    size, bits = len(modules), ""
    columns = [c for c in range(size - 1, 0, -2) if c > 6] + [5, 3, 1]
    for turn, column in enumerate(columns):
        rows = range(size - 1, -1, -1) if turn % 2 == 0 else range(size)
        for row in rows:
            for c in (column, column - 1):
                if not _is_fixed(row, c, size, version):
                    bits += "01"[modules[row][c] != mask(row, c)]
    for n in range(0, len(bits) - 7, 8):
        yield int(bits[n : n + 8], 2)


def _mask(modules: Bits):  # type: ignore[no-untyped-def]
    """The mask that the format bits beside the first finder pattern name; they name level M too."""
    level_and_mask = [modules[8][c] for c in range(5)]
    value = sum(bit << (4 - n) for n, bit in enumerate(level_and_mask)) ^ 0b10101
    assert value >> 3 == 0, "error correction M"
    return (
        lambda r, c: (r + c) % 2 == 0,
        lambda r, c: r % 2 == 0,
        lambda r, c: c % 3 == 0,
        lambda r, c: (r + c) % 3 == 0,
        lambda r, c: (r // 2 + c // 3) % 2 == 0,
        lambda r, c: r * c % 2 + r * c % 3 == 0,
        lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
        lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
    )[value & 7]


def _is_fixed(row: int, column: int, size: int, version: int) -> bool:
    """Whether a module belongs to the code's frame: finders, timing, alignment, format."""
    near, far = 9, size - 8
    if (row < near and (column < near or column >= far)) or (row >= far and column < near):
        return True
    middle = 4 * version + 10
    return row == 6 or column == 6 or (abs(row - middle) <= 2 and abs(column - middle) <= 2)
