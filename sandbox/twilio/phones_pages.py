"""The customers' phones in a browser: each a chat with the business, with a box to answer as that customer."""

# ruff: noqa: E501  HTML and CSS read better whole

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from sandbox import pages
from sandbox.wire import Request, Response

if TYPE_CHECKING:
    from sandbox.twilio.played import Message, PlayedTwilio

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
SHOWN_AT_ONCE = 24
_A_WHILE = timedelta(hours=1)

_STYLE = """
body{background:linear-gradient(160deg,#eef2f8,#e3e9f3) fixed}
main{max-width:84rem}
.top{display:flex;flex-wrap:wrap;align-items:end;justify-content:space-between;gap:.5rem 1rem;margin-bottom:1.2rem}
.top p{margin:0}.top form{display:flex;gap:.5rem}.top input{width:15rem}
.phones{display:flex;flex-wrap:wrap;gap:1.8rem 1.4rem;justify-content:center}
.owner{text-align:center;margin:0 0 .5rem;line-height:1.25}.owner b{display:block}.owner a{color:inherit;text-decoration:none}.owner a:hover{text-decoration:underline}
.phone{width:18.6rem}
.body{height:36rem;background:#101114;border-radius:2.6rem;padding:.65rem;box-shadow:0 18px 40px rgba(20,30,60,.22),0 2px 6px rgba(20,30,60,.2)}
.screen{height:100%;background:#fff;border-radius:2.05rem;overflow:hidden;display:flex;flex-direction:column}
.bar{display:flex;justify-content:space-between;align-items:center;padding:.55rem 1.3rem .1rem;font-size:.78rem;font-weight:600}
.bar i{width:5.2rem;height:1.3rem;background:#101114;border-radius:99px}
.bar span:last-child{width:2.3rem;text-align:right;letter-spacing:.05em}
.head{text-align:center;padding:.3rem 1rem .55rem;border-bottom:1px solid #ececf0;background:#fafafc;font-size:.76rem}
.head i{display:grid;place-items:center;width:2.3rem;height:2.3rem;border-radius:50%;margin:0 auto .15rem;background:linear-gradient(#a8b1c4,#7f8aa3);color:#fff;font-style:normal;font-weight:600;font-size:1rem}
.talk{flex:1;overflow-y:auto;padding:.6rem .7rem;display:flex;flex-direction:column;font-size:.87rem;line-height:1.32}
.day{align-self:center;color:#8a8f9c;font-size:.68rem;margin:.55rem 0 .3rem}
.b{max-width:82%;padding:.45rem .7rem;border-radius:1.05rem;margin-top:.28rem;white-space:pre-wrap;overflow-wrap:anywhere}
.in{align-self:flex-start;background:var(--bubble);border-bottom-left-radius:.3rem}
.out{align-self:flex-end;background:var(--mine);color:#fff;border-bottom-right-radius:.3rem}
.in a{color:#0a58ca}
.lost{background:#fff;border:1px dashed #c6ccd6;color:#6c7486}
.mark{font-size:.66rem;color:#8a8f9c;align-self:flex-start;margin:.1rem .4rem 0}.mark.bad{color:var(--bad)}
.write{display:flex;gap:.45rem;padding:.55rem .7rem .8rem;border-top:1px solid #ececf0}
.write input{border-radius:99px;padding:.42rem .8rem;font-size:.86rem}
.write button{border-radius:50%;width:2.2rem;height:2.2rem;padding:0;flex:none;background:var(--mine);font-size:1rem;line-height:1}
.none{color:#8a8f9c;margin:auto}
.alone .phone{width:24rem;max-width:100%}.alone .body{height:auto;min-height:36rem;display:flex}.alone .screen{flex:1;height:auto}
"""

_SCRIPT = """
const talks=()=>document.querySelectorAll('.talk');
const down=t=>{t.scrollTop=t.scrollHeight};
talks().forEach(down);
const typing=()=>[...document.querySelectorAll('.write input')].some(i=>i.value);
async function look(){
  try{
    const feed=await(await fetch(document.body.querySelector('main').dataset.feed,{cache:'no-store'})).json();
    let fresh=false;
    for(const[number,told]of Object.entries(feed)){
      const talk=document.getElementById('talk-'+number);
      if(!talk){fresh=true;continue}
      if(talk.dataset.mark!==told.mark){talk.innerHTML=told.html;talk.dataset.mark=told.mark;down(talk)}
    }
    if(fresh&&!typing())location.reload();
  }catch(e){}
  setTimeout(look,1500);
}
setTimeout(look,1500);
"""


def answer(twilio: PlayedTwilio, request: Request, at: datetime) -> Response:
    """Answer /phones, /phones/feed, and /phones/{number}, where a POST is that person texting."""
    rest = unquote(request.path.removeprefix("/phones").strip("/"))
    chats = twilio.chats()
    if rest == "feed":
        only = request.one("number")
        chosen = {only: chats.get(only, [])} if only else _chosen(twilio, chats, request)
        feed = {_ident(phone): {"mark": _mark(items), "html": _talk(twilio, items)} for phone, items in chosen.items()}
        return Response(
            200, json.dumps(feed).encode(), {"Content-Type": "application/json", "Cache-Control": "no-store"}
        )
    if rest and request.method == "POST":
        body = dict(request.form()).get("body", "").strip()
        if body:
            twilio.receive(rest, body)
        return pages.redirect("../phones" if request.one("from") == "all" else quote(rest))
    if rest:
        one = _phone(twilio, rest, chats.get(rest, []), at, action=quote(rest))
        main = f'<main data-feed="feed?number={quote(rest)}"><p><a href="../phones">All phones</a></p><div class="phones alone">{one}</div></main>'
        return pages.page(f"Phone {rest}", main, style=_STYLE, script=_SCRIPT)
    return _all(twilio, chats, request, at)


def _chosen(twilio: PlayedTwilio, chats: dict[str, list[Message]], request: Request) -> dict[str, list[Message]]:
    """The phones last heard of, or those that match what was looked for."""
    wanted = request.one("q").strip().lower()
    found = [phone for phone in chats if not wanted or wanted in phone or wanted in twilio.name_of(phone).lower()]
    found.sort(key=lambda phone: chats[phone][-1].created, reverse=True)
    return {phone: chats[phone] for phone in found[:SHOWN_AT_ONCE]}


def _all(twilio: PlayedTwilio, chats: dict[str, list[Message]], request: Request, at: datetime) -> Response:
    chosen = _chosen(twilio, chats, request)
    wanted = request.one("q")
    phones = "".join(
        _phone(twilio, phone, items, at, action=f"phones/{quote(phone)}?from=all", whole=f"phones/{quote(phone)}")
        for phone, items in chosen.items()
    )
    if not phones:
        phones = '<p class="soft">No texts yet. A phone appears here with its first text.</p>'
    count = f"{len(chosen)} of {len(chats)}" if len(chosen) < len(chats) else str(len(chats))
    body = f"""<main data-feed="phones/feed?q={quote(wanted)}"><div class="top"><div><h1>The customers' phones</h1>
<p class="soft">{count} phones, the last heard of first. Answer in any of them as that customer; a name leads to the whole conversation.</p></div>
<form><input type="text" name="q" value="{escape(wanted)}" placeholder="Name or number" aria-label="Find a phone"><button>Find</button></form></div>
<div class="phones">{phones}</div></main>"""
    return pages.page("The customers' phones", body, style=_STYLE, script=_SCRIPT)


def _ident(phone: str) -> str:
    return phone.lstrip("+")


def _mark(items: list[Message]) -> str:
    return f"{len(items)}-{max((item.updated.timestamp() for item in items), default=0)}"


def shown_number(phone: str) -> str:
    """A US number as people write it."""
    return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}" if phone.startswith("+1") and len(phone) == 12 else phone


def _phone(
    twilio: PlayedTwilio, phone: str, items: list[Message], at: datetime, *, action: str, whole: str = ""
) -> str:
    name = twilio.name_of(phone)
    now = at.astimezone(twilio.display_zone)
    own = next((item.sender if item.direction != "inbound" else item.to for item in reversed(items)), "")
    owner = f"<b>{escape(name)}</b>" if name else ""
    owner += f'<span class="soft small">{escape(shown_number(phone))}</span>'
    if whole:
        owner = f'<a href="{whole}">{owner}</a>'
    return f"""<div class="phone"><p class="owner">{owner}</p>
<div class="body"><div class="screen"><div class="bar"><span>{now:%-I:%M}</span><i></i><span>5G</span></div>
<div class="head"><i>{escape(twilio.merchant[:1])}</i><b>{escape(twilio.merchant)}</b><br><span class="soft">{escape(shown_number(own or ""))}</span></div>
<div class="talk" id="talk-{_ident(phone)}" data-mark="{_mark(items)}">{_talk(twilio, items)}</div>
<form class="write" method="post" action="{action}"><input type="text" name="body" placeholder="Text message" autocomplete="off" aria-label="Answer as {escape(name or phone)}"><button aria-label="Send">↑</button></form>
</div></div></div>"""


def _talk(twilio: PlayedTwilio, items: list[Message]) -> str:
    if not items:
        return '<p class="none">No texts yet</p>'
    parts: list[str] = []
    before: datetime | None = None
    for index, item in enumerate(items):
        moment = (item.sent or item.created).astimezone(twilio.display_zone)
        if before is None or moment - before >= _A_WHILE or moment.date() != before.date():
            parts.append(f'<div class="day">{moment:%a, %b %-d} at {moment:%-I:%M %p}</div>')
        before = moment
        inbound = item.direction == "inbound"
        lost = item.status in ("failed", "undelivered", "canceled") or (not inbound and item.sent is None)
        kind = "out" if inbound else "in"
        parts.append(f'<div class="b {kind}{" lost" if lost else ""}">{_linked(item.body)}</div>')
        if not inbound:
            bad = item.status in ("failed", "undelivered")
            last = index == len(items) - 1 or items[index + 1].direction == "inbound"
            if bad or lost or last:
                why = f" · {item.error}" if item.error else ""
                parts.append(f'<div class="mark{" bad" if bad else ""}">{item.status.capitalize()}{why}</div>')
    return "".join(parts)


def _linked(body: str) -> str:
    """The body, escaped, with its links to be clicked."""
    parts: list[str] = []
    end = 0
    for match in _URL.finditer(body):
        parts.append(escape(body[end : match.start()]))
        url = escape(match.group())
        parts.append(f'<a href="{url}" target="_blank" rel="noopener">{url}</a>')
        end = match.end()
    parts.append(escape(body[end:]))
    return "".join(parts)
