"""Where the person who hands in can be reached, from what they filled in. Pure."""

from __future__ import annotations

from services.intake.views import Filing
from shared.identity.people import Reach
from shared.identity.phones import is_mobile, national


def reach(filing: Filing) -> Reach:
    """The addresses of the person who hands in; what they did not give, of the applicant."""
    people = [person for person in (filing.representative, filing.applicant) if person is not None]
    mobiles = (person.phone for person in people if person.phone and is_mobile(person.phone))
    return Reach(
        phone=next(mobiles, None),
        email=next((person.email for person in people if person.email), None),
    )


def phones(filing: Filing) -> list[str]:
    """The registered phones, landlines too, each once."""
    people = (filing.applicant, filing.representative)
    given = (national(person.phone) for person in people if person and person.phone)
    return list(dict.fromkeys(given))
