"""Whatever is typed is read without failing, and a code survives how it is mistyped."""

from __future__ import annotations

import string
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from services.tracking.inbound import typed_codes
from services.tracking.inbound.reading import Missing, language, read
from services.tracking.inbound.typed_codes import Candidate
from shared.dossier.numbering import parse
from shared.reference.messaging import Messaging

POLICY = Messaging(unit_prefix="H24")
SEPARATORS = st.sampled_from(["", " ", ".", "-", "–", "/", " - ", "\u00a0", "_", "\u200b"])
LOOKALIKES = {"0": "0Oo", "1": "1lIiL"}
PIECES = st.sampled_from(
    ["TTHS", "HS", "hồ sơ", "H24", "X001", ".", "-", " ", "261120", "0001", "1234", "000", "O", "l"]
)
UNITS = st.sampled_from(["X001", "D02", "TT", "Q304.13", "T311"])
DAYS = st.dates(min_value=parse("H24-200101-0001").day, max_value=parse("H24-351231-0001").day)


@st.composite
def codes(draw: st.DrawFn) -> str:
    """A code of the province."""
    return f"H24.{draw(UNITS)}-{draw(DAYS):%y%m%d}-{draw(st.integers(1, 999_999)):04d}"


@st.composite
def mistyped(draw: st.DrawFn, code: str) -> str:
    """The code with its separators replaced, its case mixed, and letters for digits in its end."""
    unit, day, number = code.split("-")
    groups = [*unit.split("."), day, number]
    ends = [draw(_swapped(group)) for group in groups[-2:]]
    typed = groups[0]
    for group in [*groups[1:-2], *ends]:
        separator = draw(SEPARATORS) if len(number) == typed_codes.USUAL_NUMBER else "-"
        typed += separator + group
    return draw(st.sampled_from([typed, typed.lower(), typed.swapcase()]))


def _swapped(digits: str) -> st.SearchStrategy[str]:
    options = [st.sampled_from(LOOKALIKES.get(digit, digit)) for digit in digits]
    return st.tuples(*options).map("".join)


@given(st.text(max_size=400) | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    found = read(text, POLICY)
    assert language(text) in ("vi", "en")
    if not isinstance(found, Missing):
        assert 0 < len(found) <= typed_codes.MOST_CODES
        assert len({c.code for c in found}) == len(found)
        for candidate in found:
            assert str(parse(candidate.code)) == candidate.code
            assert set(candidate.secret) <= set(string.digits)


@given(st.data(), codes(), st.sampled_from(["TTHS ", "tths", "HS ", "Hồ sơ ", "hoof sow "]))
def test_a_code_is_found_however_it_is_separated_and_spelt(
    data: st.DataObject, code: str, keyword: str
) -> None:
    found = read(keyword + data.draw(mistyped(code)), POLICY)
    assert not isinstance(found, Missing)
    assert code in {candidate.code for candidate in found}


@given(
    codes(), st.from_regex(r"\A([0-9]{4}|[0-9]{6}|0[0-9]{9})\Z"), st.sampled_from(["NFC", "NFD"])
)
def test_a_tidy_code_and_its_secret_are_read_exactly(code: str, secret: str, form: str) -> None:
    text = unicodedata.normalize(form, f"Hồ sơ {code} {secret}")  # type: ignore[arg-type]
    assert read(text, POLICY) == (Candidate(code, secret),)


@given(codes(), st.text(max_size=100))
def test_a_message_never_tries_two_secrets_on_one_code(code: str, behind: str) -> None:
    found = read(f"TTHS {code} {behind}", POLICY)
    assert not isinstance(found, Missing)
    assert [c.code for c in found].count(code) <= 1
