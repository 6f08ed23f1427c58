"""What people read when something is refused: each in Vietnamese and English."""

from __future__ import annotations

from typing import Final

# slug: (HTTP status, Vietnamese title, English title)
TITLES: Final[dict[str, tuple[int, str, str]]] = {
    "malformed-json": (
        400,
        "Nội dung gửi lên không phải JSON hợp lệ",
        "The body is not valid JSON",
    ),
    "bad-header": (400, "Tiêu đề yêu cầu không hợp lệ", "A request header is not valid"),
    "malformed-code": (400, "Mã hồ sơ không đúng cấu trúc", "The dossier code is malformed"),
    "malformed-token": (
        400,
        "Mã trang tiếp theo không hợp lệ",
        "The continuation token is not valid",
    ),
    "not-signed-in": (401, "Bạn chưa đăng nhập", "You are not signed in"),
    "session-expired": (401, "Phiên đăng nhập đã hết hạn", "Your session has expired"),
    "role-missing": (403, "Tài khoản không có quyền này", "Your account may not do this"),
    "not-entitled": (
        403,
        "Hồ sơ này không thuộc quyền của bạn",
        "This dossier is not yours to see or move",
    ),
    "agency-not-yours": (
        403,
        "Cơ quan này không thuộc phạm vi của bạn",
        "This agency is outside your scope",
    ),
    "not-found": (404, "Không tìm thấy", "Not found"),
    "dossier-not-found": (
        404,
        "Không tìm thấy hồ sơ với mã này",
        "No dossier was found with this code",
    ),
    "illegal-move": (
        409,
        "Thao tác không hợp lệ ở trạng thái hiện tại",
        "This move is not legal in the present status",
    ),
    "move-refused": (409, "Quy định không cho phép thao tác này", "A rule forbids this move"),
    "key-reused": (
        409,
        "Khóa Idempotency-Key đã dùng cho một yêu cầu khác",
        "The Idempotency-Key was used for another request",
    ),
    "in-flight": (
        409,
        "Yêu cầu đang được xử lý, vui lòng thử lại sau giây lát",
        "The request is being processed; please try again in a moment",
    ),
    "catalogue-moved": (
        409,
        "Danh mục vừa có phiên bản mới; hãy xem lại rồi công bố lại",
        "The catalogue has just moved to a new version; look again and publish anew",
    ),
    "nothing-due": (
        409,
        "Hồ sơ này hiện không có khoản nào phải nộp",
        "Nothing is to be paid for this dossier now",
    ),
    "already-paid": (
        409,
        "Hồ sơ này đã được nộp phí, lệ phí",
        "This dossier has been paid for already",
    ),
    "online-payment-open": (
        409,
        "Có thể đang có thanh toán trực tuyến cho hồ sơ này",
        "An online payment for this dossier may be under way",
    ),
    "day-closed": (409, "Sổ thu ngày này đã khóa", "This day's books are closed"),
    "already-voided": (409, "Biên lai này đã bị hủy", "This receipt is void already"),
    "refund-own-request": (
        403,
        "Người đề nghị hoàn trả không được tự duyệt",
        "Whoever asked for a refund may not approve it",
    ),
    "refund-not-now": (
        409,
        "Khoản hoàn trả đang ở trạng thái không cho phép thao tác này",
        "The refund is in a state that does not allow this",
    ),
    "line-explained": (
        409,
        "Chênh lệch này đã được giải trình hoặc không còn",
        "This difference was explained already, or is gone",
    ),
    "stale-version": (
        412,
        "Hồ sơ đã thay đổi từ lần bạn xem; hãy tải lại",
        "The dossier has changed since you saw it; please reload",
    ),
    "too-large": (413, "Nội dung gửi lên quá lớn", "The body is too large"),
    "unsupported-media-type": (
        415,
        "Chỉ nhận nội dung application/json",
        "Only application/json is accepted",
    ),
    "invalid-input": (422, "Thông tin chưa đúng", "Some of the information is not right"),
    "too-many-requests": (
        429,
        "Quá nhiều yêu cầu, vui lòng thử lại sau",
        "Too many requests; please try again later",
    ),
    "not-ready": (
        503,
        "Hệ thống chưa công bố danh mục, vui lòng quay lại sau",
        "The catalogue has not been published yet; please come back later",
    ),
    "gateway-unreachable": (
        503,
        "Cổng thanh toán chưa sẵn sàng",
        "The payment gateway is not available",
    ),
    "internal": (
        500,
        "Hệ thống gặp lỗi; yêu cầu của bạn chưa được ghi nhận",
        "The system failed; your request was not recorded",
    ),
}

# MoveRefused.rule: (Vietnamese, English)
RULES: Final[dict[str, tuple[str, str]]] = {
    "supplement_limit": (
        "Đã yêu cầu bổ sung đủ số lần thủ tục cho phép.",
        "Supplements were asked as often as the procedure allows.",
    ),
    "supplement_expired": (
        "Đã hết thời hạn bổ sung.",
        "The time for the supplement has passed.",
    ),
    "supplement_still_open": (
        "Người nộp vẫn còn thời hạn bổ sung.",
        "The applicant still has time to supplement.",
    ),
    "forward_to_itself": (
        "Không thể chuyển hồ sơ cho chính cơ quan đang giải quyết.",
        "A dossier cannot be forwarded to the agency that has it.",
    ),
    "not_linked": (
        "Cơ quan nhận không tham gia giải quyết thủ tục này.",
        "The receiving agency takes no part in this procedure.",
    ),
    "no_due_date": (
        "Hồ sơ không có ngày hẹn trả nên không thể gia hạn.",
        "The dossier has no due date to extend.",
    ),
    "already_extended": (
        "Chỉ được hẹn lại ngày trả kết quả một lần.",
        "The due date may be moved only once.",
    ),
    "not_later": (
        "Ngày hẹn mới phải sau ngày hẹn cũ và sau hiện tại.",
        "The new due date must be later than the old one and than now.",
    ),
    "fee_unpaid": (
        "Phí, lệ phí chưa được nộp.",
        "The fee has not been paid yet.",
    ),
    "already_rated": (
        "Hồ sơ này đã được đánh giá; mỗi hồ sơ chỉ đánh giá một lần.",
        "This dossier has been rated already; each is rated once.",
    ),
    "refund_recorded": (
        "Lần hoàn trả này đã được ghi nhận.",
        "This refund is recorded already.",
    ),
    "result_document_missing": (
        "Phải đính kèm ít nhất một văn bản kết quả.",
        "At least one result document must be attached.",
    ),
    "numbers_exhausted": (
        "Cơ quan đã dùng hết số hồ sơ trong ngày.",
        "The agency has used up the day's dossier numbers.",
    ),
}

# JSON Schema keyword: (Vietnamese, English); {x} is the keyword's value
FIELD_RULES: Final[dict[str, tuple[str, str]]] = {
    "required": ("Bắt buộc phải có.", "This is required."),
    "type": ("Sai kiểu dữ liệu, cần {x}.", "Wrong type; {x} is needed."),
    "enum": ("Giá trị phải là một trong: {x}.", "The value must be one of: {x}."),
    "const": ("Giá trị phải là {x}.", "The value must be {x}."),
    "pattern": ("Không đúng định dạng.", "The format is not right."),
    "format": ("Không đúng định dạng {x}.", "This is not a valid {x}."),
    "minLength": ("Quá ngắn, ít nhất {x} ký tự.", "Too short; at least {x} characters."),
    "maxLength": ("Quá dài, nhiều nhất {x} ký tự.", "Too long; at most {x} characters."),
    "minimum": ("Nhỏ nhất là {x}.", "The least is {x}."),
    "maximum": ("Lớn nhất là {x}.", "The most is {x}."),
    "exclusiveMinimum": ("Phải lớn hơn {x}.", "Must be more than {x}."),
    "minItems": ("Cần ít nhất {x} mục.", "At least {x} items are needed."),
    "maxItems": ("Nhiều nhất {x} mục.", "At most {x} items are allowed."),
    "additionalProperties": ("Trường không được biết đến.", "This field is unknown."),
    "other": ("Giá trị không hợp lệ.", "The value is not valid."),
}
