"""What stands on each form, as the templates get it: words and figures, no layout. Pure values.

Every text is data to the typesetter, whatever a citizen typed. An empty text is something the
dossier does not say; the form shows dots there.
"""

from __future__ import annotations

from msgspec import Struct


class Letterhead(Struct, frozen=True, kw_only=True):
    """Who issues the paper, where and when.

    ``is_centre``: the agency is a one-stop centre itself and has no unit of its own for it.
    """

    superior: str
    agency: str
    is_centre: bool
    address: str
    phone: str
    place: str
    dated: str
    number: str


class Marks(Struct, frozen=True, kw_only=True):
    """How the dossier is found again: code, drawings of codes, and asking by SMS.

    Without ``short_code`` the province takes no SMS.
    """

    dossier_id: str
    barcode: str
    qr: str
    page: str
    website: str
    lookup_code: str = ""
    keyword: str = ""
    short_code: str = ""


class Applicant(Struct, frozen=True, kw_only=True):
    """Whose dossier it is (chủ hồ sơ) and who handed it in (người nộp), if somebody else."""

    name: str
    representative: str
    identity_number: str
    address: str
    phone: str
    email: str

    @property
    def bearer(self) -> str:
        """Who signs for the applicant."""
        return self.representative or self.name


class Content(Struct, frozen=True, kw_only=True):
    """What every form about a dossier says. ``form`` and ``circular`` name the model it follows."""

    form: str
    circular: str
    letterhead: Letterhead
    marks: Marks
    applicant: Applicant
    procedure_code: str
    procedure_name: str


class PaperLine(Struct, frozen=True, kw_only=True):
    """One component of a dossier; ``files`` counts what was handed in electronically."""

    name: str
    originals: int
    copies: int
    files: int


class Reception(Content, frozen=True, kw_only=True):
    """Form 01. ``entry`` is the dossier's line in the register, ``volume`` the register's year."""

    papers: tuple[PaperLine, ...]
    term: str
    received_at: str
    due_at: str
    volume: str
    entry: str
    officer: str
    bearer: str


class Supplement(Content, frozen=True, kw_only=True):
    """Form 02."""

    items: tuple[str, ...]
    reason: str
    deadline: str
    officer: str


class Refusal(Content, frozen=True, kw_only=True):
    """Form 03. ``expired``: a request for supplement was not answered by ``deadline``."""

    submitted_at: str
    reason: str
    expired: bool
    deadline: str
    officer: str
    bearer: str


class Apology(Content, frozen=True, kw_only=True):
    """Form 04."""

    accepted_at: str
    old_due: str
    new_due: str
    reason: str
    signed_by: str


class Stop(Content, frozen=True, kw_only=True):
    """Form 05 of 2025. ``expired``: as in a refusal."""

    accepted_at: str
    reason: str
    expired: bool
    deadline: str
    signed_by: str


class Desk(Struct, frozen=True, kw_only=True):
    """Where a dossier lies: with the ``applicant``, at the ``counter``, or with an ``agency``."""

    kind: str
    name: str = ""


class Handover(Struct, frozen=True, kw_only=True):
    """One hand-over of the dossier: from where to where, when, and by whom.

    ``result`` is ``early``, ``on_time`` or ``late`` where an agency's work ended, else empty;
    ``due_at`` is said at the reception.
    """

    giver: Desk
    taker: Desk
    official: str
    at: str
    result: str
    due_at: str
    withdrawn: bool


class Control(Content, frozen=True, kw_only=True):
    """Form 05 of 2018, 06 of 2025."""

    received_at: str
    due_at: str
    partners: tuple[str, ...]
    handovers: tuple[Handover, ...]


class SlipLine(Struct, frozen=True, kw_only=True):
    """One item that was paid for."""

    name: str
    amount: str
    legal_ref: str


class Slip(Struct, frozen=True, kw_only=True):
    """All phí or all lệ phí; ``kind`` is ``fee`` or ``charge``."""

    kind: str
    lines: tuple[SlipLine, ...]
    total: str
    in_words: str


class Receipt(Content, frozen=True, kw_only=True):
    """The confirmation of a payment; each slip has a page of its own."""

    slips: tuple[Slip, ...]
    paid_at: str
    payment: str


class RegisterEntry(Struct, frozen=True, kw_only=True):
    """One line of the register.

    ``return_method`` is ``counter``, ``post``, ``online`` or empty; ``remark`` is ``late``,
    ``withdrawn``, ``stopped`` or empty.
    """

    dossier_id: str
    procedure_name: str
    applicant: str
    contact: str
    agency: str
    received_at: str
    due_at: str
    forwarded_at: str
    received_back_at: str
    returned_at: str
    return_method: str
    remark: str


class Register(Struct, frozen=True, kw_only=True):
    """Form 06 of 2018, 07 of 2025."""

    form: str
    circular: str
    letterhead: Letterhead
    first: str
    last: str
    entries: tuple[RegisterEntry, ...]
