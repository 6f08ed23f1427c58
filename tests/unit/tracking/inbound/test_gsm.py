"""One SMS: what its alphabet holds, how long a text is, and how a text is made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.tracking import gsm
from services.tracking.gsm import abbreviated, cut, fit, is_gsm, length, places, plain

CODE = "H24.X001-261120-0001"
LONGEST_CODE = "H24.AAAA.BBBB.CCCC.DDDD-261120-999999"
DATE = "20/11/2026"
TEMPLATE = "Ho so {code}: {agency} dang giai quyet. Hen tra ket qua {date}. Ban chua can lam gi."


@pytest.mark.parametrize(
    ("text", "septets"),
    [
        ("", 0),
        ("Ho so", 5),
        ("à è é ì ò ù", 11),
        ("100€", 5),
        ("[a] {b} ~ ^ | \\", 23),
    ],
)
def test_a_text_of_the_alphabet_is_counted_in_septets(text: str, septets: int) -> None:
    assert is_gsm(text)
    assert length(text) == septets


@pytest.mark.parametrize("letter", "đăâêôơưáảãạấĐƯ₫…–“’")
def test_vietnamese_letters_and_printed_signs_are_not_of_the_alphabet(letter: str) -> None:
    assert not is_gsm(letter)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng ký khai sinh – “được”", 'Dang ky khai sinh - "duoc"'),
        ("hồ\u00a0sơ\u2009mới\n\tnộp", "ho so moi nop"),
        ("ho\u200bso", "hoso"),
        ("h\u1ed3 s\u01a1".encode().decode(), "ho so"),
        ("ho\u0302\u0300 so\u031b", "ho so"),
        ("chờ…", "cho..."),
        ("１２３ＡＢＣ", "123ABC"),
        ("٣٤", "34"),
        ("’‘`´", "''''"),
        ("50.000₫", "50.000d"),
        ("xong 👍", "xong"),
        ("文", "?"),
        ("½", "1/2"),
    ],
)
def test_any_text_has_a_readable_form_in_the_alphabet(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_the_plain_form_is_one_line_of_the_alphabet_and_its_own_plain_form(text: str) -> None:
    found = plain(text)
    assert is_gsm(found)
    assert "\n" not in found
    assert plain(found) == found


def test_a_text_that_fits_is_left_as_it_is() -> None:
    text = fit(TEMPLATE, {"code": CODE, "agency": "Sở Tư pháp", "date": DATE}, ["agency"])
    assert text == TEMPLATE.format(code=CODE, agency="So Tu phap", date=DATE)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Uy ban nhan dan phuong An Bien", "UBND P. An Bien"),
        ("Trung tam Phuc vu hanh chinh cong thanh pho", "TT PVHCC TP"),
        ("So Tai nguyen va Moi truong", "So TN va MT"),
        ("So Nong nghiep va Phat trien nong thon", "So NN va PTNT"),
        ("Xa Vinh Bao", "X. Vinh Bao"),
        ("Van phong Dang ky dat dai", "VPDKDD"),
        ("Department of Natural Resources and Environment", "Dept of Natural Res. & Env."),
        ("Xanh", "Xanh"),
        ("Phuongquan", "Phuongquan"),
    ],
)
def test_names_have_their_usual_short_forms(name: str, short: str) -> None:
    assert abbreviated(name) == short


def test_what_is_too_long_is_abbreviated_before_anything_is_cut() -> None:
    agency = "Ủy ban nhân dân thành phố Hải Phòng, Trung tâm Phục vụ hành chính công"
    text = fit(TEMPLATE, {"code": CODE, "agency": agency, "date": DATE}, ["agency"])
    assert "UBND TP Hai Phong, TT PVHCC dang" in text
    assert gsm.CUT not in text


def test_what_is_still_too_long_is_cut_at_a_word() -> None:
    agency = "Cơ quan " + "rất dài " * 20
    text = fit(TEMPLATE, {"code": CODE, "agency": agency, "date": DATE}, ["agency"])
    assert "rat dai.. dang giai quyet" in text or "rat.. dang giai quyet" in text
    assert CODE in text
    assert DATE in text


def test_values_give_way_in_the_order_they_are_named() -> None:
    values = {"a": "Van phong " * 3, "b": "Van phong " * 3}
    assert fit("{a}/{b}", values, ["a", "b"], limit=45) == "VP VP VP/Van phong Van phong Van phong"
    assert fit("{a}/{b}", values, ["b", "a"], limit=45) == "Van phong Van phong Van phong/VP VP VP"


@pytest.mark.parametrize(
    ("room", "expected"),
    [(20, "mot hai, ba bon"), (14, "mot hai, ba.."), (10, "mot hai.."), (4, ""), (0, "")],
)
def test_a_cut_text_ends_after_a_whole_word(room: int, expected: str) -> None:
    assert cut("mot hai, ba bon", room) == expected


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        fit("{code} {name}", {"code": CODE})


def test_braces_in_a_value_are_no_place() -> None:
    assert fit("{a}", {"a": "{b}"}) == "{b}"


def test_the_places_of_a_template_are_known() -> None:
    assert places("Ho so {code}: {agency}") == {"code", "agency"}


@given(st.text(), st.text(), st.sampled_from([CODE, LONGEST_CODE]), st.integers(40, 160))
def test_whatever_is_filled_in_fits_with_code_and_date_whole(
    agency: str, template: str, code: str, limit: int
) -> None:
    template = template.replace("{", "").replace("}", "") + " {agency} {code} {date}"
    text = fit(template, {"agency": agency, "code": code, "date": DATE}, ["agency"], limit)
    assert is_gsm(text)
    assert length(text) <= limit
    assert code in text or code[:12] not in text or code[:12] in plain(template + agency)


@given(st.text(), st.sampled_from([CODE, LONGEST_CODE, "X" * 49]))
def test_a_template_of_ours_keeps_code_and_date_whatever_the_agency_is_called(
    agency: str, code: str
) -> None:
    text = fit(TEMPLATE, {"agency": agency, "code": code, "date": DATE}, ["agency"])
    assert code in text
    assert DATE in text
    assert text.endswith("Ban chua can lam gi.")
    assert length(text) <= gsm.SINGLE


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Phuong Thuy Nguyen", "P. Thuy Nguyen"),
        ("Uy ban nhan dan quan Hong Bang", "UBND Q. Hong Bang"),
        ("Xa Quan Toan", "X. Quan Toan"),
        ("Tro cap xa hoi hang thang", "Tro cap xa hoi hang thang"),
        ("Quan ly thi truong", "Quan ly thi truong"),
        ("Cong an phuong", "Cong an phuong"),
    ],
)
def test_a_tier_is_shortened_only_before_a_places_name(name: str, short: str) -> None:
    assert abbreviated(name) == short
