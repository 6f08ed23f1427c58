"""The PDF is the official form on A4 across, for the archive."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from services.reports.rendering.pdf import to_pdf
from services.reports.rendering.pdf_content import breakable
from services.reports.rendering.wording import NO_FIGURES, RESTATED
from services.reports.sheet import Chart, Rate, Series
from tests.support import paper_reading
from tests.unit.reports.rendering.samples import CHART, GRID, SHEET, plain, rows, sheet, table

CODE = ['#panic("x")', "$x^2$", "*đậm* _nghiêng_", "@ref <nhãn>", "}])]", "// chú /* thích", "= -"]
LETTERS = "ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ đ Đ Ặ Ễ Ộ Ợ Ự Ỵ"


@cache
def content() -> bytes:
    return to_pdf(SHEET)


@cache
def long() -> bytes:
    return to_pdf(plain(replace(GRID, rows=rows(600))))


def page_texts(made: bytes) -> list[str]:
    pages = paper_reading.pages(made)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị báo cáo: Ủy ban nhân dân thành phố Hải Phòng",
        "Đơn vị nhận báo cáo: Văn phòng Chính phủ",
        "Biểu số II.06a/VPCP/KSTT",
        "Ban hành kèm theo Thông tư số 01/2020/TT-VPCP",
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        "Kỳ báo cáo: từ ngày 15/10/2026 đến ngày 14/11/2026",
        "Toàn thành phố; Mức độ: toàn trình",
        "Đơn vị tính: Số hồ sơ TTHC",
        "2 Hộ tịch 2.040 1.933 91 16 2.024",
        "Đã rút: 2 hồ sơ.",
        "ngày 24 tháng 11 năm 2026",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "Kết quả giải quyết theo lĩnh vực",
    ],
)
def test_the_form_says(text: str) -> None:
    assert text in paper_reading.text(content())


def test_it_is_on_a4_across() -> None:
    sizes = {paper_reading.size_in_millimetres(page) for page in paper_reading.pages(content())}
    assert sizes == {(297, 210)}


def test_it_is_for_the_archive() -> None:
    """PDF/A forbids a letter that the font lacks, so this is also the proof of the fonts."""
    made = to_pdf(plain(table("text", LETTERS)))
    assert b"pdfaid:part" in made
    assert LETTERS in paper_reading.text(made)


def test_a_letter_that_no_font_has_does_not_stop_a_report() -> None:
    made = to_pdf(plain(table("text", "Hộ tịch 漢字")))
    assert b"pdfaid:part" not in made
    assert "Hộ tịch" in paper_reading.text(made)


def test_rates_are_percentages_and_of_nothing_empty() -> None:
    found = paper_reading.text(to_pdf(plain(table("rate", Rate(197, 200), Rate(0, 0), Rate(1, 1)))))
    assert "dòng 0 98,5% dòng 1 dòng 2 100,0%" in found


def test_provisional_figures_are_marked() -> None:
    assert "Số liệu tạm tính" in paper_reading.text(to_pdf(sheet(provisional=True)))
    assert "Số liệu tạm tính" not in paper_reading.text(content())


def test_a_restating_edition_lists_what_changed() -> None:
    changed = to_pdf(sheet(edition=2, restates=(("Đất đai: 12 → 14 (+2)", "Land"),)))
    found = paper_reading.text(changed)
    assert found.index(RESTATED) < found.index("Đất đai: 12 → 14 (+2)")
    assert "Báo cáo lần 2" in found
    assert RESTATED not in paper_reading.text(content())


def test_six_hundred_rows_flow_on_under_repeated_headings() -> None:
    found = page_texts(long())
    assert len(found) > 10
    assert all("Lĩnh vực, công việc giải quyết theo cấp" in text for text in found)
    assert all("(13)" in text for text in found)
    assert "NGƯỜI LẬP BIỂU" in found[-1]
    assert found[-1].endswith(f"Trang {len(found)}/{len(found)}")


def test_no_line_of_a_long_table_is_lost() -> None:
    total = rows(600)[-1].values[2]
    assert isinstance(total, int)
    found = paper_reading.text(long())
    assert f"Tổng số {total:,}".replace(",", ".") in found
    assert all(f" {n + 1} " in found for n in range(600))


def test_nothing_lies_over_anything_else() -> None:
    last = paper_reading.pages(long())[-1]
    (first, *_) = paper_reading.pages(content())
    assert paper_reading.overlaps(first) == paper_reading.overlaps(last) == []


def test_an_empty_table_says_that_there_is_nothing() -> None:
    found = paper_reading.text(to_pdf(plain(replace(GRID, rows=()))))
    assert NO_FIGURES in found


def test_several_tables_stand_below_one_another_under_their_titles() -> None:
    one = replace(table("count", 1), title=("Theo mức độ", "By level"))
    two = replace(table("money", 2000), title=("Theo đơn vị", "By unit"))
    found = paper_reading.text(to_pdf(plain(one, two)))
    assert found.index("Theo mức độ") < found.index("Theo đơn vị") < found.index("2.000")


@pytest.mark.parametrize("typed", CODE)
def test_what_a_sheet_says_is_text_and_no_code(typed: str) -> None:
    words = (f"Lan {typed} hết", "")
    grid = replace(table("text", words[0]), title=words, notes=(words,))
    what = replace(plain(grid), reporting=words, scope=(words,), restates=(words,))
    assert paper_reading.text(to_pdf(what)).count(words[0]) >= 6


def test_a_word_without_end_stays_in_its_box() -> None:
    (page, *_) = paper_reading.pages(to_pdf(plain(table("text", "x" * 400))))
    boxes = page.get_textpage()
    width, _ = page.get_size()
    rights = [boxes.get_rect(n)[2] for n in range(boxes.count_rects())]
    assert max(rights) < width - 9 * paper_reading.MILLIMETRE


def test_only_words_wider_than_their_box_get_places_to_break() -> None:
    assert breakable("Hộ tịch", 4) == "Hộ tịch"
    assert breakable("abcdefgh ij", 4) == "abcd\u200befgh ij"


@pytest.mark.parametrize("kind", ["columns", "stacked", "lines"])
def test_the_chart_has_its_own_page_with_its_axis_names_and_series(kind: str) -> None:
    _, page = page_texts(to_pdf(sheet(chart=replace(CHART, kind=kind))))
    for text in ("Kết quả giải quyết theo lĩnh vực", "Đất đai", "Trước hạn", "Quá hạn", "1.000"):
        assert text in page


def test_bars_are_as_high_as_their_figures() -> None:
    series = (Series(name=("Số", "Number"), values=(100.0, 50.0)),)
    chart = Chart(title=("Hình", "P"), kind="columns", categories=("a", "b"), series=series)
    first, second = _heights(to_pdf(sheet(chart=chart)))
    assert first == pytest.approx(2 * second, rel=0.02)


def _heights(made: bytes) -> tuple[int, int]:
    """Dark pixels down the middles of the two slots of the chart's page."""
    picture = paper_reading.Picture(paper_reading.pages(made)[1])
    left, right = 34 / 297 * picture.width, 287 / 297 * picture.width
    top, bottom = picture.height // 8, int(picture.height * 134 / 210)
    columns = [int(left + (right - left) * share) for share in (0.25, 0.75)]
    first, second = (sum(picture.dark(x, y) for y in range(top, bottom)) for x in columns)
    return first, second


def test_a_chart_of_six_hundred_names_still_fits_its_page() -> None:
    names = tuple(f"Ủy ban nhân dân phường số {n}" for n in range(600))
    series = (Series(name=("Số", "Number"), values=tuple(map(float, range(600)))),)
    chart = Chart(title=("Hình", "Picture"), kind="columns", categories=names, series=series)
    assert len(paper_reading.pages(to_pdf(sheet(chart=chart)))) == 2


def test_without_something_to_draw_there_is_no_second_page() -> None:
    assert len(page_texts(to_pdf(sheet(chart=replace(CHART, categories=()))))) == 1
