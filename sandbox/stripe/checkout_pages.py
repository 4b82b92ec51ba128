"""What a person sees of Stripe: the checkout behind a payment link, and where micro-deposits are verified."""

# ruff: noqa: E501  HTML and CSS read better whole

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from sandbox import pages
from sandbox.stripe import money
from sandbox.stripe.engine import NotPayable
from sandbox.stripe.objects import Intent, Link, Session
from sandbox.stripe.params import StripeError
from sandbox.wire import Request, Response

if TYPE_CHECKING:
    from sandbox.stripe.played import PlayedStripe

_STYLE = """
.pay{max-width:27rem;margin:0 auto;padding:1.25rem}
.brand{display:flex;align-items:center;gap:.6rem;font-weight:600;margin:.4rem 0 1rem}
.brand i{width:2rem;height:2rem;border-radius:50%;background:var(--accent);color:#fff;display:grid;place-items:center;font-style:normal}
.total{font-size:2.3rem;font-weight:700;letter-spacing:-.02em;margin:.1rem 0 .6rem}
.kinds{display:flex;gap:.6rem;margin-top:.4rem}.kinds label{flex:1;margin:0;border:1px solid #c9d2dd;border-radius:8px;padding:.65rem .7rem;color:var(--ink);font-size:.95rem;cursor:pointer}
.kinds label:has(input:checked){border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
form:has(#kind-bank:checked) .by-card,form:has(#kind-card:checked) .by-bank{display:none}
.pay td{border:0}.pay .card:has(table){padding:.7rem .9rem}
.kinds label{display:flex;align-items:center;gap:.3rem;white-space:nowrap}
.pair{display:flex;gap:.6rem}.pair>div{flex:1}
.tick{width:3.4rem;height:3.4rem;border-radius:50%;background:#dff4e8;color:var(--good);display:grid;place-items:center;font-size:1.7rem;margin:0 auto .8rem}
.tick.bad{background:#fbe3e1;color:var(--bad)}
.centre{text-align:center}.foot{text-align:center;margin-top:1.2rem}
"""


def answer(stripe: PlayedStripe, request: Request, at: datetime) -> Response:
    """Answer /pay/{token}, /c/pay/{session}, /verify/{intent} and /receipts/{charge}."""
    parts = [part for part in request.path.split("/") if part]
    engine = stripe.engine
    if len(parts) == 2 and parts[0] == "pay":
        link = engine.by_token.get(parts[1])
        return _not_found(stripe) if link is None else _link(stripe, link, request, at)
    if len(parts) == 3 and parts[:2] == ["c", "pay"]:
        session = engine.sessions.get(parts[2])
        return _not_found(stripe) if session is None else _session(stripe, session, request, at)
    if len(parts) == 2 and parts[0] == "verify":
        intent = engine.intents.get(parts[1])
        return _not_found(stripe) if intent is None else _verify(stripe, intent, request, at)
    if len(parts) == 2 and parts[0] == "receipts":
        charge = engine.charges.get(parts[1])
        if charge is not None:
            return _done(stripe, charge.intent.session)
    return _not_found(stripe)


def _link(stripe: PlayedStripe, link: Link, request: Request, at: datetime) -> Response:
    """Opening a link makes a session; posting to it without one makes one too."""
    form = dict(request.form()) if request.method == "POST" else {}
    session = stripe.engine.sessions.get(form.get("session", ""))
    if session is None:
        try:
            session = stripe.engine.open_session(
                link,
                at,
                email=request.one("prefilled_email") or form.get("email") or None,
                reference=request.one("client_reference_id") or None,
                locale=request.one("locale") or None,
            )
        except NotPayable as refusal:
            return _message(stripe, str(refusal), "This payment link can't be used")
    if request.method == "POST":
        return _pay(stripe, session, form, at)
    return _form(stripe, session)


def _session(stripe: PlayedStripe, session: Session, request: Request, at: datetime) -> Response:
    """An open session stays payable whatever became of its link."""
    if session.status == "expired":
        return _message(
            stripe, "This checkout page has timed out. Open the link in your message again.", "Page expired"
        )
    if session.status == "complete":
        return _done(stripe, session)
    if request.method == "POST":
        return _pay(stripe, session, dict(request.form()), at)
    return _form(stripe, session)


def _pay(stripe: PlayedStripe, session: Session, form: dict[str, str], at: datetime) -> Response:
    name, email = form.get("name", "").strip() or None, form.get("email", "").strip() or None
    if session.status == "expired":
        return _message(
            stripe, "This checkout page has timed out. Open the link in your message again.", "Page expired"
        )
    if session.status == "complete":
        return _done(stripe, session)
    try:
        if form.get("kind") == "us_bank_account":
            intent = stripe.engine.pay_by_bank(
                session,
                at,
                form.get("account", ""),
                form.get("routing", ""),
                form.get("verification") == "microdeposits",
                name,
                email,
            )
        else:
            intent = stripe.engine.pay_by_card(session, at, form.get("card", ""), name, email)
    except NotPayable as refusal:
        return _form(stripe, session, str(refusal), form)
    if intent.status == "requires_payment_method":
        return _form(stripe, session, str((intent.last_error or {}).get("message")), form)
    return _done(stripe, session)


def _frame(stripe: PlayedStripe, title: str, inner: str, status: int = 200) -> Response:
    merchant = stripe.engine.settings.merchant
    brand = f'<div class="brand"><i>{escape(merchant[:1])}</i><span>{escape(merchant)}</span></div>'
    foot = '<p class="foot small soft">Played Stripe · sandbox, no real money</p>'
    body = f'<div class="pay">{brand}{inner}{foot}</div>'
    return pages.page(title, body, style=_STYLE, status=status)


def _message(stripe: PlayedStripe, text: str, title: str, status: int = 200) -> Response:
    inner = f'<div class="card"><h1>{escape(title)}</h1><p id="message">{escape(text)}</p></div>'
    return _frame(stripe, title, inner, status)


def _not_found(stripe: PlayedStripe) -> Response:
    return _message(stripe, "The page you were looking for could not be found.", "Not found", 404)


def _lines(session: Session) -> str:
    rows = "".join(
        f"<tr><td>{escape(line.price.product.name)}"
        + (f'<div class="small soft">Qty {line.quantity}</div>' if line.quantity > 1 else "")
        + (
            f'<div class="small soft">{escape(line.price.product.description)}</div>'
            if line.price.product.description
            else ""
        )
        + f'</td><td class="num">{money.shown(line.amount, line.price.currency)}</td></tr>'
        for line in session.lines
    )
    return f"<table>{rows}</table>"


def _form(stripe: PlayedStripe, session: Session, error: str = "", given: dict[str, str] | None = None) -> Response:
    given = given or {}
    total = money.shown(session.total, session.link.currency)
    kept = {name: escape(given.get(name, "")) for name in ("card", "account", "routing", "name")}
    email = escape(given.get("email") or session.prefilled_email or "")
    bank_first = given.get("kind") == "us_bank_account" or "card" not in session.method_types
    kinds = [
        f'<label><input type="radio" name="kind" value="{value}" id="{ident}"{" checked" if checked else ""}> {label}</label>'
        for value, ident, label, checked in (
            ("card", "kind-card", "Card", not bank_first),
            ("us_bank_account", "kind-bank", "Bank account", bank_first),
        )
        if value in session.method_types
    ]
    card = f"""<div class="by-card"><label for="card">Card number</label>
<input type="text" inputmode="numeric" id="card" name="card" placeholder="4242 4242 4242 4242" autocomplete="off" value="{kept["card"]}">
<div class="pair"><div><label for="expiry">Expiry</label><input type="text" id="expiry" name="expiry" placeholder="12 / 34" autocomplete="off"></div>
<div><label for="cvc">CVC</label><input type="text" id="cvc" name="cvc" placeholder="123" autocomplete="off"></div></div></div>"""
    bank = f"""<div class="by-bank"><label for="routing">Routing number</label>
<input type="text" inputmode="numeric" id="routing" name="routing" placeholder="110000000" autocomplete="off" value="{kept["routing"]}">
<label for="account">Account number</label>
<input type="text" inputmode="numeric" id="account" name="account" placeholder="000123456789" autocomplete="off" value="{kept["account"]}">
<label for="verification">How to confirm the account</label>
<select id="verification" name="verification"><option value="instant">At once, through your bank</option>
<option value="microdeposits">With a small deposit in one to two days</option></select></div>"""
    inner = f"""<div class="soft">Pay {escape(stripe.engine.settings.merchant)}</div>
<div class="total" id="total">{total}</div>
<div class="card">{_lines(session)}</div>
{f'<div class="error" id="error" role="alert">{escape(error)}</div>' if error else ""}
<form method="post" action="{escape(session.url)}" class="card" style="margin-top:1rem">
<input type="hidden" name="session" value="{session.id}">
<label for="email" style="margin-top:0">E-mail</label><input type="email" id="email" name="email" value="{email}" autocomplete="off">
<label>Payment method</label><div class="kinds">{"".join(kinds)}</div>
{card if "card" in session.method_types else ""}{bank if "us_bank_account" in session.method_types else ""}
<label for="name">Name</label><input type="text" id="name" name="name" value="{kept["name"]}" autocomplete="off">
<button class="wide" id="pay">Pay {total}</button></form>"""
    return _frame(stripe, f"Pay {stripe.engine.settings.merchant}", inner, 402 if error else 200)


def _done(stripe: PlayedStripe, session: Session) -> Response:
    after = session.link.after_completion
    if after["type"] == "redirect" and session.payment_status == "paid":
        return pages.redirect(after["redirect"]["url"].replace("{CHECKOUT_SESSION_ID}", session.id))
    custom = (after.get("hosted_confirmation") or {}).get("custom_message")
    total = money.shown(session.total, session.link.currency)
    intent = session.intent
    merchant = stripe.engine.settings.merchant
    mark = '<div class="tick">✓</div>'
    if intent is not None and intent.status == "requires_action" and intent.next_action:
        url = intent.next_action["verify_with_microdeposits"]["hosted_verification_url"]
        title = "One more step"
        text = f"A small deposit with a code will reach your account in one to two business days. Then confirm the payment of {total}."
        more = f'<p><a id="verify" href="{escape(url)}">Confirm with the code</a></p>'
    elif session.payment_status == "paid":
        title, more = "Thanks for your payment", ""
        text = f"A payment to {merchant} of {total} has been made."
    elif intent is not None and intent.status == "processing":
        title, more = "Payment started", ""
        text = f"Your bank debit of {total} to {merchant} is on its way. It takes up to four business days."
    else:
        title, more = "Payment failed", ""
        mark = '<div class="tick bad">✕</div>'
        text = str(((intent and intent.last_error) or {}).get("message") or "The payment did not go through.")
    custom_text = f"<p>{escape(custom)}</p>" if custom else ""
    inner = (
        f'<div class="card centre">{mark}<h1 id="outcome">{escape(title)}</h1>'
        f"<p>{escape(text)}</p>{more}{custom_text}</div>"
    )
    return _frame(stripe, title, inner)


def _verify(stripe: PlayedStripe, intent: Intent, request: Request, at: datetime) -> Response:
    error = ""
    if request.method == "POST" and intent.status == "requires_action":
        code = dict(request.form()).get("code", "").strip().upper()
        try:
            stripe.engine.verify_microdeposits(intent, at, code)
        except StripeError as refusal:
            error = str(refusal)
    if intent.status != "requires_action":
        return _done(stripe, intent.session)
    arrival = datetime.fromtimestamp((intent.next_action or {})["verify_with_microdeposits"]["arrival_date"], UTC)
    inner = f"""<div class="card"><h1>Confirm your bank account</h1>
<p>Look for a deposit of $0.01 from {escape(stripe.engine.settings.merchant)} around {arrival:%B %-d}. Its description holds a code of six
characters that starts with SM. <span class="soft">(In the sandbox: SM11AA.)</span></p>
{f'<div class="error" role="alert">{escape(error)}</div>' if error else ""}
<form method="post"><label for="code">Code</label><input type="text" id="code" name="code" maxlength="6" autocomplete="off">
<button class="wide">Confirm</button></form></div>"""
    return _frame(stripe, "Confirm your bank account", inner)
