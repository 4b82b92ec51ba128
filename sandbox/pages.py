"""The shared look of the sandbox's pages: plain HTML that reads well on a phone, nothing fetched from elsewhere."""

# ruff: noqa: E501  HTML and CSS read better whole

from __future__ import annotations

from html import escape

from sandbox.wire import Response

STYLE = """
:root{--ink:#1a1f36;--soft:#697386;--line:#e3e8ee;--paper:#fff;--ground:#f6f8fa;--accent:#2456d6;--good:#0e7a4b;--bad:#b3261e;
--warn:#8a5a00;--bubble:#e9e9eb;--mine:#2f7cf6}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
a{color:var(--accent)}
h1{font-size:1.5rem;margin:0 0 .4rem}h2{font-size:1.05rem;margin:1.4rem 0 .5rem}
main{max-width:64rem;margin:0 auto;padding:1.25rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.1rem 1.25rem;box-shadow:0 1px 3px rgba(26,31,54,.06)}
.soft{color:var(--soft)}.small{font-size:.85rem}.right{text-align:right}
table{width:100%;border-collapse:collapse}td,th{padding:.45rem .35rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-size:.8rem;color:var(--soft);font-weight:600}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
label{display:block;font-size:.85rem;color:var(--soft);margin:.75rem 0 .25rem}
input[type=text],input[type=email],textarea,select{width:100%;padding:.65rem .7rem;font:inherit;border:1px solid #c9d2dd;border-radius:8px;background:#fff;color:var(--ink)}
input:focus,textarea:focus,select:focus,button:focus-visible{outline:3px solid #bcd0ff;outline-offset:0;border-color:var(--accent)}
button{font:inherit;font-weight:600;color:#fff;background:var(--accent);border:0;border-radius:8px;padding:.75rem 1rem;cursor:pointer}
button.wide{width:100%;margin-top:1.1rem}
.tag{display:inline-block;font-size:.75rem;font-weight:600;padding:.1rem .5rem;border-radius:99px;background:#edf1f7;color:var(--soft)}
.tag.good{background:#dff4e8;color:var(--good)}.tag.bad{background:#fbe3e1;color:var(--bad)}.tag.warn{background:#fdf0d3;color:var(--warn)}
.error{background:#fbe3e1;color:var(--bad);border-radius:8px;padding:.65rem .8rem;margin:.8rem 0}
.grid{display:grid;gap:1.1rem;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr))}
"""


def page(title: str, body: str, *, style: str = "", script: str = "", status: int = 200) -> Response:
    """A whole page; `body` is HTML already escaped."""
    code = f"<script>{script}</script>" if script else ""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{style}</style></head><body>{body}{code}</body></html>"
    )
    return html_response(html, status)


def html_response(html: str, status: int = 200) -> Response:
    """HTML as an answer."""
    return Response(status, html.encode(), {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"})


def redirect(url: str) -> Response:
    """Go and look there, with GET."""
    return Response(303, b"", {"Location": url, "Content-Type": "text/plain"})
