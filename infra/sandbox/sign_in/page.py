"""The sign-in page: choose who to be, one touch."""

from collections.abc import Iterable

from flask import render_template_string

from infra.sandbox.sign_in.accounts import Account

PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Đăng nhập dùng thử · Một Cửa</title>
<style>
  body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 32rem;
         padding: 1.5rem 1rem; color: #1b1b1b; background: #fff; }
  h1 { font-size: 1.5rem; margin: 0; }
  .notice { border-left: .3rem solid #b3261e; background: #fdf0ef; padding: .75rem 1rem; }
  .en, small { color: #4a4a4a; }
  button { display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; font: inherit;
           text-align: left; background: #f4f6fb; border: 2px solid #3d5a99;
           border-radius: .5rem; cursor: pointer; }
  button:hover, button:focus-visible { background: #dfe7f7; outline: 3px solid #3d5a99; }
  button span { display: block; }
</style>
</head>
<body>
<main>
<h1>Đăng nhập dùng thử</h1>
<p class="en" lang="en">Demo sign-in</p>
<div class="notice">
<p>Trang này chỉ dùng để thử trên máy này: tài khoản không có thật, không cần mật khẩu.</p>
<p class="en" lang="en">For trying the system on this machine only: invented accounts, no
password.</p>
</div>
<h2>Chọn tài khoản <small lang="en">Choose an account</small></h2>
<form method="post">
{% for account in accounts %}
<button name="account" value="{{ account.sub }}">
<strong>{{ account.name }}</strong>
<span>{{ account.post_vi }}</span>
<span class="en" lang="en">{{ account.post_en }}</span>
</button>
{% endfor %}
</form>
</main>
</body>
</html>
"""


def sign_in_page(accounts: Iterable[Account]) -> str:
    """The page as HTML: Vietnamese first, English under it."""
    return render_template_string(PAGE, accounts=accounts)
