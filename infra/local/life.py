"""One dossier's whole life over HTTP, as its people live it. Used by `make demo` and the tests."""

import base64
import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

PROCEDURE: Final = "1.001193"  # birth registration (đăng ký khai sinh)
AGENCY: Final = "H24.X001"
CITIZEN, OFFICER = "citizen-1", "officer-1"
PAPER: Final = base64.b64decode(
    "JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1Bh"
    "Z2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRp"
    "YUJveFswIDAgMjAwIDIwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+"
)
"""One blank page."""


class Refused(RuntimeError):
    """The system answered with a problem; the message is the problem."""


@dataclass(slots=True)
class Person:
    """Somebody signed in, who calls the system's API."""

    edge_url: str
    token: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def get(self, path: str, **query: str) -> Any:
        """What a path answers. Raises Refused."""
        return _told(self.http.get(self._url(path), params=query, headers=self._headers()))

    def post(self, path: str, body: Any) -> Any:
        """What a change answers; each call is a new request. Raises Refused."""
        headers = {**self._headers(), "Idempotency-Key": uuid.uuid4().hex}
        return _told(self.http.post(self._url(path), json=body, headers=headers))

    def upload(self, name: str, content: bytes, media_type: str = "application/pdf") -> str:
        """Declare a file, send it to storage, and return the upload's id. Raises Refused."""
        declared = {
            "name": name,
            "media_type": media_type,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        form = self.post("/intake/uploads", declared)
        sent = self.http.post(form["url"], data=form["fields"], files={"file": (name, content)})
        if sent.is_error:
            raise Refused(sent.text)
        return str(form["upload_id"])

    def _url(self, path: str) -> str:
        return f"{self.edge_url}/api{path}"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def filing(citizen: Person, applicant: dict[str, Any]) -> dict[str, Any]:
    """A birth registration with its one required document uploaded."""
    document = citizen.upload("giay-chung-sinh.pdf", PAPER)
    return {
        "procedure_code": PROCEDURE,
        "agency_code": AGENCY,
        "applicant": applicant,
        "answers": {
            "child_name": "Nguyễn Gia Bảo",
            "child_gender": "male",
            "child_birth_date": "2026-11-16",
            "birth_place": "Bệnh viện Phụ sản Hải Phòng",
            "mother_name": applicant["name"],
            "requester_relation": "mother",
            "case": "on_time",
        },
        "documents": [{"upload_id": document, "component": "birth_certificate"}],
    }


def live(
    edge_url: str, token: Callable[[str], str], applicant: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each step of the life as it is made: what was done, and what the system answered."""
    citizen, officer = (Person(edge_url, token(account)) for account in (CITIZEN, OFFICER))
    receipt = citizen.post("/intake/dossiers", filing(citizen, applicant))
    yield "submitted online", receipt
    code = receipt["dossier_id"]
    move = f"/processing/dossiers/{code}"
    yield "accepted", officer.post(f"{move}/acceptance", {})
    assignment = {"assignee": OFFICER, "assignee_name": "Lê Thị Một Cửa"}
    yield "assigned", officer.post(f"{move}/assignment", assignment)
    yield (
        "supplement asked",
        officer.post(
            f"{move}/supplement-request",
            {"reason": "Ảnh chụp giấy chứng sinh bị mờ, đề nghị chụp lại."},
        ),
    )
    clearer = citizen.upload("giay-chung-sinh-ro.pdf", PAPER)
    supplement = {"documents": [{"upload_id": clearer, "component": "birth_certificate"}]}
    yield "supplemented", citizen.post(f"/intake/dossiers/{code}/supplement", supplement)
    certificate = officer.upload("giay-khai-sinh.pdf", PAPER)
    resolution = {
        "outcome": "granted",
        "number": "01/2026/KS",
        "signed_by": "Chủ tịch UBND phường",
        "signed_on": receipt["submitted_at"][:10],
        "documents": [{"upload_id": certificate}],
    }
    yield "resolved", officer.post(f"{move}/resolution", resolution)
    yield "result returned", officer.post(f"{move}/return", {"method": "counter"})


def _told(answer: httpx.Response) -> Any:
    if answer.is_error:
        raise Refused(f"{answer.request.method} {answer.request.url.path}: {answer.text}")
    return answer.json()
