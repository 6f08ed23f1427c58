"""What people type into an SMS, and what they mean by it."""

from __future__ import annotations

import time
import unicodedata

import pytest

from services.tracking.inbound import typed_codes
from services.tracking.inbound.reading import LONGEST, Missing, language, read
from services.tracking.inbound.typed_codes import Candidate
from shared.reference.messaging import Messaging

POLICY = Messaging(unit_prefix="H24", short_code="8188")
NOWHERE = Messaging()
CODE = "H24.X001-261120-0001"
OLD = "000.00.15.H24-201216-0001"
ALONE = [
    # ---- as the receipt says
    ("TTHS H24.X001-261120-0001 1234", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 123456", CODE, "123456"),
    ("TTHS H24.X001-261120-0001 0912345678", CODE, "0912345678"),
    ("TTHS H24.X001-261120-0001", CODE, ""),
    ("TTHS H24.X001-261120-100001 1234", "H24.X001-261120-100001", "1234"),
    ("TTHS H24.Q304.13-261120-0001 1234", "H24.Q304.13-261120-0001", "1234"),
    ("TTHS H24.TT-261120-0001 1234", "H24.TT-261120-0001", "1234"),
    ("TTHS H24-261120-0001 1234", "H24-261120-0001", "1234"),
    (f"TTHS {OLD} 1234", OLD, "1234"),
    # ---- keyword and aliases, in any case, with or without a space
    ("tths h24.x001-261120-0001 1234", CODE, "1234"),
    ("Tths H24.x001-261120-0001 1234", CODE, "1234"),
    ("HS H24.X001-261120-0001 1234", CODE, "1234"),
    ("hoso H24.X001-261120-0001 1234", CODE, "1234"),
    ("tracuu H24.X001-261120-0001 1234", CODE, "1234"),
    ("tra cuu H24.X001-261120-0001 1234", CODE, "1234"),
    ("T T H S H24.X001-261120-0001 1234", CODE, "1234"),
    ("T.T.H.S: H24.X001-261120-0001 1234", CODE, "1234"),
    ("TTHSH24.X001-261120-0001 1234", CODE, "1234"),
    ("HSX001-261120-0001 1234", CODE, "1234"),
    ("  TTHS   H24.X001-261120-0001   1234  ", CODE, "1234"),
    ("TTHS\nH24.X001-261120-0001\n1234", CODE, "1234"),
    ("TTHS/H24.X001-261120-0001/1234", CODE, "1234"),
    ("TTHS_H24.X001-261120-0001_1234", CODE, "1234"),
    # ---- a Vietnamese keyboard
    ("hồ sơ H24.X001-261120-0001 1234", CODE, "1234"),
    ("HỒ SƠ H24.X001-261120-0001 1234", CODE, "1234"),
    (unicodedata.normalize("NFD", "hồ sơ H24.X001-261120-0001 1234"), CODE, "1234"),
    ("tra cứu H24.X001-261120-0001 1234", CODE, "1234"),
    ("hoof sow H24.X001-261120-0001 1234", CODE, "1234"),
    ("hoofsow H24.X001-261120-0001 1234", CODE, "1234"),
    ("hof sow H24.X001-261120-0001 1234", CODE, "1234"),
    ("ho62 so7 H24.X001-261120-0001 1234", CODE, "1234"),
    ("tra cuwsu H24.X001-261120-0001 1234", CODE, "1234"),
    ("h0so H24.X001-261120-0001 1234", CODE, "1234"),
    ("TTHS Mã hồ sơ: H24.X001-261120-0001, SĐT: 0912345678", CODE, "0912345678"),
    ("TTHS mã hồ sơ H24.X001-261120-0001 mật khẩu 1234 cảm ơn", CODE, "1234"),
    # ---- signs of word processors and chat programs
    ("ＴＴＨＳ Ｈ２４．Ｘ００１－２６１１２０－０００１ １２３４", CODE, "1234"),
    ("TTHS\u00a0H24.X001-261120-0001\u00a01234", CODE, "1234"),
    ("TTHS \u200bH24.X001\u200b-261120-0001 1234", CODE, "1234"),
    ("\ufeffTTHS H24.X001-261120-0001 1234", CODE, "1234"),
    ("TTHS H24.X001–261120—0001 1234", CODE, "1234"),
    ("TTHS “H24.X001-261120-0001” 1234", CODE, "1234"),
    ("TTHS <H24.X001-261120-0001> <1234>", CODE, "1234"),
    ("TTHS [H24.X001-261120-0001] (1234)", CODE, "1234"),
    ("'TTHS H24.X001-261120-0001 1234'", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 1234.", CODE, "1234"),
    ("TTHS H24.X001-261120-0001.", CODE, ""),
    ("TTHS, H24.X001-261120-0001; 1234!", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 🙏 1234", CODE, "1234"),
    # ---- the short code, without the province
    ("TTHS X001-261120-0001 1234", CODE, "1234"),
    ("hs x001-261120-0001", CODE, ""),
    ("HS ma so X001-261120-0001 1234", CODE, "1234"),
    ("HS Q304.13-261120-0001 1234", "H24.Q304.13-261120-0001", "1234"),
    ("HS TT-261120-0001 1234", "H24.TT-261120-0001", "1234"),
    ("HS 15-201216-0001 1234", "H24.15-201216-0001", "1234"),
    ("HS 261120-0001 1234", "H24-261120-0001", "1234"),
    # ---- the secret: where it stands and how it is written
    ("TTHS 1234 H24.X001-261120-0001", CODE, "1234"),
    ("TTHS 0912345678 H24.X001-261120-0001", CODE, "0912345678"),
    ("TTHS H24.X001-261120-0001 PIN1234", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 sdt 0912 345 678", CODE, "0912345678"),
    ("TTHS H24.X001-261120-0001 0912.345.678", CODE, "0912345678"),
    ("TTHS H24.X001-261120-0001 +84 912 345 678", CODE, "84912345678"),
    ("TTHS H24.X001-261120-0001 84912345678", CODE, "84912345678"),
    ("TTHS H24.X001-261120-0001 123 456", CODE, "123456"),
    ("TTHS H24.X001-261120-0001 12 34", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 l234", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 1234 1235 1236", CODE, "1234"),
    ("TTHS H24.X001-261120-0001-1234", CODE, "1234"),
    ("TTHS H24.X001-261120-0001 123", CODE, "123"),
    ("TTHS H24.X001-261120-0001 12345", CODE, "12345"),
    ("TTHS H24.X001-261120-0001 abcd", CODE, ""),
    # ---- without the keyword only a full code is understood
    ("H24.X001-261120-0001 1234", CODE, "1234"),
    ("cho em hỏi H24.X001-261120-0001 xong chưa ạ", CODE, ""),
    (OLD, OLD, ""),
]
AMONG = [
    # ---- separators missing, misplaced or strange
    ("TTHS H24X0012611200001 1234", CODE, "1234"),
    ("TTHS h24x0012611200001", CODE, ""),
    ("TTHS H24X001-261120-0001 1234", CODE, "1234"),
    ("TTHS H24 X001 261120 0001 1234", CODE, "1234"),
    ("TTHS H24.X001.261120.0001 1234", CODE, "1234"),
    ("TTHS H24-X001-261120-0001 1234", CODE, "1234"),
    ("TTHS H 24 . X 001 - 261120 - 0001 1234", CODE, "1234"),
    ("TTHS H24.X001-26-11-20-0001 1234", CODE, "1234"),
    ("TTHS H24 X001 26 11 20 0001", CODE, ""),
    ("TTHS H24.X001-261120-1 1234", CODE, "1234"),
    ("TTHS H24.X001-261120-00001 1234", CODE, "1234"),
    ("TTHS H24.X001-2611200001 1234", CODE, "1234"),
    ("TTHS H24Q30413-261120-0001 1234", "H24.Q304.13-261120-0001", "1234"),
    ("TTHS X0012611200001 1234", CODE, "1234"),
    ("HS X001 261120 0001 1234", CODE, "1234"),
    ("HSX0012611200001", CODE, ""),
    # ---- the secret glued to the code
    ("TTHS H24X00126112000011234", CODE, "1234"),
    ("TTHS H24X0012611200001123456", CODE, "123456"),
    ("TTHS H24.X001-261120-00010912345678", CODE, "0912345678"),
    ("TTHS H24.X001-261120-0001PIN1234", CODE, "1234"),
    ("H24X0012611200001", CODE, ""),
    # ---- letters typed for the digits that look like them
    ("TTHS H24.X0O1-261120-0001 1234", CODE, "1234"),
    ("TTHS H24.XOOl-261l20-OOO1 1234", CODE, "1234"),
    ("TTHS H24.XOOI-26II2O-OOOI I234", CODE, "1234"),
    ("TTHS H24XOO126112OOOO1 1234", CODE, "1234"),
    ("TTHS OOO.OO.l5.H24-2Ol2l6-OOOl", OLD, ""),
]
LACKING = [
    ("", Missing.EMPTY),
    ("   \n ", Missing.EMPTY),
    ("\u200b\ufeff", Missing.EMPTY),
    ("🙏", Missing.EMPTY),
    ("TTHS", Missing.HELP),
    ("hồ sơ", Missing.HELP),
    ("hoof sow", Missing.HELP),
    ("TTHS ?", Missing.HELP),
    ("?", Missing.HELP),
    ("HD", Missing.HELP),
    ("hs hd", Missing.HELP),
    ("Hướng dẫn", Missing.HELP),
    ("TRO GIUP", Missing.HELP),
    ("trợ giúp!", Missing.HELP),
    ("help", Missing.HELP),
    ("TTHS HELP", Missing.HELP),
    ("alo", Missing.NO_KEYWORD),
    ("hom nay co lam viec khong?", Missing.NO_KEYWORD),
    ("1234", Missing.NO_KEYWORD),
    ("0912345678", Missing.NO_KEYWORD),
    ("X001-261120-0001", Missing.NO_KEYWORD),
    ("TTHS ho so cua toi den dau roi", Missing.NO_CODE),
    ("TTHS 1234", Missing.NO_CODE),
    ("TTHS X001", Missing.NO_CODE),
    ("TTHS H24.X001", Missing.UNREADABLE),
    ("TTHS H24.X001-261120", Missing.UNREADABLE),
    ("TTHS H24.X001-261320-0001", Missing.UNREADABLE),
    ("TTHS H24.X001-261120-xxxx", Missing.UNREADABLE),
    ("TTHS 031190000001", Missing.UNREADABLE),
    ("TTHS 0912345678", Missing.UNREADABLE),
    ("TTHS " + "x" * LONGEST, Missing.TOO_LONG),
    ("TTHS H24.X001-261120-0001 1234" + " " * LONGEST, Missing.TOO_LONG),
]


@pytest.mark.parametrize(("text", "code", "secret"), ALONE)
def test_a_text_means_one_code(text: str, code: str, secret: str) -> None:
    assert read(text, POLICY) == (Candidate(code, secret),)


@pytest.mark.parametrize(("text", "code", "secret"), AMONG)
def test_a_text_that_may_mean_several_codes_means_the_right_one_too(
    text: str, code: str, secret: str
) -> None:
    found = read(text, POLICY)
    assert not isinstance(found, Missing)
    assert Candidate(code, secret) in found
    assert len(found) <= typed_codes.MOST_CODES


@pytest.mark.parametrize(("text", "missing"), LACKING)
def test_a_text_that_is_no_question_lacks_something(text: str, missing: Missing) -> None:
    assert read(text, POLICY) is missing


def test_the_keyword_is_the_provinces_own() -> None:
    policy = Messaging(keyword="MOTCUA", aliases=(), unit_prefix="H24")
    assert read("Một cửa X001-261120-0001 1234", policy) == (Candidate(CODE, "1234"),)
    assert read("TTHS X001-261120-0001 1234", policy) is Missing.NO_KEYWORD


def test_the_longest_keyword_that_fits_is_taken() -> None:
    policy = Messaging(keyword="HS", aliases=("HSQ",), unit_prefix="H24")
    assert read("HSQ X001-261120-0001", policy) == (Candidate(CODE),)


def test_without_a_province_of_its_own_only_full_codes_are_read() -> None:
    assert read("TTHS H24.X001-261120-0001 1234", NOWHERE) == (Candidate(CODE, "1234"),)
    assert read("TTHS X0-261120-0001 1234", NOWHERE) is Missing.UNREADABLE


def test_one_message_tries_one_secret_for_a_code() -> None:
    found = read("TTHS H24X0012611200001 1111 2222 3333 444444", POLICY)
    assert not isinstance(found, Missing)
    assert len({c.code for c in found}) == len(found)
    assert {c.secret for c in found} == {"1111"}


@pytest.mark.parametrize(
    "text",
    ["HELP", "What is the status of H24.X001-261120-0001?", "Please help", "tths dossier 1234"],
)
def test_who_writes_in_english_is_answered_in_english(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "TTHS", "trợ giúp", "TTHS H24.X001-261120-0001 1234", "thẻ ở xã Chính Mỹ"]
)
def test_everybody_else_is_answered_in_vietnamese(text: str) -> None:
    assert language(text) == "vi"


@pytest.mark.parametrize(
    "text",
    [
        "TTHS " + "H24 11 11 11 " * 24,
        "TTHS " + "2611200001" * 31,
        "TTHS " + "A1 26 11 20 1 " * 22,
        "O" * LONGEST,
        "OA" * (LONGEST // 2),
        "T " * (LONGEST // 2),
    ],
)
def test_no_text_takes_long_to_read(text: str) -> None:
    policy = Messaging(keyword="OAOAOAOAOAOA", aliases=("TTHS", "A" * 12), unit_prefix="H24")
    began = time.process_time()
    read(text, policy)
    assert time.process_time() - began < 1
