"""Intuit's OAuth, played: the page, codes, refreshing, rotating, expiring, revoking."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes

from sandbox.quickbooks import Lifetimes
from sandbox.transport import played_session
from sandbox.wire import Request, Response
from tests.contract.played_quickbooks import BASIC, CLIENT, REALM, REDIRECT, SECRET, App, connected, said

ASKED = {
    "client_id": CLIENT,
    "response_type": "code",
    "scope": "com.intuit.quickbooks.accounting",
    "redirect_uri": REDIRECT,
    "state": "s-1",
}


@pytest.fixture
def app() -> App:
    return connected()


def press(app: App, decision: str, **changes: str) -> Response:
    form = {**ASKED, "realm": REALM, "decision": decision, **changes}
    return app.quickbooks.handle(Request.of("POST", "/connect/oauth2", {}, urlencode(form).encode()))


def back(response: Response) -> dict[str, str]:
    """What the app is told at its redirect address."""
    assert response.status == 302
    assert response.headers["location"].startswith(REDIRECT)
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["location"]).query).items()}


def exchange(app: App, code: str, **changes: str) -> Response:
    return app.tokens(**{"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, **changes})


def refresh(app: App, token: str) -> Response:
    return app.tokens(grant_type="refresh_token", refresh_token=token)


def refused(response: Response) -> str:
    assert response.status == 400
    return str(json.loads(response.body)["error"])


def fresh(app: App) -> Any:
    return said(exchange(app, back(press(app, "connect"))["code"]))


def works(app: App, access_token: str) -> bool:
    app.access_token = access_token
    return app.send("GET", "preferences").status == 200


def test_the_page_lets_a_person_choose_a_company_and_connect_or_cancel(app: App) -> None:
    page = app.quickbooks.handle(Request.of("GET", "/connect/oauth2?" + urlencode({**ASKED, "state": '"><b>'}), {}))
    text = page.body.decode()
    assert page.status == 200
    assert f'<option value="{REALM}">Sandbox Company</option>' in text
    assert 'value="connect"' in text
    assert 'value="cancel"' in text
    assert '"><b>' not in text


def test_connecting_brings_code_state_and_realm(app: App) -> None:
    got = back(press(app, "connect"))
    assert (got["state"], got["realmId"]) == ("s-1", REALM)
    assert set(said(exchange(app, got["code"]))) == {
        "token_type",
        "access_token",
        "expires_in",
        "refresh_token",
        "x_refresh_token_expires_in",
    }


def test_cancelling_brings_access_denied(app: App) -> None:
    assert back(press(app, "cancel")) == {"error": "access_denied", "state": "s-1"}


@pytest.mark.parametrize("field", ["client_id", "response_type", "scope", "redirect_uri", "state"])
def test_an_app_that_asks_wrongly_is_not_sent_back(app: App, field: str) -> None:
    app.quickbooks.oauth.redirect_uris = {REDIRECT}
    wrong = {**ASKED, field: "" if field == "state" else "https://elsewhere.example.com"}
    assert app.quickbooks.handle(Request.of("GET", "/connect/oauth2?" + urlencode(wrong), {})).status == 400
    assert press(app, "connect", **{field: wrong[field]}).status == 400


def test_a_code_works_once_and_a_second_try_takes_back_what_it_gave(app: App) -> None:
    code = back(press(app, "connect"))["code"]
    tokens = said(exchange(app, code))
    assert works(app, tokens["access_token"])
    assert refused(exchange(app, code)) == "invalid_grant"
    assert not works(app, tokens["access_token"])


@pytest.mark.parametrize(("seconds", "good"), [(599, True), (600, False), (601, False)])
def test_a_code_lives_ten_minutes(app: App, seconds: int, good: bool) -> None:
    code = back(press(app, "connect"))["code"]
    app.wall.pass_(seconds=seconds)
    assert (exchange(app, code).status == 200) is good


def test_a_code_needs_its_own_redirect_address_and_the_clients_secret(app: App) -> None:
    code = back(press(app, "connect"))["code"]
    assert refused(exchange(app, code, redirect_uri="https://elsewhere.example.com")) == "invalid_grant"
    request = Request.of("POST", "/oauth2/v1/tokens/bearer", {"Authorization": BASIC[:-4] + "AAA="}, b"grant_type=x")
    assert app.quickbooks.handle(request).status == 401
    assert refused(app.tokens(grant_type="password")) == "unsupported_grant_type"


@pytest.mark.parametrize(("minutes", "good"), [(59, True), (60, False), (61, False)])
def test_an_access_token_lives_an_hour_of_the_vendors_wall_clock(app: App, minutes: int, good: bool) -> None:
    tokens = fresh(app)
    app.clock.pass_(days=30)  # business time passes without it
    app.wall.pass_(minutes=minutes)
    assert tokens["expires_in"] == 3600
    assert works(app, tokens["access_token"]) is good


def test_within_a_day_a_refresh_keeps_the_refresh_token(app: App) -> None:
    tokens = fresh(app)
    app.wall.pass_(hours=23)
    again = said(refresh(app, tokens["refresh_token"]))
    assert again["refresh_token"] == tokens["refresh_token"]
    assert works(app, again["access_token"])


def test_after_a_day_a_refresh_rotates_it_and_the_old_one_ends_the_connection(app: App) -> None:
    tokens = fresh(app)
    app.wall.pass_(hours=24)
    rotated = said(refresh(app, tokens["refresh_token"]))
    assert rotated["refresh_token"] != tokens["refresh_token"]
    assert works(app, rotated["access_token"])
    assert refused(refresh(app, tokens["refresh_token"])) == "invalid_grant"
    assert refused(refresh(app, rotated["refresh_token"])) == "invalid_grant"
    assert not works(app, rotated["access_token"])


def test_a_replaced_token_may_be_given_a_grace_in_which_it_gets_the_newest(app: App) -> None:
    app.quickbooks.oauth.lifetimes = Lifetimes(superseded_grace=timedelta(hours=24))
    tokens = fresh(app)
    app.wall.pass_(hours=24)
    rotated = said(refresh(app, tokens["refresh_token"]))
    app.wall.pass_(hours=23)
    assert said(refresh(app, tokens["refresh_token"]))["refresh_token"] == rotated["refresh_token"]
    app.wall.pass_(hours=1)
    assert refused(refresh(app, tokens["refresh_token"])) == "invalid_grant"


def test_two_refreshes_at_once_with_one_token_end_the_connection(app: App) -> None:
    tokens = fresh(app)
    gate, inside, answers = threading.Event(), threading.Semaphore(0), []

    def dwell(_: Request) -> None:
        inside.release()
        gate.wait(5)

    app.quickbooks.dwell = dwell
    threads = [
        threading.Thread(target=lambda: answers.append(refresh(app, tokens["refresh_token"]).status)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=5)
    gate.set()
    for thread in threads:
        thread.join(5)
    app.quickbooks.dwell = None
    assert 400 in answers
    assert refused(refresh(app, tokens["refresh_token"])) == "invalid_grant"


@pytest.mark.parametrize(("days", "good"), [(99, True), (100, False), (101, False)])
def test_a_refresh_token_dies_after_100_idle_days(app: App, days: int, good: bool) -> None:
    tokens = fresh(app)
    assert tokens["x_refresh_token_expires_in"] == 100 * 86_400
    app.wall.pass_(days=days)
    assert (refresh(app, tokens["refresh_token"]).status == 200) is good


def test_five_years_end_even_a_connection_in_use(app: App) -> None:
    token = fresh(app)["refresh_token"]
    for _ in range(20):
        app.wall.pass_(days=90)
        token = said(refresh(app, token))["refresh_token"]
    app.wall.pass_(days=25)
    assert refused(refresh(app, token)) == "invalid_grant"


def test_the_hard_end_is_told_only_to_who_asks(app: App) -> None:
    tokens = fresh(app)
    headers = {"Authorization": BASIC, "x-include-refresh-token-hard-expires-in": "true"}
    form = urlencode({"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}).encode()
    answer = said(app.quickbooks.handle(Request.of("POST", "/oauth2/v1/tokens/bearer", headers, form)))
    assert answer["x_refresh_token_hard_expires_in"] == 5 * 365 * 86_400
    assert "x_refresh_token_hard_expires_in" not in said(refresh(app, tokens["refresh_token"]))


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_either_token_ends_the_connection(app: App, which: str) -> None:
    tokens = fresh(app)
    body = json.dumps({"token": tokens[which]}).encode()
    request = Request.of("POST", "/v2/oauth2/tokens/revoke", {"Authorization": BASIC}, body)
    assert app.quickbooks.handle(request).status == 200
    assert not works(app, tokens["access_token"])
    assert refused(refresh(app, tokens["refresh_token"])) == "invalid_grant"
    assert app.quickbooks.handle(request).status == 400


def test_connecting_again_ends_the_connection_before(app: App) -> None:
    first, second = fresh(app), fresh(app)
    assert not works(app, first["access_token"])
    assert works(app, second["access_token"])


def test_intuits_own_client_goes_the_whole_way(app: App) -> None:
    """intuit-oauth takes an unknown `environment` for the address of the discovery document."""
    app.quickbooks.base_url = "https://intuit.example.com"

    class Timed(AuthClient):  # type: ignore[misc]  # untyped
        def request(self, method: str, url: str, **kwargs: Any) -> Any:
            return played_session(app.quickbooks).request(method, url, **{**kwargs, "timeout": 5})

    client = Timed(CLIENT, SECRET, REDIRECT, "https://intuit.example.com/.well-known/openid_configuration")
    url = urlsplit(client.get_authorization_url([Scopes.ACCOUNTING], state_token="s-1"))
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    got = back(press(app, "connect", **asked))
    client.get_bearer_token(got["code"], realm_id=got["realmId"])
    assert works(app, client.access_token)
    before = client.refresh_token
    app.wall.pass_(hours=25)
    client.refresh()
    assert client.refresh_token != before
    client.revoke()
    assert not works(app, client.access_token)
