"""The QuickBooks connection against the played OAuth and moto's Secrets Manager: consent, tokens, single flight."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from moto import mock_aws

from pastdue.adapters.memory import MemoryStore
from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import IntuitAuth, QuickBooksConnections
from pastdue.adapters.quickbooks.tokens import TokenVault
from pastdue.domain.company import Lease, lease_key
from pastdue.domain.errors import Busy, NotConnected, Refused, Unavailable, Unknown
from sandbox.faults import AnswerWith, Faulty, LoseAnswer, LoseRequest, Meanwhile
from sandbox.quickbooks.vendor import PlayedQuickBooks
from sandbox.transport import PlayedAdapter, PlayedTransport
from sandbox.wire import Request, Response

REALM = "310687"
REDIRECT = "https://api.client.example/quickbooks/callback"
TOKEN = "/oauth2/v1/tokens/bearer"
PREFIX = "pastdue/quickbooks/"


class MovableClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

    def now(self) -> datetime:
        raise AssertionError("token lifetimes and leases stay on the wall clock")

    def wall(self) -> datetime:
        return self.time


class Counter:
    def __init__(self) -> None:
        self.count = 0
        self.lock = threading.Lock()

    def token(self) -> str:
        with self.lock:
            self.count += 1
            return f"{self.count:016x}"


class Recorder:
    def __init__(self, vendor: Faulty) -> None:
        self.vendor = vendor
        self.heard: list[Request] = []

    def handle(self, request: Request) -> Response:
        self.heard.append(request)
        return self.vendor.handle(request)


class World:
    """A played Intuit with one company, and as many processes of ours as a test starts."""

    def __init__(self, base_url: str = "https://oauth.played") -> None:
        self.clock = MovableClock()
        self.played = PlayedQuickBooks(
            now=self.clock.wall, client_id="id", client_secret="secret", webhook_verifier="verifier"
        )
        self.company = self.played.add_company(REALM)
        self.faulty = Faulty(self.played)
        self.line = Recorder(self.faulty)
        self.store = MemoryStore(wall=self.clock.wall)
        self.secrets = boto3.client("secretsmanager", region_name="us-east-1")
        self.on_sleep: Callable[[], None] = lambda: None
        self.entropy = Counter()
        self.base_url = base_url

    def process(self, sleep: Callable[[float], None] | None = None) -> QuickBooksConnections:
        return QuickBooksConnections(
            store=self.store,
            clock=self.clock,
            entropy=self.entropy,
            vault=TokenVault(client=self.secrets, prefix=PREFIX, kms_key_id="alias/pastdue"),
            client_id="id",
            client_secret="secret",
            redirect_uri=REDIRECT,
            base_url=self.base_url,
            adapter=PlayedAdapter(self.line),
            sleep=sleep or self._sleep,
        )

    def _sleep(self, seconds: float) -> None:
        self.clock.time += timedelta(seconds=seconds)
        self.on_sleep()

    def connect(self) -> QuickBooksConnections:
        process = self.process()
        process.finish(self.played.oauth.authorize(REALM, REDIRECT), REALM)
        return process

    def kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(self.secrets.get_secret_value(SecretId=PREFIX + REALM)["SecretString"])
        return kept

    def asked_to_refresh(self) -> int:
        return sum(b"refresh_token" in request.body for request in self.line.heard if request.path == TOKEN)

    def hold_the_lease(self, seconds: int) -> None:
        until = self.clock.time + timedelta(seconds=seconds)
        self.store.commit(self.lease(holder="somebody", until=until))

    def lease(self, **more: Any) -> Lease:
        name = f"quickbooks-refresh#{REALM}"
        held = self.store.get(Lease, lease_key(name))
        return Lease.model_validate({"version": held.version if held else 0, "name": name, **more})

    def ledger(self, process: QuickBooksConnections) -> QuickBooksLedger:
        return QuickBooksLedger(
            tokens=process,
            clock=self.clock,
            base_url="https://quickbooks.played",
            transport=PlayedTransport(self.line),
        )


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        yield World()


def test_the_owner_is_sent_to_intuit_with_our_state_and_only_the_accounting_scope(world: World) -> None:
    url = urlsplit(world.process().consent_url("state-from-secrets"))

    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://oauth.played/connect/oauth2"
    assert parse_qs(url.query) == {
        "client_id": ["id"],
        "response_type": ["code"],
        "scope": ["com.intuit.quickbooks.accounting"],
        "redirect_uri": [REDIRECT],
        "state": ["state-from-secrets"],
    }
    assert world.line.heard == [], "no discovery document is read"


def test_without_a_base_the_endpoints_are_intuits_own() -> None:
    intuit = IntuitAuth(client_id="id", client_secret="secret", redirect_uri=REDIRECT)

    assert intuit.auth_endpoint == "https://appcenter.intuit.com/connect/oauth2"
    assert intuit.token_endpoint == "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"
    assert intuit.revoke_endpoint == "https://developer.api.intuit.com/v2/oauth2/tokens/revoke"


@pytest.mark.parametrize("base", ["http://127.0.0.1:9000/intuit", "http://127.0.0.1:9000/intuit/"])
def test_a_base_may_have_a_path(base: str) -> None:
    intuit = IntuitAuth(client_id="id", client_secret="secret", redirect_uri=REDIRECT, base_url=base)

    assert intuit.token_endpoint == "http://127.0.0.1:9000/intuit/oauth2/v1/tokens/bearer"


def test_a_finished_consent_keeps_the_tokens_encrypted_and_opens_the_books(world: World) -> None:
    invoice = world.company.add_invoice(world.company.add_customer("Acme"), 1_000)

    process = world.connect()

    assert world.ledger(process).invoice(REALM, invoice) is not None
    assert world.secrets.describe_secret(SecretId=PREFIX + REALM)["KmsKeyId"] == "alias/pastdue"
    kept = world.kept()
    assert datetime.fromisoformat(kept["access_until"]) == world.clock.time + timedelta(hours=1)
    assert datetime.fromisoformat(kept["refresh_until"]) == world.clock.time + timedelta(days=100)
    assert datetime.fromisoformat(kept["hard_until"]) == world.clock.time + timedelta(days=5 * 365)


def test_a_code_that_intuit_does_not_know_is_refused_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.process().finish("XABnope", REALM)

    assert refused.value.code == "invalid_grant"
    with pytest.raises(NotConnected):
        world.process().access_token(REALM)


def test_connecting_again_replaces_the_tokens(world: World) -> None:
    world.connect()
    before = world.kept()["refresh_token"]

    world.connect()

    assert world.kept()["refresh_token"] != before


def test_a_company_that_was_never_connected_says_so(world: World) -> None:
    with pytest.raises(NotConnected, match="not connected for company 310687"):
        world.process().refresh(REALM)


@pytest.mark.parametrize(("minutes", "refreshes"), [(54, 0), (55, 0), (56, 1)])
def test_a_token_is_replaced_in_its_last_five_minutes(world: World, minutes: int, refreshes: int) -> None:
    process = world.connect()
    world.clock.time += timedelta(minutes=minutes)

    process.access_token(REALM)

    assert world.asked_to_refresh() == refreshes


def test_the_newest_refresh_token_is_kept_each_time(world: World) -> None:
    process = world.connect()
    first = world.kept()["refresh_token"]
    for day in range(1, 200):
        world.clock.time += timedelta(days=1)
        assert process.refresh(REALM) is True, f"day {day}: the connection stays alive"

    assert world.kept()["refresh_token"] != first
    world.ledger(process).company(REALM)


def test_a_token_that_quickbooks_refuses_is_refreshed_once_for_all_processes(world: World) -> None:
    one, other = world.connect(), world.process()
    other.access_token(REALM)
    world.played.oauth.expire_access_tokens()

    world.ledger(one).company(REALM)
    world.ledger(other).company(REALM)

    assert world.asked_to_refresh() == 1


def test_of_many_processes_at_once_one_refreshes_and_all_go_on(world: World) -> None:
    world.connect()
    processes = [world.process(sleep=time.sleep) for _ in range(8)]
    for process in processes:
        process.access_token(REALM)
    world.clock.time += timedelta(minutes=58)
    failures: list[BaseException] = []

    def work(process: QuickBooksConnections) -> None:
        try:
            world.ledger(process).company(REALM)
        except BaseException as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=work, args=(process,)) for process in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert world.asked_to_refresh() == 1


def test_a_refresh_gives_way_while_somebody_else_is_at_it(world: World) -> None:
    process = world.connect()
    world.hold_the_lease(60)

    assert process.refresh(REALM) is False
    assert world.asked_to_refresh() == 0


def test_a_caller_waits_for_the_one_who_refreshes_and_takes_what_it_got(world: World) -> None:
    process, other = world.connect(), world.process()
    world.clock.time += timedelta(minutes=61)
    world.hold_the_lease(600)

    def the_other_one_finishes() -> None:
        world.store.commit(world.lease(holder="somebody", until=world.clock.time))
        assert other.refresh(REALM) is True
        world.on_sleep = lambda: None

    world.on_sleep = the_other_one_finishes

    assert process.access_token(REALM) == world.kept()["access_token"]
    assert world.asked_to_refresh() == 1


def test_a_dead_holder_blocks_only_until_its_lease_lapses(world: World) -> None:
    process = world.connect()
    world.clock.time += timedelta(minutes=61)
    world.hold_the_lease(120)

    with pytest.raises(Unavailable, match="somebody else is refreshing"):
        process.access_token(REALM)
    world.clock.time += timedelta(seconds=120)

    assert process.access_token(REALM) == world.kept()["access_token"]


def test_the_tokens_are_written_before_the_lease_is_given_back(world: World) -> None:
    process = world.connect()
    at_release: list[str] = []

    def look(operation: str, keys: object) -> None:
        if operation == "commit" and world.asked_to_refresh():
            at_release.append(world.kept()["access_token"])

    world.store.before = look
    before = world.kept()["access_token"]

    process.refresh(REALM)

    assert len(at_release) == 1
    assert at_release[0] != before


@pytest.mark.parametrize("trouble", [LoseRequest(), LoseAnswer()])
def test_a_refresh_whose_answer_is_lost_is_asked_again_with_the_same_token(
    world: World, trouble: LoseRequest | LoseAnswer
) -> None:
    process = world.connect()
    world.faulty.add(trouble, path=TOKEN)

    assert process.refresh(REALM) is True

    assert world.asked_to_refresh() == 2
    world.ledger(process).company(REALM)


def test_a_rotation_whose_answer_was_lost_is_made_good_while_the_old_token_still_counts(world: World) -> None:
    process = world.connect()
    world.played.oauth.lifetimes = type(world.played.oauth.lifetimes)(superseded_grace=timedelta(hours=24))
    world.clock.time += timedelta(days=2)
    world.faulty.add(LoseAnswer(), path=TOKEN)

    assert process.refresh(REALM) is True

    world.clock.time += timedelta(days=2)
    assert process.refresh(REALM) is True, "what was kept is the rotated token"


@pytest.mark.parametrize("trouble", [LoseRequest(), AnswerWith(500), AnswerWith(503, b"<html>"), AnswerWith(200, b"?")])
def test_while_oauth_is_down_the_old_token_serves_until_it_ends(
    world: World, trouble: LoseRequest | AnswerWith
) -> None:
    process = world.connect()
    kept = world.kept()
    world.faulty.add(trouble, path=TOKEN, times=-1)

    world.clock.time += timedelta(minutes=57)
    assert process.access_token(REALM) == kept["access_token"]
    world.clock.time += timedelta(minutes=4)
    with pytest.raises(Unavailable):
        process.access_token(REALM)
    world.faulty.clear()

    assert process.access_token(REALM) != kept["access_token"]


def test_a_refused_refresh_token_means_connect_again_and_is_not_asked_with_twice(world: World) -> None:
    process = world.connect()
    world.played.oauth.revoke(REALM)

    for _ in range(3):
        with pytest.raises(NotConnected, match="connect it again"):
            process.refresh(REALM)

    assert world.asked_to_refresh() == 1
    world.connect()
    assert process.refresh(REALM) is True


def test_throttling_and_a_wrong_client_secret_are_told_apart(world: World) -> None:
    process = world.connect()
    world.faulty.add(AnswerWith(429), path=TOKEN)
    with pytest.raises(Busy):
        process.refresh(REALM)
    world.faulty.add(AnswerWith(401, b'{"error":"invalid_client"}'), path=TOKEN)
    with pytest.raises(Refused) as refused:
        process.refresh(REALM)

    assert refused.value.code == "invalid_client"
    assert process.refresh(REALM) is True


def test_a_code_whose_exchange_is_lost_is_ambiguous_and_a_new_consent_cures_it(world: World) -> None:
    world.faulty.add(LoseAnswer(), path=TOKEN)
    with pytest.raises(Unknown):
        world.connect()

    assert world.connect().access_token(REALM) == world.kept()["access_token"]


def test_a_consent_that_ends_while_a_refresh_is_on_its_way_is_not_overwritten_by_it(world: World) -> None:
    process = world.connect()
    finished: list[str] = []

    def the_owner_connects_again() -> None:
        world.faulty.clear()
        world.on_sleep = lambda: None
        with pytest.raises(Unavailable):
            world.process().finish(world.played.oauth.authorize(REALM, REDIRECT), REALM)
        finished.append("waits")

    world.faulty.add(Meanwhile(the_owner_connects_again), path=TOKEN)
    process.refresh(REALM)

    assert finished == ["waits"]
    world.ledger(process).company(REALM)


def test_no_token_shows_in_a_log_an_error_or_a_repr(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for chatty in ("botocore", "urllib3", "boto3"):
        caplog.set_level(logging.INFO, logger=chatty)
    process = world.connect()
    kept = world.kept()
    world.faulty.add(AnswerWith(400, json.dumps({"error": kept["refresh_token"]}).encode()), path=TOKEN)
    with pytest.raises(Refused) as refused:
        process.refresh(REALM)
    world.ledger(process).company(REALM)

    said = (
        caplog.text
        + str(refused.value)
        + repr(TokenVault(client=world.secrets, prefix=PREFIX, kms_key_id=None).read(REALM))
    )
    for secret in (kept["access_token"], kept["refresh_token"], "aWQ6c2VjcmV0"):
        assert secret not in said
    assert refused.value.__cause__ is None
