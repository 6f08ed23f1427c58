"""How the person who hands in will be told, worked out from what they filled in."""

from __future__ import annotations

from services.intake.views import Filing
from shared.dossier.dossier import Contact
from shared.identity import vault
from shared.identity.keys import TAIL_DIGITS, is_mobile, national, phone_key, phone_tail_key
from shared.identity.people import CONTACT, Reach


def reach(filing: Filing) -> Reach:
    """The addresses of the person who hands in; what they did not give, of the applicant."""
    people = [person for person in (filing.representative, filing.applicant) if person is not None]
    mobiles = (person.phone for person in people if person.phone and is_mobile(person.phone))
    return Reach(
        phone=next(mobiles, None),
        email=next((person.email for person in people if person.email), None),
    )


def contact(dossier_id: str, filing: Filing) -> Contact:
    """The dossier's contact, its addresses sealed as the part that messages may open."""
    found, channels = reach(filing), filing.notify.channels
    phones = _phones(filing)
    return Contact(
        language=filing.notify.language,
        sms=found.phone is not None and (channels is None or "sms" in channels),
        email=found.email is not None and (channels is None or "email" in channels),
        sealed=vault.seal(dossier_id, found, CONTACT) if found != Reach() else (),
        phone_keys=tuple(map(phone_key, phones)),
        tail_keys=tuple(phone_tail_key(dossier_id, phone[-TAIL_DIGITS:]) for phone in phones),
    )


def _phones(filing: Filing) -> list[str]:
    """The registered phones, landlines too, each once."""
    people = (filing.applicant, filing.representative)
    given = (national(person.phone) for person in people if person and person.phone)
    return list(dict.fromkeys(given))
