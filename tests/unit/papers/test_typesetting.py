"""The same input makes the same bytes; what people typed is text; long papers flow on."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from services.papers import typesetting
from services.papers.contents import Applicant, PaperLine, Reception
from services.papers.forms import Edition, Form, blanks
from services.papers.typesetting import OURS, Unset
from tests.support import paper_reading
from tests.support.paper_samples import content
from tests.unit.papers.printing import AT, NEW, demo, printed

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [
    *(
        unicodedata.normalize("NFC", base + tone)
        for base in VOWELS + VOWELS.upper()
        for tone in TONES
    ),
    *"đĐ",
]
CODE = [
    '#panic("x")',
    "#sys.inputs.data",
    "$x^2$",
    "\\ \\u{41}",
    "*đậm* _nghiêng_ `mã`",
    "@ref <nhãn>",
    "[[({",
    "}])]",
    "// chú thích /* dở dang",
    "\"ngoặc\" 'đơn' “kép”",
    "= Tiêu đề - gạch + số / dấu",
    "~ -- --- ... a\u00a0b",
    "{{code}} %s {0}",
]


def reception(**different: Any) -> Reception:
    found = content(Form.RECEPTION, NEW)
    assert isinstance(found, Reception)
    return replace(found, **different)


def named(name: str) -> Applicant:
    return replace(reception().applicant, name=name)


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_the_same_content_makes_the_same_bytes(edition: Edition, form: Form) -> None:
    assert printed(form, edition, content(form, edition)) == demo(form, edition)


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_papers_are_for_the_archive(edition: Edition, form: Form) -> None:
    """PDF/A forbids a letter that the font lacks, so this is also the proof of the fonts."""
    assert b"pdfaid:part" in demo(form, edition)


def test_the_fonts_have_every_vietnamese_letter() -> None:
    assert len(set(LETTERS)) == 2 * 12 * 6 + 2
    every = " ".join(LETTERS)
    made = printed(Form.RECEPTION, NEW, reception(applicant=named(every)))
    assert b"pdfaid:part" in made
    assert every in paper_reading.text(made)


def test_a_letter_that_no_font_has_does_not_stop_a_paper() -> None:
    made = printed(Form.RECEPTION, NEW, reception(applicant=named("Nguyễn 漢字 Lan")))
    assert b"pdfaid:part" not in made
    assert "GIẤY TIẾP NHẬN" in paper_reading.text(made)


@pytest.mark.parametrize("typed", CODE)
def test_what_somebody_typed_is_text_and_no_code(typed: str) -> None:
    made = printed(
        Form.RECEPTION,
        NEW,
        reception(
            applicant=named(f"Lan {typed}"),
            papers=(PaperLine(name=f"Tệp {typed}", originals=0, copies=0, files=1),),
        ),
    )
    found = paper_reading.text(made)
    shown = " ".join(typed.split())
    assert f"Tiếp nhận hồ sơ của: Lan {shown}" in found
    assert f"1 Tệp {shown} 1" in found


@pytest.mark.parametrize("form", [Form.SUPPLEMENT, Form.REFUSAL, Form.APOLOGY, Form.STOP])
@pytest.mark.parametrize("typed", CODE)
def test_what_an_officer_typed_is_text_and_no_code(form: Form, typed: str) -> None:
    what = replace(content(form, NEW), reason=f"Vì {typed} hết")
    assert f"Vì {' '.join(typed.split())} hết" in paper_reading.text(printed(form, NEW, what))


def test_the_lines_of_a_reason_stay_lines() -> None:
    what = replace(content(Form.REFUSAL, NEW), reason="Một.\nHai.")
    (page,) = paper_reading.pages(printed(Form.REFUSAL, NEW, what))
    lines = page.get_textpage().get_text_bounded().splitlines()
    assert {"Một.", "Hai."} <= {line.strip() for line in lines}


def test_forty_documents_flow_onto_further_pages() -> None:
    names = [f"Văn bản thứ {n} về việc xác nhận nơi cư trú của người yêu cầu" for n in range(40)]
    lines = tuple(PaperLine(name=name, originals=1, copies=1, files=1) for name in names)
    made = printed(Form.RECEPTION, NEW, reception(papers=lines))
    pages = paper_reading.pages(made)
    assert len(pages) > 1
    assert all(name in paper_reading.text(made) for name in names)
    assert [paper_reading.overlaps(page) for page in pages] == [[]] * len(pages)
    last = " ".join(pages[-1].get_textpage().get_text_bounded().split())
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in last and f"trang {len(pages)}/{len(pages)}" in last


@pytest.mark.parametrize(("edition", "form"), blanks())
def test_long_names_wrap(edition: Edition, form: Form) -> None:
    long = "Công ty trách nhiệm hữu hạn một thành viên Thương mại và Dịch vụ Nguyễn " * 3
    what = content(form, edition)
    head = replace(what.letterhead, agency=long.strip())
    changes: dict[str, Any] = {"letterhead": head}
    if form is not Form.REGISTER:
        changes["applicant"] = replace(what.applicant, name=long.strip(), address=long * 2)
    for page in paper_reading.pages(printed(form, edition, replace(what, **changes))):
        assert paper_reading.overlaps(page) == []


def test_a_template_that_does_not_compile_says_why() -> None:
    with pytest.raises(Unset, match="key"):
        typesetting.pdf(OURS, "tt03-2025/01-reception.typ", {"circular": ""}, AT)


def test_nothing_of_the_machine_can_be_read_by_a_template(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text('#read("/../../etc/hosts")', encoding="utf-8")
    with pytest.raises(Unset):
        typesetting.pdf(tmp_path, "a.typ", {}, AT)
