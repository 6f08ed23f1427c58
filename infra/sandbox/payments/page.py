"""The payment page: what to pay, and one button for each thing that can happen."""

from html import escape

from infra.sandbox.payments.ledger import Payment
from infra.sandbox.payments.scenarios import SCENARIOS

GATEWAYS = {"national": "Nền tảng thanh toán Cổng Dịch vụ công quốc gia", "vnpay": "VNPAY"}
PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Một Cửa</title>
<style>
  body {{ font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 32rem;
         padding: 1.5rem 1rem; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }}
  h1 {{ font-size: 1.5rem; margin: 0; }}
  .notice {{ border-left: .3rem solid #b3261e; background: #fdf0ef; padding: .75rem 1rem; }}
  .en, small {{ color: #4a4a4a; }}
  dt {{ margin-top: .5rem; }} dd {{ margin: 0; font-weight: bold; }}
  input {{ font: inherit; width: 5rem; padding: .5rem; }}
  button {{ display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; font: inherit;
           text-align: left; background: #f4f6fb; border: 2px solid #3d5a99;
           border-radius: .5rem; cursor: pointer; }}
  button:hover, button:focus-visible {{ background: #dfe7f7; outline: 3px solid #3d5a99; }}
  button span {{ display: block; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="en" lang="en">{title_en}</p>
<div class="notice">
<p>Trang này chỉ dùng để thử trên máy này: không có tiền thật.</p>
<p class="en" lang="en">For trying the system on this machine only: no real money.</p>
</div>
{content}
</main>
</body>
</html>
"""
BILL = """<dl>
<dt>Cổng thanh toán <small lang="en">Gateway</small></dt><dd>{gateway}</dd>
<dt>Nội dung <small lang="en">For</small></dt><dd>{subject}</dd>
<dt>Mã tham chiếu <small lang="en">Reference</small></dt><dd>{reference}</dd>
<dt>Số tiền <small lang="en">Amount</small></dt><dd>{amount} đồng</dd>
</dl>
"""
FORM = """{bill}<form method="post">
<label>Xác nhận chậm (giây) <small lang="en">Delay of the confirmation, seconds</small>
<input name="delay" type="number" min="0" max="86400" value="20" inputmode="numeric"></label>
{buttons}
</form>
"""
BUTTON = """<button name="outcome" value="{value}">
<strong>{vi}</strong><span class="en" lang="en">{en}</span></button>"""
ENDINGS = {
    "00": ("Đã thanh toán", "Paid"),
    "15": ("Đã hết thời gian thanh toán", "The time to pay is over"),
    "24": ("Đã hủy giao dịch", "Cancelled"),
    "51": ("Tài khoản không đủ số dư", "Insufficient funds"),
    "70": ("Sai chữ ký", "Invalid signature"),
    "72": ("Không tìm thấy website", "No such merchant"),
    "03": ("Dữ liệu không đúng định dạng", "Malformed request"),
}
UNKNOWN = ("Giao dịch không thành công", "Not successful")


def payment_page(payment: Payment) -> str:
    """The page of a payment that is still open."""
    buttons = "\n".join(
        BUTTON.format(value=name, vi=escape(scenario.vi), en=escape(scenario.en))
        for name, scenario in SCENARIOS.items()
    )
    return PAGE.format(
        title="Thanh toán thử",
        title_en="Demo payment",
        content=FORM.format(bill=_bill(payment), buttons=buttons),
    )


def ending_page(payment: Payment) -> str:
    """The page of a payment that has ended, for a browser that does not go back."""
    vi, en = ENDINGS.get(payment.code, UNKNOWN)
    return PAGE.format(title=vi, title_en=en, content=_bill(payment))


def error_page(code: str) -> str:
    """The page for a request that the gateway does not take."""
    vi, en = ENDINGS.get(code, UNKNOWN)
    return PAGE.format(title=vi, title_en=en, content=f"<p>Mã lỗi: {escape(code)}</p>")


def _bill(payment: Payment) -> str:
    return BILL.format(
        gateway=GATEWAYS[payment.gateway],
        subject=escape(payment.subject),
        reference=escape(payment.reference),
        amount=f"{payment.amount:,}".replace(",", "."),
    )
