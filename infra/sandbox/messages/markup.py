"""The page's HTML: Vietnamese first, English under it; no script."""

PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin nhắn thử · Một Cửa</title>
<style>
  body {{ font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem;
         padding: 1.5rem 1rem; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }}
  h1 {{ font-size: 1.5rem; margin: 0; }}
  h2 {{ font-size: 1.25rem; margin: 2rem 0 0; }}
  .notice {{ border-left: .3rem solid #b3261e; background: #fdf0ef; padding: .75rem 1rem; }}
  .en, small {{ color: #4a4a4a; }}
  a {{ color: #2b4880; display: inline-block; padding: .25rem 0; }}
  label {{ display: block; margin-top: .75rem; }}
  fieldset {{ border: 0; margin: .75rem 0 0; padding: 0; }}
  input[type=tel], textarea {{ box-sizing: border-box; width: 100%; font: inherit;
         padding: .5rem; border: 2px solid #3d5a99; border-radius: .5rem; }}
  button {{ display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; font: inherit;
           text-align: left; background: #f4f6fb; border: 2px solid #3d5a99;
           border-radius: .5rem; cursor: pointer; }}
  button:hover, :focus-visible {{ background: #dfe7f7; outline: 3px solid #3d5a99; }}
  article {{ border: 1px solid #c3c7cf; border-radius: .5rem; padding: .75rem 1rem;
            margin: .75rem 0; }}
  article p, article pre {{ margin: 0 0 .25rem; }}
  article .text {{ font: inherit; font-weight: bold; white-space: pre-wrap; }}
  blockquote {{ margin: .25rem 0; padding-left: .75rem; border-left: .3rem solid #3d5a99;
               white-space: pre-wrap; }}
</style>
</head>
<body>
<main>
<h1>Tin nhắn thử</h1>
<p class="en" lang="en">Demo messages</p>
<div class="notice">
<p>Trang này chỉ dùng để thử trên máy này: không có tin nhắn hay thư nào được gửi thật.</p>
<p class="en" lang="en">For trying the system on this machine only: no message is really sent.</p>
</div>
<p><a href="">Tải lại trang <small lang="en">Reload</small></a></p>
<h2>Nhắn tin cho hệ thống <small lang="en">Send an SMS to the system</small></h2>
{form}
{exchanges}
<h2>Tin nhắn SMS đã gửi <small lang="en">SMS sent</small></h2>
{sms}
<h2>Thư điện tử đã gửi <small lang="en">E-mails sent</small></h2>
{mails}
<p><small>Mỗi mục hiện {shown} tin mới nhất. <span lang="en">The newest {shown} of each.</span>
</small></p>
</main>
</body>
</html>
"""
FORM = """<form method="post" action="/send">
<label>Từ số điện thoại <small lang="en">From the phone number</small>
<input type="tel" name="phone" value="{phone}" required maxlength="20" autocomplete="off"></label>
<label>Nội dung <small lang="en">Text</small>
<textarea name="text" rows="3" required maxlength="1000"></textarea></label>
<fieldset>
<legend>Cách chuyển <small lang="en">Brought by</small></legend>
{ways}
</fieldset>
<button><strong>Gửi</strong> <span class="en" lang="en">Send</span></button>
</form>
"""
WAY = """<label><input type="radio" name="way" value="{value}"{checked}> {vi}
<small lang="en">{en}</small></label>"""
NOWHERE = """<p>Chưa cấu hình nơi nhận tin nhắn.
<span class="en" lang="en">There is nowhere to send an SMS to.</span></p>
"""
ONE_PHONE = """<p>Chỉ hiện số {phone}. <a href="/">Hiện tất cả</a>
<span class="en" lang="en">Only {phone} is shown. <a href="/">Show everything</a></span></p>
"""
EMPTY = '<p>Chưa có gì. <span class="en" lang="en">Nothing yet.</span></p>'
EXCHANGE = """<article>
<p><small>{at} · {sender} · {way}</small></p>
<p class="text">{text}</p>
{reply}
{state}
</article>"""
SMS = """<article>
<p><small>{at} · {provider} · <a href="{link}">{phone}</a></small></p>
<p class="text">{text}</p>
<p><small>{septets} ký tự GSM-7, {parts} tin
<span lang="en">({septets} septets, {parts} SMS)</span></small></p>
{state}
</article>"""
MAIL = """<article>
<p><small>{at} · {to}</small></p>
<p><strong>{subject}</strong></p>
<pre class="text" style="font-weight: normal">{text}</pre>
</article>"""
STATE = '<p><small>{vi} <span lang="en">{en}</span></small></p>'
