"""A person's browser without a screen: opens pages over HTTP, reads their forms, fills them in and sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

TIMEOUT = 60.0


@dataclass
class Form:
    """A form as the page shows it: where it goes, and what stands in its fields."""

    action: str
    method: str = "get"
    id: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each select, its values by what a person reads."""
    buttons: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each button adds, by its id."""


class _Reader(HTMLParser):
    """Collects the forms of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._select = ""
        self._option: tuple[str, bool] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag in ("style", "script"):
            self._silent += 1
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower(), said.get("id", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name = said.get("name", "")
        if tag == "button":
            form.buttons[said.get("id", "")] = {name: said.get("value", "")} if name else {}
        elif tag == "select":
            self._select = name
            form.choices[name] = {}
        elif tag == "option":
            self._option = (said.get("value", ""), "selected" in said)
        elif tag == "input" and name:
            checkable = said.get("type") in ("radio", "checkbox")
            if not checkable or "checked" in said:
                form.fields[name] = said.get("value", "on" if checkable else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._silent -= 1
        elif tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.words.append(data)
        if self._form is not None and self._select and self._option is not None:
            value, chosen = self._option
            self._form.choices[self._select][data.strip()] = value
            if chosen or self._select not in self._form.fields:
                self._form.fields[self._select] = value
            self._option = None


@dataclass(frozen=True)
class Page:
    """A page that was opened."""

    url: str
    status: int
    html: str
    forms: tuple[Form, ...]
    text: str

    def form(self, id_: str = "") -> Form:
        """The form of that id, else the first. Raises LookupError where the page has none."""
        for form in self.forms:
            if not id_ or form.id == id_:
                return form
        raise LookupError(f"the page at {self.url} ({self.status}) has no form {id_}: {self.text[:300]}")


class Browser:
    """Opens pages and sends forms; follows redirects and keeps cookies, as a person's browser does."""

    def __init__(self) -> None:
        self._client = httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers={"accept": "text/html"})

    def open(self, url: str) -> Page:
        """Go to an address."""
        return _page(self._client.get(url))

    def send(self, page: Page, form: Form, filled: Mapping[str, str] | None = None, *, button: str = "") -> Page:
        """Fill fields in and press a button (by its id; any button where none is named)."""
        data = {**form.fields, **(filled or {}), **form.buttons.get(button, {})}
        url = urljoin(page.url, form.action)
        if form.method == "post":
            return _page(self._client.post(url, data=data))
        return _page(self._client.get(url, params=data))

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *trouble: object) -> None:
        self._client.close()


def _page(answer: httpx.Response) -> Page:
    reader = _Reader()
    reader.feed(answer.text)
    words = " ".join(" ".join(reader.words).split())
    return Page(str(answer.url), answer.status_code, answer.text, tuple(reader.forms), words)
