"""The people of the demo's story: each looks at the phone in the evening and does as such a customer would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial

from sandbox.browser import Browser, Page
from sandbox.evidence import Played

_URL = re.compile(r"https?://\S+")
_FRIDAY = 4
GOOD_CARD = "4242 4242 4242 4242"
DECLINED_CARD = "4000 0000 0000 0002"

DANA = "+12125550123"
LUCIA = "+16465550147"
KENJI = "+14155550118"
SAM = "+13125550176"
PRIYA = "+13035550139"
JOE = "+15125550184"
MAYA = "+19175550162"
MARCUS = "+14045550127"
TARA = "+12135550144"
NORA = "+16175550158"
APPROVALS = "your approval"
NORTHGATE = "payables@northgate.example.com"


class NotAsTold(AssertionError):
    """A page did not show what a person would expect."""


@dataclass(frozen=True)
class Text:
    """A text as its recipient reads it."""

    at: datetime
    body: str

    @property
    def link(self) -> str:
        """The address in it; empty when it has none."""
        found = _URL.search(self.body)
        return found.group() if found else ""


@dataclass
class People:
    """Everybody at once. `settle` waits until what a person did has gone through."""

    played: Played
    settle: Callable[[], None]
    browser: Browser
    approve: Callable[[], str]
    """The owner's command that approves tomorrow's touches; gives whom they go to."""
    seen: dict[str, int] = field(default_factory=dict)
    lists_read: int = 0
    did: dict[str, datetime] = field(default_factory=dict)
    """When each thing was done, in business time."""

    def evening(self) -> Iterable[str]:
        """Everybody looks at the phone; yields what each one did, once it has gone through."""
        now = self.played.now()
        acts = [partial(_REACTIONS[phone], self, texts, now) for phone, texts in self._fresh().items() if texts]
        office = (partial(self._owner, now), partial(self._bookkeeper, now))
        for act in (*acts, partial(self._lucia_on_friday, now), *office):
            told = act()
            if told:
                self.settle()
                yield told

    # What they read and use

    def texts(self, phone: str) -> list[Text]:
        """What a phone received."""
        return [
            Text(parsedate_to_datetime(each["date_created"]), each["body"])
            for each in self.played.messages()
            if each["to"] == phone and each["direction"] == "outbound-api" and each["status"] in ("sent", "delivered")
        ]

    def _fresh(self) -> dict[str, list[Text]]:
        fresh = {}
        for phone in _REACTIONS:
            texts = self.texts(phone)
            fresh[phone] = texts[self.seen.get(phone, 0) :]
            self.seen[phone] = len(texts)
        return fresh

    def _once(self, what: str, now: datetime) -> bool:
        if what in self.did:
            return False
        self.did[what] = now
        return True

    def says(self, phone: str, words: str) -> None:
        """Answer on that phone's own page."""
        page = self.browser.open(f"{self.played.pages}phones/{phone}")
        self.browser.send(page, page.form(), {"body": words})

    def pays(self, link: str, **form: str) -> Page:
        """Open a link from a text and pay on the page behind it."""
        page = self.browser.open(link)
        return self.browser.send(page, page.form(), {"kind": "card", "name": "A Customer", **form})

    def check_arrives(self, number: str, check: str) -> None:
        """The bookkeeper types a check into the ledger, for all that is open of an invoice."""
        page = self.browser.open(f"{self.played.pages}ledger/{self.played.realm}")
        form = page.form("record-payment")
        invoice = next(value for shown, value in form.choices["invoice"].items() if shown.startswith(f"{number} "))
        after = self.browser.send(page, form, {"invoice": invoice, "number": check})
        _expect(after, check)

    # Who does what

    def _dana(self, texts: list[Text], now: datetime) -> str:
        if not texts[-1].link or not self._once("dana paid", now):
            return ""
        _expect(self.pays(texts[-1].link, card=GOOD_CARD), "Thanks for your payment")
        return "Dana of Harborview Cafe opens the link and pays by card"

    def _lucia(self, _texts: list[Text], now: datetime) -> str:
        if not self._once("lucia promised", now):
            return ""
        self.says(LUCIA, "Perdón, lo pago el viernes")
        return "Lucia of Panaderia Delgado answers: Perdón, lo pago el viernes"

    def _lucia_on_friday(self, now: datetime) -> str:
        promised = self.did.get("lucia promised")
        due = promised is not None and now.weekday() == _FRIDAY and now - promised > timedelta(hours=12)
        if not due or not self._once("lucia paid", now):
            return ""
        link = next(text.link for text in reversed(self.texts(LUCIA)) if text.link)
        _expect(self.pays(link, card=GOOD_CARD), "Thanks for your payment")
        return "It is Friday: Lucia pays by card, as she said"

    def _kenji(self, texts: list[Text], now: datetime) -> str:
        number = self.played.number("imports_pump")
        if number in texts[-1].body and self._once("kenji disputed", now):
            self.says(KENJI, f"Dispute {number}, the pump was never installed")
            return f"Kenji of Pacific Rim Imports answers: Dispute {number}, the pump was never installed"
        if number not in texts[-1].body and texts[-1].link and self._once("kenji paid", now):
            _expect(self.pays(texts[-1].link, card=GOOD_CARD), "Thanks for your payment")
            return "Kenji pays the invoice that he does not dispute"
        return ""

    def _sam(self, texts: list[Text], now: datetime) -> str:
        if not texts[-1].link or not self._once("sam paid", now):
            return ""
        refused = self.pays(texts[-1].link, card=DECLINED_CARD)
        _expect(refused, "declined")
        paid = self.browser.send(refused, refused.form(), {"card": GOOD_CARD})
        _expect(paid, "Thanks for your payment")
        return "Sam of Lakeshore Brewing is declined, tries another card, and pays what a credit leaves open"

    def _priya(self, _texts: list[Text], now: datetime) -> str:
        if not self._once("wrong number", now):
            return ""
        self.says(PRIYA, "Wrong number, I don't know any yoga studio")
        return "A stranger has the yoga studio's old number: Wrong number, I don't know any yoga studio"

    def _joe(self, _texts: list[Text], now: datetime) -> str:
        if not self._once("joe stopped", now):
            return ""
        self.says(JOE, "STOP")
        return "Joe of Harper and Sons answers: STOP"

    def _maya(self, texts: list[Text], now: datetime) -> str:
        number = self.played.number("inn_shower")
        mine = [text for text in texts if number in text.body and text.link]
        if not mine or not self._once("maya paid", now):
            return ""
        form = {"kind": "us_bank_account", "routing": "110000000", "account": "000123456789", "verification": "instant"}
        _expect(self.pays(mine[-1].link, **form), "Payment started")
        return "Maya of the Blue Heron Inn pays from her bank account, which takes days"

    def _marcus(self, _texts: list[Text], now: datetime) -> str:
        if not self._once("marcus promised", now):
            return ""
        self.says(MARCUS, "sorry!! will pay on Friday")
        return "Marcus of Ironside Gym answers: sorry!! will pay on Friday (and will not)"

    def _tara(self, texts: list[Text], now: datetime) -> str:
        last = texts[-1]
        if "PLAN" in last.body and self._once("tara asked for a plan", now):
            self.says(TARA, "Can I do the PLAN?")
            return "Tara of Riverside Salon answers: Can I do the PLAN?"
        if "AGREE" in last.body and self._once("tara agreed", now):
            self.says(TARA, "agree, thank you")
            return "Tara reads the terms and answers: agree, thank you"
        if not last.link or "tara agreed" not in self.did:
            return ""
        _expect(self.pays(last.link, card=GOOD_CARD), "Thanks for your payment")
        self.did.setdefault("tara paid an instalment", now)
        return "Tara pays an instalment by card"

    def _nora(self, texts: list[Text], now: datetime) -> str:
        if not texts[-1].link or not self._once("nora paid", now):
            return ""
        _expect(self.pays(texts[-1].link, card=GOOD_CARD), "Thanks for your payment")
        return "Nora of Brennan Law Offices gets the text that the owner approved, and pays by card"

    def _owner(self, now: datetime) -> str:
        lists = sum(APPROVALS in mail["Subject"] for mail in self.played.mails())
        if lists <= self.lists_read:
            return ""
        self.lists_read = lists
        self.did.setdefault("the owner approved", now)
        return f"The owner reads tomorrow's list and approves it: {self.approve()}"

    def _bookkeeper(self, now: datetime) -> str:
        sink, riser = self.played.number("cafe_sink"), self.played.number("northgate_riser")
        texted = any(f"invoice {sink}" in text.body for text in self.texts(DANA))
        if texted and self._once("sink check", now):
            self.check_arrives(sink, "5120")
            return "Harborview Cafe pays its second invoice by check, typed into QuickBooks"
        mailed = any(NORTHGATE in mail["To"] and riser in mail["Subject"] for mail in self.played.mails())
        if mailed and self._once("riser check", now):
            self.check_arrives(riser, "88213")
            return "Northgate answers the formal letter with a check, typed into QuickBooks"
        return ""


_REACTIONS: dict[str, Callable[[People, list[Text], datetime], str]] = {
    DANA: People._dana,
    LUCIA: People._lucia,
    KENJI: People._kenji,
    SAM: People._sam,
    PRIYA: People._priya,
    JOE: People._joe,
    MAYA: People._maya,
    MARCUS: People._marcus,
    TARA: People._tara,
    NORA: People._nora,
}


def _expect(page: Page, words: str) -> None:
    if words not in page.text:
        raise NotAsTold(f"{page.url} does not say {words!r}: {page.text[:400]}")
