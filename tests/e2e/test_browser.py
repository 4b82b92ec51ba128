"""The same thread in a real browser: a new invoice, its text on the phone, the pay page, the payment in the ledger.

PASTDUE_SCREENSHOTS=1 keeps what was seen in docs/images, for the README.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pastdue.cli.local import Advance
from sandbox.browser import Browser as PlainBrowser
from sandbox.evidence import Evidence, broken, cents
from sandbox.people import DANA
from tests.e2e.conftest import ROOT, Scene

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IMAGES = ROOT / "docs" / "images"
AMOUNT = "264.30"
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; `apt-get install chromium`, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page on a phone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    """A page on a desk."""
    context = chromium.new_context(viewport={"width": 1340, "height": 860}, device_scale_factor=1.5)
    yield context.new_page()
    context.close()


def kept(page: Page, name: str, **how: object) -> None:
    """Keep what is seen, where it was asked for."""
    if os.environ.get("PASTDUE_SCREENSHOTS") == "1":
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=IMAGES / f"{name}.png", **how)  # type: ignore[arg-type]


def newest(evidence: Evidence, balance: str) -> str:
    """The number of the newest invoice with that balance."""
    return str(
        max((int(each["Id"]), each["DocNumber"]) for each in evidence.open_invoices() if each["Balance"] == balance)[1]
    )


@pytest.fixture(scope="module")
def texted() -> dict[str, str]:
    """What the first test of this module leaves to the others."""
    return {}


# What a reader of the README sees first: a promise in Spanish, a dispute, a payment, a STOP.
SHOWN = ("Panaderia Delgado", "Pacific Rim Imports", "Blue Heron Inn", "Harper and Sons Contracting")

PICTURED = (
    "imports_pump",
    "brewing_chiller",
    "contractor_rough",
    "events_tent",
    "northgate_riser",
    "imports_drain",
    "bakery_oven",
    "inn_shower",
    "cafe_boiler",
    "cafe_sink",
)


def test_the_conversations_of_four_weeks_are_on_the_phones(desk: Page, scene: Scene) -> None:
    desk.goto(f"{scene.played.pages}phones")
    phones = desk.locator(".phone")
    expect(phones.filter(has_text="Panaderia Delgado")).to_contain_text("lo pago el viernes")
    expect(phones.filter(has_text="Pacific Rim Imports")).to_contain_text("Dispute")
    expect(phones.filter(has_text="Harper and Sons")).to_contain_text("STOP")
    expect(phones.filter(has_text="Blue Heron")).to_contain_text("Final notice")
    desk.set_viewport_size({"width": 1340, "height": 752})
    desk.evaluate(
        """names => {
          const phones = [...document.querySelectorAll('.phone')];
          const owner = phone => phone.querySelector(".owner").textContent;
          const named = names.map(name => phones.find(phone => owner(phone).includes(name)));
          document.querySelector('.phones').replaceChildren(...named);
          document.querySelectorAll('.talk').forEach(talk => {
            const said = [...talk.querySelectorAll('.out')].pop();
            talk.scrollTop = said ? said.offsetTop - talk.offsetTop - 90 : talk.scrollHeight;
          });
        }""",
        SHOWN,
    )
    kept(desk, "phones")


def test_the_ledger_of_four_weeks_shows_what_was_paid_and_how(desk: Page, scene: Scene) -> None:
    desk.goto(f"{scene.played.pages}ledger/{scene.played.realm}")
    number = scene.played.number("cafe_boiler")
    expect(desk.locator("#invoices tr", has_text=number)).to_contain_text("Paid")
    row = desk.locator("#payments tr", has_text=number)
    expect(row).to_contain_text("$485.00")
    expect(row).to_contain_text("pi_")
    expect(desk.locator("#payments tr", has_text="88213")).to_contain_text("$4,120.75")
    # For a picture that is not too tall: what the story is about, and the payments.
    wanted = [scene.played.number(key) for key in PICTURED]
    desk.evaluate(
        """numbers => document.querySelectorAll('#invoices tbody tr').forEach(row => {
          if (!numbers.includes(row.querySelector('td').textContent)) row.remove();
        })""",
        wanted,
    )
    bottom = desk.evaluate("document.getElementById('payments').getBoundingClientRect().bottom")
    desk.set_viewport_size({"width": 1340, "height": int(bottom) + 20})
    kept(desk, "ledger")


def test_the_formal_letter_is_read_in_the_inbox_with_its_invoice(desk: Page, scene: Scene) -> None:
    desk.goto(f"{scene.played.pages}mails")
    letter = desk.locator("details").filter(has=desk.locator("summary b", has_text=re.compile("^Past due")))
    letter.locator("summary").click()
    expect(letter.locator(".text")).to_be_visible()
    expect(letter.locator("dl")).to_contain_text("pastdue@example.com")
    expect(letter.locator(".files a")).to_contain_text(".pdf")


def test_a_new_invoice_in_the_ledger_becomes_a_text_on_the_phone(
    desk: Page, scene: Scene, texted: dict[str, str]
) -> None:
    due = (scene.played.now() - timedelta(days=4)).date().isoformat()
    desk.goto(f"{scene.played.pages}ledger/{scene.played.realm}")
    form = desk.locator("#create-invoice")
    form.locator("select[name=customer]").select_option(label="Harborview Cafe")
    form.locator("input[name=amount]").fill(AMOUNT)
    form.locator("input[name=due]").fill(due)
    form.locator("input[name=description]").fill("Dishwasher connection")
    form.locator("button").click()
    expect(desk.locator("#invoices")).to_contain_text(AMOUNT)
    now = scene.evidence()
    number = newest(now, AMOUNT)
    assert now.case(number).invoice.number == number, "the webhook made a case of it at once"

    # No text within three days after it was created, none on a Sunday or a holiday: a week has the day.
    Advance(scene.reached, lambda _line: None).by(timedelta(days=7))
    desk.goto(f"{scene.played.pages}phones/{DANA}")
    talk = desk.locator(".talk")
    expect(talk).to_contain_text(f"for invoice {number}")
    texted["number"] = number
    texted["link"] = talk.locator("a").last.get_attribute("href") or ""
    first, *_ = scene.evidence().texts_about(number)
    created = now.now.astimezone(NEW_YORK).date()
    assert first.local_date - created >= timedelta(days=3)


def test_the_customer_pays_on_a_phone(phone: Page, scene: Scene, texted: dict[str, str]) -> None:
    phone.goto(texted["link"])
    expect(phone.locator("#total")).to_have_text(f"${AMOUNT}")
    expect(phone.locator("#email")).to_have_value("dana@harborview.example.com")
    fits = phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert fits, "the pay page fits a phone"
    phone.fill("#card", "4000 0000 0000 0002")
    phone.fill("#name", "Dana")
    phone.click("#pay")
    expect(phone.locator("#error")).to_contain_text("declined")
    phone.fill("#card", "4242 4242 4242 4242")
    phone.click("#pay")
    expect(phone.locator("#outcome")).to_have_text("Thanks for your payment")
    now = scene.evidence()
    invoice = now.invoice(texted["number"])
    assert cents(invoice["Balance"]) == 0
    assert now.case(texted["number"]).state == "closed"
    assert list(broken(now, now)) == []


def test_the_link_is_spent(phone: Page, texted: dict[str, str]) -> None:
    phone.goto(texted["link"])
    expect(phone.locator("#pay")).to_have_count(0)
    expect(phone.locator("#message")).to_be_visible()


def test_the_ledger_shows_the_payment_and_what_it_was_applied_to(
    desk: Page, scene: Scene, texted: dict[str, str]
) -> None:
    desk.goto(f"{scene.played.pages}ledger/{scene.played.realm}")
    row = desk.locator("#payments tr", has_text=texted["number"])
    expect(row).to_contain_text(f"${AMOUNT}")
    expect(row).to_contain_text("pi_")


def test_a_person_answers_on_the_phones_page(desk: Page, scene: Scene) -> None:
    desk.goto(f"{scene.played.pages}phones/{DANA}")
    desk.fill(".write input", "Thanks, all paid now!")
    desk.click(".write button")
    expect(desk.locator(".talk")).to_contain_text("Thanks, all paid now!")
    assert not any(scene.evidence().dead_letters.values())


def test_a_payment_whose_record_got_no_answer_from_quickbooks_is_booked_once(scene: Scene) -> None:
    """The request reached QuickBooks, its answer did not reach us: we look before acting again."""
    played = scene.played
    with PlainBrowser() as web:
        page = web.open(f"{played.pages}ledger/{played.realm}")
        form = page.form("create-invoice")
        customer = form.choices["customer"]["Harborview Cafe"]
        due = (played.now() - timedelta(days=4)).date().isoformat()
        web.send(page, form, {"customer": customer, "amount": "77.10", "due": due})
        Advance(scene.reached, lambda _line: None).by(timedelta(days=8))
        before = scene.evidence()
        number = newest(before, "77.10")
        lost = {"vendor": "quickbooks", "trouble": "lose_answer", "method": "POST", "path": "/payment", "times": 1}
        scene.reached.order("faults", **lost)
        page = web.open(before.texts_about(number)[0].link_url)
        assert "Thanks" in web.send(page, page.form(), {"kind": "card", "card": "4242424242424242"}).text
    Advance(scene.reached, lambda _line: None).by(timedelta(hours=1))
    after = scene.evidence()
    fresh = [each for each in after.books["payments"] if cents(each["TotalAmt"]) == 7710]
    assert len(fresh) == 1
    assert list(broken(after, after)) == []
