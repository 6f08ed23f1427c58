"""A province's own templates: used when they work, ours when they do not."""

from __future__ import annotations

import pytest

from services.papers import stationery
from services.papers.typesetting import OURS
from shared import aws
from shared.settings import settings
from tests.component.papers.making import make_all, paper_text
from tests.component.tracking.lives import accepted
from tests.support.logs import log_lines

pytestmark = pytest.mark.usefixtures("papers")
RECEPTION = "tt03-2025/01-reception.typ"
OWN = """#import "/lib.typ": *
#show: slip.with("Giấy hẹn của tỉnh")
#data.applicant.name
"""


def override(path: str, text: str) -> None:
    aws.s3().put_object(
        Bucket=settings().documents_bucket, Key=f"templates/papers/{path}", Body=text.encode()
    )
    stationery.forget()


def reception_text() -> str:
    dossier = accepted()
    make_all(dossier.dossier_id)
    return paper_text(dossier.dossier_id, "reception-000002")


def test_a_provinces_template_takes_the_place_of_ours() -> None:
    override(RECEPTION, OWN)
    found = reception_text()
    assert "GIẤY HẸN CỦA TỈNH" in found and "Nguyễn Thị Lan" in found
    assert "GIẤY TIẾP NHẬN" not in found


def test_a_provinces_shared_parts_serve_our_forms() -> None:
    ours = (OURS / "lib.typ").read_text(encoding="utf-8")
    override("lib.typ", ours.replace("Quét mã để", "Xin quét mã để"))
    found = reception_text()
    assert "Xin quét mã để" in found and "GIẤY TIẾP NHẬN HỒ SƠ" in found


def test_an_image_beside_a_template_can_be_used() -> None:
    override("emblem.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    override(RECEPTION, OWN + '#image("/emblem.svg", alt: "Quốc huy")\n')
    assert "GIẤY HẸN CỦA TỈNH" in reception_text()


@pytest.mark.parametrize("broken", ["#panic(", '#import "/gone.typ": *', "#data.no-such-field"])
def test_what_does_not_compile_is_not_used_and_is_logged(broken: str) -> None:
    override(RECEPTION, broken)
    with log_lines() as lines:
        found = reception_text()
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in found
    assert "Province's template not used" in lines.getvalue()
    assert '"level":"ERROR"' in lines.getvalue()


def test_a_broken_template_of_one_form_leaves_the_others() -> None:
    override("tt03-2025/03-refusal.typ", "#panic(")
    with log_lines() as lines:
        reception_text()
    assert "not used" not in lines.getvalue()


def test_a_warm_function_looks_for_templates_once() -> None:
    reception_text()
    looked: list[object] = []
    events = aws.s3().meta.events
    events.register("before-call.s3.ListObjectsV2", lambda **_: looked.append(1))
    try:
        reception_text()
        assert looked == []
        stationery.forget()
        reception_text()
        assert looked == [1]
    finally:
        events.unregister("before-call.s3.ListObjectsV2")


def test_a_name_that_leads_out_of_the_folder_is_left_aside() -> None:
    override("../outside.typ", "x")
    assert "GIẤY TIẾP NHẬN HỒ SƠ" in reception_text()
    assert not stationery._is_inside("../outside.typ")
    assert not stationery._is_inside("/absolute.typ")
    assert not stationery._is_inside("folder/")
    assert stationery._is_inside("tt03-2025/01-reception.typ")
