"""One dossier's whole life over HTTP, as its people live it. Used by `make demo` and the tests."""

import base64
import hashlib
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx

BIRTH: Final = "1.001193"  # birth registration (đăng ký khai sinh), free online
EXTRACT: Final = "2.000635"  # copy of a civil status extract (trích lục hộ tịch), 8,000 VND
AGENCY: Final = "H24.X001"
CITIZEN, OFFICER = "citizen-1", "officer-1"
T = TypeVar("T")
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
    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=60, follow_redirects=True)
    )

    def get(self, path: str, **query: str) -> Any:
        """What a path answers. Raises Refused."""
        return _told(self.http.get(self._url(path), params=query, headers=self._headers()))

    def find(self, path: str) -> Any:
        """What a path answers, ``None`` while it is not there. Raises Refused."""
        answer = self.http.get(self._url(path), headers=self._headers())
        return None if answer.status_code == httpx.codes.NOT_FOUND else _told(answer)

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
        "procedure_code": BIRTH,
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


def extract_filing(applicant: dict[str, Any]) -> dict[str, Any]:
    """An application for one copy of an extract, to be paid before it is received."""
    return {
        "procedure_code": EXTRACT,
        "agency_code": AGENCY,
        "applicant": applicant,
        "answers": {"record_type": "birth", "person_name": "Nguyễn Gia Bảo", "copies": 1},
    }


def pay(citizen: Person, code: str, outcome: str = "pay") -> dict[str, Any]:
    """Pay a dossier's order on the gateway's page, as a person clicks; the order afterwards.

    ``outcome`` is a button of the sandbox's page. The browser's return is not waited for: what
    counts is what the gateway tells the system.
    """
    order = f"/payments/orders/{code}"
    wait_for(lambda: citizen.find(order))
    page = citizen.http.get(citizen.post(f"{order}/attempts", {})["redirect_url"])
    citizen.http.post(str(page.url), data={"outcome": outcome})
    return dict(citizen.get(order))


def paid(citizen: Person, code: str) -> dict[str, Any]:
    """The dossier, as soon as it knows that its fee was paid."""

    def found() -> dict[str, Any] | None:
        dossier = dict(citizen.get(f"/tracking/dossiers/{code}"))
        return dossier if dossier["fee_state"] == "paid" else None

    return wait_for(found)


def wait_for(found: Callable[[], T | None], seconds: float = 30) -> T:
    """What the function finds, asked again until it finds something. Raises Refused at last."""
    until = time.monotonic() + seconds
    while (result := found()) is None:
        if time.monotonic() > until:
            raise Refused(f"Nothing came within {seconds:.0f} s.")
        time.sleep(0.2)
    return result


def live(
    edge_url: str, token: Callable[[str], str], applicant: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each step of the life as it is made: what was done, and what the system answered."""
    citizen, officer = (Person(edge_url, token(account)) for account in (CITIZEN, OFFICER))
    receipt = citizen.post("/intake/dossiers", extract_filing(applicant))
    yield "submitted online", receipt
    code = receipt["dossier_id"]
    pay(citizen, code)
    yield "fee paid", paid(citizen, code)
    move = f"/processing/dossiers/{code}"
    yield "accepted", officer.post(f"{move}/acceptance", {})
    assignment = {"assignee": OFFICER, "assignee_name": "Lê Thị Một Cửa"}
    yield "assigned", officer.post(f"{move}/assignment", assignment)
    question = {"reason": "Đề nghị gửi ảnh chụp giấy khai sinh để đối chiếu."}
    yield "supplement asked", officer.post(f"{move}/supplement-request", question)
    photo = citizen.upload("giay-khai-sinh.pdf", PAPER)
    supplement = {"documents": [{"upload_id": photo}]}
    yield "supplemented", citizen.post(f"/intake/dossiers/{code}/supplement", supplement)
    certificate = officer.upload("trich-luc.pdf", PAPER)
    resolution = {
        "outcome": "granted",
        "number": "01/2026/TLHT",
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
