"""Whether a submission may be taken in: every reason against it, at once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from services.intake import contacts
from services.intake.views import Filing
from shared.reference.agencies import AgencyTree
from shared.reference.model import Channel, Procedure
from shared.web.problems import FieldError, wrong_field
from shared.web.validation import schema_faults

ONLINE_LEVEL = 3


def faults(
    filing: Filing,
    channel: Channel,
    procedure: Procedure | None,
    agencies: AgencyTree,
    on: date,
) -> tuple[FieldError, ...]:
    """Everything wrong with the filing on that local day; empty if it can be taken in."""
    if procedure is None:
        return (_unknown_procedure(filing),)
    return (
        *_offer(filing, channel, procedure),
        *_competence(filing, procedure, agencies, on),
        *_documents(filing, procedure),
        *_channels(filing),
        *schema_faults(procedure.form, filing.answers, "/answers"),
    )


def _unknown_procedure(filing: Filing) -> FieldError:
    return wrong_field(
        "/procedure_code",
        "unknown_procedure",
        f"Không có thủ tục {filing.procedure_code} đang có hiệu lực.",
        f"No procedure {filing.procedure_code} is in force.",
    )


def _offer(filing: Filing, channel: Channel, procedure: Procedure) -> Iterator[FieldError]:
    """Level 2 only informs; and a procedure may not be offered on every channel."""
    if channel is Channel.ONLINE and procedure.level < ONLINE_LEVEL:
        yield wrong_field(
            "/procedure_code",
            "not_online",
            "Thủ tục này chỉ cung cấp thông tin, không nộp trực tuyến được.",
            "This procedure is for information only and cannot be submitted online.",
        )
    elif channel not in procedure.channels:
        yield wrong_field(
            "/channel",
            "channel_not_offered",
            "Thủ tục này không nhận hồ sơ qua hình thức này.",
            "This procedure is not offered through this channel.",
        )
    if filing.applicant_type not in procedure.applicant_types:
        yield wrong_field(
            "/applicant_type",
            "applicant_type_not_served",
            "Thủ tục này không dành cho đối tượng này.",
            "This procedure is not for this type of applicant.",
        )


def _competence(
    filing: Filing, procedure: Procedure, agencies: AgencyTree, on: date
) -> Iterator[FieldError]:
    if agencies.find(filing.agency_code, on) is None:
        yield wrong_field(
            "/agency_code",
            "unknown_agency",
            f"Không có cơ quan {filing.agency_code} vào ngày {on:%d/%m/%Y}.",
            f"There is no agency {filing.agency_code} on {on}.",
        )
    elif not agencies.is_competent(procedure, filing.agency_code, on):
        yield wrong_field(
            "/agency_code",
            "agency_not_competent",
            "Cơ quan này không giải quyết thủ tục đã chọn.",
            "This agency does not handle the chosen procedure.",
        )


def _documents(filing: Filing, procedure: Procedure) -> Iterator[FieldError]:
    known = {d.code: d for d in procedure.documents}
    for index, document in enumerate(filing.documents):
        if document.component not in known:
            yield wrong_field(
                f"/documents/{index}/component",
                "unknown_component",
                "Thành phần hồ sơ không thuộc thủ tục này.",
                "This component is not part of the procedure.",
            )
    for upload_id, times in Counter(d.upload_id for d in filing.documents).items():
        if times > 1:
            yield wrong_field(
                "/documents",
                "uploaded_twice",
                f"Tệp {upload_id} được khai nhiều lần.",
                f"File {upload_id} is named more than once.",
            )
    given = {d.component for d in filing.documents}
    for wanted in procedure.documents:
        if wanted.required and wanted.code not in given:
            yield wrong_field(
                "/documents",
                "required_document",
                f"Thiếu giấy tờ bắt buộc: {wanted.name} ({wanted.code}).",
                f"A required document is missing: {wanted.name_en or wanted.name} ({wanted.code}).",
            )


def _channels(filing: Filing) -> Iterator[FieldError]:
    """A channel that was chosen needs an address it can reach."""
    reach, chosen = contacts.reach(filing), filing.notify.channels or ()
    if "sms" in chosen and reach.phone is None:
        yield wrong_field(
            "/notify/channels",
            "no_mobile_phone",
            "Muốn nhận tin nhắn thì phải khai số điện thoại di động.",
            "To be told by SMS a mobile phone number is needed.",
        )
    if "email" in chosen and reach.email is None:
        yield wrong_field(
            "/notify/channels",
            "no_email",
            "Muốn nhận thư điện tử thì phải khai địa chỉ email.",
            "To be told by e-mail an address is needed.",
        )
