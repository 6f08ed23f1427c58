"""The files of one's own dossier: listed, linked for minutes, results once they stand."""

from __future__ import annotations

from urllib.parse import parse_qs, urlparse

import pytest

from shared.dossier import queries
from tests.component.tracking import lives
from tests.component.tracking.lives import DOSSIER, get
from tests.support.calling import Answer, Who
from tests.support.people import LAN

pytestmark = pytest.mark.usefixtures("cloud")


def files(code: str) -> list[tuple[str, str]]:
    found = get(code, "/documents").json["items"]
    return [(file["purpose"], file["name"]) for file in found]


def link(code: str, document_id: str, who: Who = LAN) -> Answer:
    return get(code, "/documents/{document_id}", who, document_id=document_id)


def test_the_owner_lists_the_files_of_a_dossier() -> None:
    assert files(lives.accepted().dossier_id) == [("application", "giấy chứng sinh.pdf")]


def test_a_link_lives_five_minutes_and_leads_to_the_file() -> None:
    code = lives.accepted().dossier_id
    (file,) = get(code, "/documents").json["items"]
    answer = link(code, file["document_id"]).json
    address = urlparse(answer["url"])
    assert address.path.endswith(f"/documents/{file['document_id']}")
    assert parse_qs(address.query)["X-Amz-Expires"] == ["300"] == [str(answer["expires_in"])]


def test_asking_for_a_file_is_recorded() -> None:
    code = lives.accepted().dossier_id
    (file,) = get(code, "/documents").json["items"]
    link(code, file["document_id"])
    (access,) = queries.accesses(code)
    assert access.route == f"GET {DOSSIER}/documents/{file['document_id']}"


def test_a_file_of_another_dossier_is_not_found() -> None:
    code, other = lives.accepted().dossier_id, lives.accepted().dossier_id
    (file,) = get(other, "/documents").json["items"]
    assert link(code, file["document_id"]).status == 404


def test_a_result_is_shown_once_the_dossier_is_resolved() -> None:
    dossier = lives.processing(lives.accepted())
    assert link(dossier.dossier_id, "result-1").status == 404
    lives.resolved(dossier)
    assert link(dossier.dossier_id, "result-1").status == 200
    assert ("result", "giấy khai sinh.pdf") in files(dossier.dossier_id)


def test_a_result_that_was_taken_back_is_never_shown_again() -> None:
    wrong = lives.resolved(lives.processing(lives.accepted()), "1")
    corrected = lives.corrected(wrong)
    assert link(wrong.dossier_id, "result-1").status == 404
    lives.resolved(corrected, "2")
    assert link(wrong.dossier_id, "result-1").status == 404
    assert link(wrong.dossier_id, "result-2").status == 200
