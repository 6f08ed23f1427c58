"""The people of the tests. Identity numbers are of the demo range, phone numbers unassigned."""

from __future__ import annotations

from typing import Any

from tests.support.calling import Who

LAN_ID, MINH_ID = "031190000001", "031090000002"
LAN = Who("citizen-lan", "citizen", name="Nguyễn Thị Lan", identity_number=LAN_ID)
MINH = Who("citizen-minh", "citizen", name="Trần Văn Minh", identity_number=MINH_ID)
WARD, JUSTICE = "H24.X001", "H24.D02"
WARD_OFFICER = Who("officer-ward", "officer", agency=WARD, name="Phạm Thu Hà")
WARD_OFFICER_2 = Who("officer-ward-2", "officer", agency=WARD, name="Đỗ Quốc Việt")
JUSTICE_OFFICER = Who("officer-justice", "officer", agency=JUSTICE, name="Vũ Đức Thắng")
CENTRE_OFFICER = Who("officer-centre", "officer", agency="H24.TT", name="Lê Mai Anh")
LEADER = Who("leader-city", "leader", agency="H24", name="Hoàng Minh Tuấn")
ADMINISTRATOR = Who("administrator", "administrator", agency="H24", name="Quản trị")


def person(who: Who) -> dict[str, Any]:
    """The caller as a form's applicant."""
    return {
        "name": who.name,
        "identity_number": who.identity_number,
        "phone": "0912345678",
        "address": "Phường Thủy Nguyên, Hải Phòng",
    }
