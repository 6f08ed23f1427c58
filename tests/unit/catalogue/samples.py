"""A small province: three agencies, one field, one procedure, one calendar. Plain data."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]
CITY, WARD, JUSTICE = "H24", "H24.X001", "H24.D02"


def field(**changes: Any) -> Record:
    """A field of administration."""
    return {"code": "HOTICH", "name": "Hộ tịch", "name_en": "Civil status", **changes}


def agency(**changes: Any) -> Record:
    """A ward below the city."""
    usual = {
        "code": WARD,
        "name": "Phường Thủy Nguyên",
        "name_en": "Thuy Nguyen Ward",
        "kind": "peoples_committee",
        "tier": "commune",
        "parent": CITY,
        "valid_from": "2020-01-01",
        "source": "mẫu",
    }
    return {**usual, **changes}


def city(**changes: Any) -> Record:
    """The city at the top."""
    usual = {"code": CITY, "name": "UBND thành phố", "tier": "province", "parent": None}
    return agency(**{**usual, **changes})


def justice(**changes: Any) -> Record:
    """A department."""
    usual = {"code": JUSTICE, "name": "Sở Tư pháp", "kind": "department", "tier": "province"}
    return agency(**{**usual, **changes})


def procedure(**changes: Any) -> Record:
    """Registration of a birth, with a charge."""
    usual = {
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "name_en": "Birth registration",
        "field": "HOTICH",
        "level": 4,
        "valid_from": "2020-01-01",
        "competent_tiers": ["commune"],
        "channels": ["online", "counter"],
        "terms": {
            "online": {"amount": 5, "unit": "working_days"},
            "counter": {"amount": 0, "unit": "same_day"},
        },
        "documents": [{"code": "declaration", "name": "Tờ khai"}],
        "form": {"type": "object"},
        "fee_items": [{"code": "charge", "kind": "charge", "name": "Lệ phí hộ tịch"}],
        "fee_rules": [{"item": "charge", "amount": 8000, "legal_ref": "NQ 12/2018"}],
        "exemptions": [
            {"code": "poor", "name": "Hộ nghèo", "legal_ref": "NQ 16/2023", "items": ["charge"]}
        ],
        "result_name": "Giấy khai sinh",
        "source": "mẫu",
    }
    return {**usual, **changes}


def calendar(**changes: Any) -> Record:
    """New Year's Day, a make-up day, and a day not yet decided."""
    days = [
        {"date": "2026-01-01", "kind": "off", "name": "Tết Dương lịch", "source": "BLLĐ"},
        {"date": "2026-01-10", "kind": "work", "name": "Làm bù", "source": "12729/VPCP-KGVX"},
        {"date": "2026-11-24", "kind": "undecided", "name": "Ngày Văn hóa Việt Nam"},
    ]
    return {"days": days, "first_year": 2020, "last_year": 2027, **changes}


def messaging(**changes: Any) -> Record:
    """How the province tells people; what it leaves out has its default."""
    mailboxes = {WARD: {"officers": ["phuong@example.vn"]}, CITY: {"leaders": ["city@example.vn"]}}
    return {"keyword": "TTHS", "quiet_from": "21:30:00", "mailboxes": mailboxes, **changes}


def province(**changes: Any) -> Record:
    """A whole import that obeys every rule."""
    usual = {
        "fields": [field()],
        "agencies": [city(), justice(), agency()],
        "procedures": [procedure()],
        "calendar": calendar(),
    }
    return {**usual, **changes}
