"""Every text there is, filled for every real agency and procedure of the demo province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import product

import pytest
from msgspec.structs import replace

from infra.sandbox.messages import alphabet
from services.tracking import gsm
from services.tracking.outbound import rendering
from services.tracking.outbound.kinds import Kind, Occasion
from services.tracking.outbound.rendering import About
from shared.identity.people import Language
from shared.reference.messaging import Messaging
from tests.support.logs import log_lines
from tests.support.publishing import province
from tests.unit.dossier.moving import SECRET_NAME, SECRET_NUMBER, at

LANGUAGES: tuple[Language, Language] = ("vi", "en")
MOMENT = at("2026-12-22 17:30")
POLICY = Messaging(hotline="0225.3821.055", sender_name="Bộ phận Một cửa Hải Phòng")
FULL = Occasion(
    kind=Kind.ACCEPTED,
    key="000001",
    at=MOMENT,
    due_at=MOMENT,
    old_due=MOMENT - timedelta(days=10),
    deadline=MOMENT,
    amount=12_345_000,
)
MOST = tuple(replace(FULL, kind=kind) for kind in Kind)
"""Each kind with everything that can be said of an accepted dossier."""
RECEPTION = tuple(
    replace(FULL, kind=kind, due_at=None, reception_due_at=MOMENT, amount=amount)
    for kind, amount in (
        (Kind.SUBMITTED, None),
        (Kind.SUPPLEMENT_RECEIVED, None),
        (Kind.PAID, 12_345_000),
        (Kind.REFUNDED, 12_345_000),
    )
)
"""Those that can be told before the dossier is accepted, with the date that counts then."""
LEAST = tuple(
    Occasion(kind=told.kind, key="000001", at=MOMENT, **needed)  # type: ignore[arg-type]
    for told in MOST
    for needed in [
        {
            Kind.EXTENDED: {"due_at": MOMENT, "old_due": MOMENT},
            Kind.SUPPLEMENT_ASKED: {"deadline": MOMENT},
            Kind.SUPPLEMENT_CLOSING: {"deadline": MOMENT},
            Kind.PAID: {"amount": 8000},
            Kind.REFUNDED: {"amount": 8000},
        }.get(told.kind, {})
    ]
)
OCCASIONS = (*MOST, *RECEPTION, *LEAST)
ABOUT = About(
    code="H24.X001-261125-0001",
    agency="Phường Thủy Nguyên",
    procedure="Đăng ký khai sinh",
    link="https://dvc.example.vn/api/tracking/lookup/H24.X001-261125-0001/page",
)
PARTS = {
    "sms": ("of", "due", "reception", "fee"),
    "email": ("due", "reception", "fee", "owed", "nothing", "hotline"),
}


@cache
def agencies(language: Language) -> tuple[tuple[str, str], ...]:
    """Every agency's longest dossier code and its name."""
    field = "name_en" if language == "en" else "name"
    rows = {(a["code"], a.get(field) or a["name"]) for a in province()["agencies"]}
    return tuple((f"{code}-261125-999999", name) for code, name in sorted(rows))


@cache
def procedures(language: Language) -> tuple[str, ...]:
    """Every procedure's name."""
    field = "name_en" if language == "en" else "name"
    return tuple(sorted({p.get(field) or p["name"] for p in province()["procedures"]}))


def subjects(language: Language) -> Iterator[About]:
    """Every agency with the longest procedure, and every procedure with the longest agency."""
    names, titles = agencies(language), procedures(language)
    longest = max(names, key=lambda named: len(named[0]) + len(named[1]))
    title = max(titles, key=len)
    pairs = {*((named, title) for named in names), *((longest, other) for other in titles)}
    for (code, agency), procedure in sorted(pairs):
        yield About(code=code, agency=agency, procedure=procedure, link="https://dvc.example.vn/p")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", (*MOST, *RECEPTION), ids=lambda told: told.kind)
def test_every_sms_is_one_message_with_every_real_name(
    occasion: Occasion, language: Language
) -> None:
    for about in subjects(language):
        text = rendering.sms(occasion, about, language, POLICY)
        assert alphabet.is_gsm(text) and alphabet.septets(text) <= 160, text
        assert about.code in text and "{" not in text and ".." not in text, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda told: told.kind)
def test_with_the_longest_code_there_can_be_it_is_still_one_message(
    occasion: Occasion, language: Language
) -> None:
    code = "H24.1234.1234.1234.1234-261125-999999"
    agency = max((name for _, name in agencies(language)), key=len)
    about = replace(ABOUT, code=code, agency=agency)
    text = rendering.sms(occasion, about, language, POLICY)
    assert code in text and gsm.is_gsm(text) and gsm.length(text) <= gsm.SINGLE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda told: told.kind)
def test_every_email_is_whole(occasion: Occasion, language: Language) -> None:
    subject, text = rendering.email(occasion, ABOUT, language, POLICY)
    assert ABOUT.code in subject and "\n" not in subject
    for wanted in (ABOUT.code, ABOUT.agency, ABOUT.procedure, ABOUT.link, POLICY.hotline):
        assert wanted in text
    assert {"vi": "không trả lời thư này", "en": "do not reply"}[language] in text
    assert {"vi": "Việc tiếp theo:", "en": "Next step:"}[language] in text
    assert "{" not in subject + text and "\n\n\n" not in text and " \n" not in text


def test_there_is_a_text_for_every_kind_language_and_channel_and_no_other() -> None:
    wanted = {
        f"{channel}.{language}.part_{part}{'' if channel == 'sms' else '.body'}"
        for channel, parts in PARTS.items()
        for part, language in product(parts, LANGUAGES)
    }
    for kind, language in product(Kind, LANGUAGES):
        wanted |= {f"sms.{language}.{kind}"}
        wanted |= {f"email.{language}.{kind}.{part}" for part in ("subject", "body")}
    wanted |= {f"email.{language}.frame.body" for language in LANGUAGES}
    assert set(rendering.ours()) == wanted


def test_both_languages_say_the_same_things() -> None:
    for name, text in rendering.ours().items():
        channel, language, *rest = name.split(".")
        if language == "vi":
            english = rendering.ours()[".".join([channel, "en", *rest])]
            assert gsm.places(text) == gsm.places(english), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_to_say_is_said(language: Language) -> None:
    due = {"vi": "Hen tra ket qua 17:30 22/12/2026.", "en": "Result due 17:30 22 Dec 2026."}
    fee = {"vi": "12.345.000 dong", "en": "VND 12,345,000"}
    text = rendering.sms(FULL, ABOUT, language, POLICY)
    assert due[language] in text and fee[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_not_to_say_leaves_no_gap(language: Language) -> None:
    bare = replace(FULL, due_at=None, amount=None)
    text = rendering.sms(bare, ABOUT, language, POLICY)
    assert "  " not in text and " ." not in text and text.endswith(").")


def test_a_date_in_an_email_has_its_weekday() -> None:
    _, text = rendering.email(FULL, ABOUT, "vi", POLICY)
    assert "17:30 thứ Ba 22/12/2026" in text


def test_without_a_fee_the_next_step_is_to_wait() -> None:
    _, text = rendering.email(replace(FULL, amount=None), ABOUT, "vi", POLICY)
    assert "Việc tiếp theo: Ông/Bà chưa cần làm gì. Xin giữ" in text


def test_without_a_hotline_none_is_promised() -> None:
    _, text = rendering.email(FULL, ABOUT, "vi", Messaging())
    assert "Điện thoại" not in text


def test_a_long_procedure_name_gives_way_before_the_agency() -> None:
    about = replace(ABOUT, procedure="Đăng ký " + "rất dài " * 30)
    text = rendering.sms(FULL, about, "vi", POLICY)
    assert "rat dai" not in text and "Phuong Thuy Nguyen da tiep nhan ho so H24.X001" in text


def test_a_name_in_another_script_still_makes_a_gsm_message() -> None:
    about = replace(ABOUT, procedure="Việc “đặc biệt” – 公证 №1")
    text = rendering.sms(replace(FULL, amount=None), about, "vi", POLICY)
    assert gsm.is_gsm(text) and '(Viec "dac biet" - ??' in text


def test_the_provinces_own_text_is_used_under_its_name() -> None:
    texts = {
        "sms.vi.accepted": "Hồ sơ {code} đã nhận.",
        "email.vi.accepted.subject": "Đã nhận {code}",
        "email.vi.accepted.body": "Đã nhận.\n{due}\n",
        "email.vi.part_due.body": "Hẹn {date}.",
    }
    policy = Messaging(texts=texts)
    subject, text = rendering.email(FULL, ABOUT, "vi", policy)
    assert rendering.sms(FULL, ABOUT, "vi", policy) == f"Ho so {ABOUT.code} da nhan."
    assert subject == f"Đã nhận {ABOUT.code}"
    assert "Đã nhận.\nHẹn 17:30 thứ Ba 22/12/2026." in text


@pytest.mark.parametrize(
    "theirs",
    [
        "Hồ sơ {code} của {applicant_name}",
        "Hạn {deadline}, tiền {money}",
        "Ho so {code} " + "rat dai " * 20,
    ],
)
def test_a_text_of_the_provinces_that_cannot_be_used_gives_way_to_ours(theirs: str) -> None:
    policy = Messaging(texts={"sms.vi.accepted": theirs})
    with log_lines() as lines:
        text = rendering.sms(FULL, ABOUT, "vi", policy)
    assert text == rendering.sms(FULL, ABOUT, "vi", Messaging())
    assert '"level":"ERROR"' in lines.getvalue() and "sms.vi.accepted" in lines.getvalue()


def test_an_email_text_of_the_provinces_with_an_unknown_place_gives_way_to_ours() -> None:
    policy = Messaging(texts={"email.vi.frame.body": "{body} {identity_number}"})
    with log_lines() as lines:
        found = rendering.email(FULL, ABOUT, "vi", policy)
    assert found == rendering.email(FULL, ABOUT, "vi", Messaging())
    assert "identity_number" in lines.getvalue()


def test_braces_in_a_name_are_left_as_they_are() -> None:
    about = replace(ABOUT, procedure="Thủ tục {code} {x}")
    text = rendering.sms(replace(FULL, amount=None), about, "vi", POLICY)
    assert "(Thu tuc {code} {x})" in text


def test_no_text_has_a_place_for_a_person() -> None:
    places = {place for text in rendering.ours().values() for place in gsm.places(text)}
    assert places == {
        *("code", "agency", "procedure", "of", "due", "reception", "fee", "owed", "step"),
        *("date", "amount", "deadline", "due_date", "old_due"),
        *("body", "link", "hotline", "sender"),
    }
    assert SECRET_NAME not in str(rendering.ours()) and SECRET_NUMBER not in str(rendering.ours())
