"""How notices are shown to people: their kinds, channels, states and reasons in words."""

from __future__ import annotations

from typing import Final

from services.tracking.outbound.kinds import Kind
from services.tracking.outbound.notice import Channel, Reason, State

Words = tuple[str, str]

KINDS: Final[dict[Kind, Words]] = {
    Kind.SUBMITTED: ("Đã nộp trực tuyến", "Submitted online"),
    Kind.ACCEPTED: ("Đã tiếp nhận", "Accepted"),
    Kind.REFUSED: ("Không tiếp nhận", "Refused"),
    Kind.SUPPLEMENT_ASKED: ("Yêu cầu bổ sung", "Supplement asked"),
    Kind.SUPPLEMENT_CLOSING: ("Sắp hết hạn bổ sung", "Supplement closing"),
    Kind.SUPPLEMENT_RECEIVED: ("Đã nhận bổ sung", "Supplement received"),
    Kind.EXPIRED_REFUSED: ("Hết hạn bổ sung, không tiếp nhận", "No supplement in time, refused"),
    Kind.EXPIRED_STOPPED: ("Hết hạn bổ sung, dừng giải quyết", "No supplement in time, stopped"),
    Kind.DUTY_ASKED: ("Yêu cầu nghĩa vụ tài chính", "Financial duty asked"),
    Kind.DUTY_MET: ("Hoàn thành nghĩa vụ tài chính", "Financial duty met"),
    Kind.PAID: ("Đã nộp phí, lệ phí", "Fee paid"),
    Kind.REFUNDED: ("Đã hoàn trả phí, lệ phí", "Fee given back"),
    Kind.EXTENDED: ("Xin lỗi và hẹn lại", "Apology and new due date"),
    Kind.STOPPED: ("Dừng giải quyết", "Stopped"),
    Kind.RESUMED: ("Tiếp tục giải quyết", "Resumed"),
    Kind.WITHDRAWN: ("Đã rút hồ sơ", "Withdrawn"),
    Kind.GRANTED: ("Có kết quả", "Result ready"),
    Kind.DENIED: ("Từ chối giải quyết", "Decided against"),
    Kind.TAKEN_BACK: ("Thu hồi kết quả ghi nhầm", "Result taken back"),
    Kind.RETURNED: ("Đã trả kết quả tại quầy", "Result handed over"),
    Kind.RETURNED_BY_POST: ("Đã gửi kết quả qua bưu chính", "Result sent by post"),
    Kind.RETURNED_ONLINE: ("Đã trả kết quả điện tử", "Electronic result returned"),
}
CHANNELS: Final[dict[Channel, Words]] = {
    Channel.SMS: ("Tin nhắn SMS", "SMS"),
    Channel.EMAIL: ("Thư điện tử", "E-mail"),
}
STATES: Final[dict[State, Words]] = {
    State.WAITING: ("Chờ gửi", "Waiting to be sent"),
    State.HANDED: ("Đã gửi đi", "Sent"),
    State.DELIVERED: ("Đã đến máy người nhận", "Delivered"),
    State.UNDELIVERED: ("Không đến được người nhận", "Not delivered"),
    State.FAILED: ("Không gửi được", "Could not be sent"),
}
REASONS: Final[dict[Reason, Words]] = {
    Reason.UNREACHABLE: ("Nhà cung cấp chưa nhận tin", "No provider took it"),
    Reason.UNCERTAIN: (
        "Nhà cung cấp không trả lời, tin có thể đã được gửi",
        "The provider did not answer; it may have been sent",
    ),
    Reason.PHONE_BLOCKED: ("Số điện thoại chặn tin nhắn", "The phone number is blocked"),
    Reason.PHONE_INVALID: ("Số điện thoại không đúng", "The phone number is not valid"),
    Reason.TEXT_REFUSED: ("Nội dung bị từ chối", "The text was refused"),
    Reason.ADDRESS_REFUSED: ("Địa chỉ thư không nhận thư", "The mailbox was refused"),
    Reason.NO_ADDRESS: ("Không còn địa chỉ liên hệ", "There is no address any more"),
    Reason.NOT_DELIVERED: (
        "Nhà mạng báo không đến được máy người nhận",
        "The operator could not deliver it",
    ),
    Reason.FAULT: ("Hệ thống gặp lỗi khi gửi", "The system failed while sending it"),
}
