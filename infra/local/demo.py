"""`make demo`: one dossier from submission to returned result, against the running system."""

import sys
from typing import Any, Final

import httpx

from infra.local.life import CITIZEN, Person, Refused, live
from infra.local.running import running_system
from infra.local.settings import LocalError
from infra.sandbox.sign_in.accounts import load_accounts

WIDTH: Final = 18


def applicant() -> dict[str, Any]:
    """The demo citizen as a form's applicant."""
    claims = load_accounts()[CITIZEN].claims
    return {
        "name": claims["name"],
        "identity_number": claims["identity_number"],
        "phone": claims["phone_number"],
        "email": claims["email"],
        "address": "Phường Thủy Nguyên, Hải Phòng",
    }


def demo() -> None:
    """Live the life, then show its timeline as the citizen sees it."""
    system = running_system()
    code = ""
    for step, answer in live(system.edge_url, system.token, applicant()):
        code = answer["dossier_id"]
        print(f"{step:<{WIDTH}} {code}  {answer['status']:>2} {answer['status_name']}", flush=True)
    citizen = Person(system.edge_url, system.token(CITIZEN))
    timeline = citizen.get(f"/tracking/dossiers/{code}/timeline")
    print(f"\nTimeline of {code}:")
    for event in timeline["items"]:
        print(f"  {event['at']}  {event['text']}")
        if event.get("note"):
            print(f"  {'':<{WIDTH}} “{event['note']}”")
    clock = citizen.get(f"/tracking/dossiers/{code}")["clock"]
    print(f"\n{clock['explanation']}\n\nAnyone may look it up without signing in:")
    print(f"  {system.edge_url}/api/tracking/lookup/{code}")


def main() -> None:
    try:
        demo()
    except (LocalError, Refused, httpx.HTTPError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
