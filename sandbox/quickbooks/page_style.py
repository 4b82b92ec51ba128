"""The look of the played QuickBooks' pages: one sheet, no scripts, nothing from elsewhere."""
# ruff: noqa: E501 - a style sheet is read in its own lines

from __future__ import annotations

from html import escape

from sandbox.wire import Response

STYLE = """
:root{--ink:#1f2a37;--soft:#6b7280;--line:#e5e7eb;--green:#2ca01c;--deep:#1b6c11;--paper:#f4f5f8}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{background:#fff;border-bottom:1px solid var(--line);padding:14px 28px;display:flex;align-items:center;gap:14px}
header .mark{width:34px;height:34px;border-radius:50%;background:var(--green);color:#fff;font-weight:700;display:grid;place-items:center}
header h1{font-size:19px;margin:0}header p{margin:0;color:var(--soft);font-size:13px}
header nav{margin-left:auto;display:flex;gap:18px}a{color:var(--deep)}
main{max-width:1240px;margin:22px auto;padding:0 20px;display:grid;gap:20px}
main.narrow{max-width:520px;margin-top:9vh}main>*{min-width:0}
.card{background:#fff;border:1px solid var(--line);border-radius:12px;padding:18px 20px;overflow-x:auto}
.card h1{font-size:21px;margin:0 0 8px}.card h2{font-size:16px;margin:0 0 12px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
.tile{background:#fff;border:1px solid var(--line);border-radius:12px;padding:14px 16px;border-top:4px solid var(--c,var(--green))}
.tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:13px}
.columns{display:grid;grid-template-columns:minmax(0,2fr) minmax(280px,1fr);gap:20px;align-items:start}
@media(max-width:900px){.columns{grid-template-columns:1fr}}
.stack{display:grid;gap:20px}
table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;color:var(--soft);font-weight:600;font-size:12px;text-transform:uppercase;letter-spacing:.04em}
th,td{padding:8px 10px;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.d{white-space:nowrap}tr.dim td{color:var(--soft)}
.chip{display:inline-block;border-radius:99px;padding:1px 10px;font-size:12px;font-weight:600;white-space:nowrap}
.paid{background:#dcfce7;color:#166534}.open{background:#dbeafe;color:#1e40af}.overdue{background:#fee2e2;color:#991b1b}
.partial{background:#fef3c7;color:#92400e}.void{background:#e5e7eb;color:#4b5563}
label{display:block;margin:0 0 10px;font-size:13px;color:var(--soft)}
input,select{display:block;width:100%;margin-top:3px;padding:8px 10px;border:1px solid #cbd5e1;border-radius:8px;font:inherit;background:#fff;color:var(--ink)}
button{background:var(--green);color:#fff;border:0;border-radius:8px;padding:9px 18px;font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:#fff;color:var(--ink);border:1px solid #cbd5e1}
button.tiny{padding:2px 10px;font-size:12px;font-weight:500}
.buttons{display:flex;gap:10px}.small,.sub{color:var(--soft);font-size:13px}.notice{background:#fee2e2;color:#991b1b;border-radius:8px;padding:10px 14px}
form.inline{display:inline}
"""


def text(value: object) -> str:
    """A value as text that is safe in a page and in an attribute."""
    return escape(str(value), quote=True)


def page(title: str, body: str, *, status: int = 200) -> Response:
    """A whole page."""
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )
    return Response(status, html.encode(), {"content-type": "text/html;charset=utf-8", "cache-control": "no-store"})
