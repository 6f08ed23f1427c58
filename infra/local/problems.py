"""The edge's own refusals as RFC 9457 problem details, Vietnamese first."""

from starlette.responses import JSONResponse

PROBLEMS = {
    "not-found": (
        404,
        "Không tìm thấy",
        "Not found",
        "Không có dịch vụ nào ở địa chỉ này.",
        "No service answers at this address.",
    ),
    "too-many-requests": (
        429,
        "Quá nhiều yêu cầu",
        "Too many requests",
        "Bạn tra cứu quá nhanh. Vui lòng thử lại sau ít phút.",
        "You are looking things up too fast. Please try again in a little while.",
    ),
    "unavailable": (
        503,
        "Hệ thống tạm thời gián đoạn",
        "Temporarily unavailable",
        "Dịch vụ chưa sẵn sàng. Vui lòng thử lại sau ít phút.",
        "The service is not ready. Please try again in a little while.",
    ),
}


def problem(slug: str, retry_after: int | None = None) -> JSONResponse:
    """The answer for one kind of refusal; `retry_after` is in seconds."""
    status, title, title_en, detail, detail_en = PROBLEMS[slug]
    body = {
        "type": f"urn:motcua:problem:{slug}",
        "status": status,
        "title": title,
        "title_en": title_en,
        "detail": detail,
        "detail_en": detail_en,
    }
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse(body, status, headers, media_type="application/problem+json")
