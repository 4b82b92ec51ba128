"""The QuickBooks connection: consent, tokens, and their refresh in single flight."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import requests
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes
from intuitlib.exceptions import AuthClientError

from pastdue.adapters.quickbooks.tokens import TokenSet, TokenVault
from pastdue.domain.company import Lease, lease_key
from pastdue.domain.errors import Busy, Conflict, NotConnected, Refused, Unavailable, Unknown, VendorError
from pastdue.domain.record import stored
from pastdue.ports import Clock, Entropy, Store

_log = logging.getLogger("pastdue.quickbooks")

AUTHORIZE_HOST = "https://appcenter.intuit.com"
TOKEN_HOST = "https://oauth.platform.intuit.com"
REVOKE_HOST = "https://developer.api.intuit.com"

_TIMEOUT = (3.0, 15.0)
# Longer than everything that is done under it: a look at the secret, two tries at Intuit, a write of the secret.
_LEASE = timedelta(seconds=120)
_TIME_TO_ASK = timedelta(seconds=60)
# An access token lives 60 minutes; one that is about to end is replaced before it is used.
_MARGIN = timedelta(minutes=5)
# About 16 s in all: what a caller behind the HTTP API can spare while somebody else refreshes.
_WAITS = (0.2, 0.4, 0.8, 1.6, 3.0, 5.0, 5.0)
# What RFC 6749 lets an error code be, as Intuit writes them; anything else may be something that we sent.
_OAUTH_ERROR = re.compile(r"[a-z_]{1,40}")
_DEFAULT_ACCESS = 3600
# A refresh token lives 100 days from its last use (vendor-facts, OAuth).
_DEFAULT_REFRESH = 100 * 24 * 3600


class IntuitAuth(AuthClient):  # type: ignore[misc] # intuit-oauth has no types
    """intuit-oauth's client with our own addresses in place of a discovery document, and with time-outs.

    With `base_url` (an address, perhaps with a path) all endpoints are below it; without, they are Intuit's.
    """

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        base_url: str = "",
        adapter: requests.adapters.BaseAdapter | None = None,
    ) -> None:
        # AuthClient's own constructor GETs the discovery document, without a time-out (vendor-facts, OAuth).
        requests.Session.__init__(self)
        base = base_url.rstrip("/")
        self.client_id = client_id
        self.client_secret = client_secret
        self.redirect_uri = redirect_uri
        self.environment = "production"
        self.state_token = None
        self.auth_endpoint = f"{base or AUTHORIZE_HOST}/connect/oauth2"
        self.token_endpoint = f"{base or TOKEN_HOST}/oauth2/v1/tokens/bearer"
        self.revoke_endpoint = f"{base or REVOKE_HOST}/v2/oauth2/tokens/revoke"
        self.issuer_uri = self.jwks_uri = self.user_info_url = ""
        self.realm_id = None
        self.access_token: str | None = None
        self.expires_in: int | None = None
        self.refresh_token: str | None = None
        self.x_refresh_token_expires_in: int | None = None
        self.x_refresh_token_hard_expires_in: int | None = None
        self.id_token = None
        self._include_refresh_token_hard_expires_in = True
        if adapter is not None:
            self.trust_env = False
            self.mount("https://", adapter)
            self.mount("http://", adapter)

    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:
        """Every request has a time-out, and no token follows a redirect."""
        return requests.Session.request(self, method, url, **{**kwargs, "timeout": _TIMEOUT, "allow_redirects": False})


class QuickBooksConnections:
    """The Connections port, and the token source of the Ledger.

    `refresh` and `finish` hold the company's lease, since two refreshes at once can revoke the connection.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        entropy: Entropy,
        vault: TokenVault,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        base_url: str = "",
        adapter: requests.adapters.BaseAdapter | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._vault = vault
        self._sleep = sleep
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._base_url = base_url
        self._adapter = adapter
        self._kept: dict[str, TokenSet] = {}
        self._refused: dict[str, str] = {}

    # --- the Connections port

    def consent_url(self, state: str) -> str:
        return str(self._intuit().get_authorization_url([Scopes.ACCOUNTING], state_token=state))

    def finish(self, code: str, company_id: str) -> None:
        # Alone, lest a refresh of the former connection should write its tokens over the new ones.
        lease = self._lease_soon(company_id)
        try:
            tokens = self._exchanged(code, company_id)
            self._vault.write(company_id, tokens)
            self._kept[company_id] = tokens
        finally:
            self._release(lease)

    def refresh(self, company_id: str) -> bool:
        return self._renew(company_id, self._vault.read(company_id)) is not None

    # --- the token source

    def access_token(self, company_id: str) -> str:
        """A token that is good for minutes still; NotConnected when there is none."""
        tokens = self._kept.get(company_id)
        if tokens is None or self._ends_soon(tokens):
            tokens = self._vault.read(company_id)
        if self._ends_soon(tokens):
            try:
                tokens = self._renewed_in_time(company_id, tokens)
            except (Unavailable, Busy):
                # Intuit's OAuth is down: what is left of the old token still serves.
                if tokens.access_until <= self._clock.wall():
                    raise
        self._kept[company_id] = tokens
        return tokens.access_token

    def renewed(self, company_id: str, stale: str) -> str:
        """Another token than the one that QuickBooks refused (3200)."""
        tokens = self._vault.read(company_id)
        if tokens.access_token == stale:
            tokens = self._renewed_in_time(company_id, tokens)
        self._kept[company_id] = tokens
        return tokens.access_token

    # --- single flight

    def _renewed_in_time(self, company_id: str, seen: TokenSet) -> TokenSet:
        """Refresh, or wait until somebody else has. Raises Unavailable when that takes too long."""
        for wait in _WAITS:
            tokens = self._renew(company_id, seen)
            if tokens is not None:
                return tokens
            self._sleep(wait)
        raise _still_at_it(company_id)

    def _renew(self, company_id: str, seen: TokenSet) -> TokenSet | None:
        """Other tokens than those seen; None while somebody else holds the lease."""
        lease = self._lease(company_id)
        if lease is None:
            return None
        try:
            current = self._vault.read(company_id)
            if current == seen:
                current = self._refreshed(company_id, current, lease.until)
                # Before the lease is given back: the next one must not find the old refresh token.
                self._vault.write(company_id, current)
            self._kept[company_id] = current
            return current
        finally:
            self._release(lease)

    def _lease_soon(self, company_id: str) -> Lease:
        for wait in _WAITS:
            lease = self._lease(company_id)
            if lease is not None:
                return lease
            self._sleep(wait)
        raise _still_at_it(company_id)

    def _lease(self, company_id: str) -> Lease | None:
        """The lease as stored, or None when somebody else has it; one that lapsed belonged to the dead."""
        name = f"quickbooks-refresh#{company_id}"
        now = self._clock.wall()
        held = self._store.get(Lease, lease_key(name))
        if held is not None and held.until > now:
            return None
        lease = Lease(version=held.version if held else 0, name=name, holder=self._entropy.token(), until=now + _LEASE)
        try:
            self._store.commit(lease)
        except Conflict:
            return None
        except Unknown:
            held = self._store.get(Lease, lease_key(name))
            return held if held is not None and held.holder == lease.holder else None
        return stored(lease)

    def _release(self, lease: Lease) -> None:
        try:
            self._store.commit(lease.model_copy(update={"until": self._clock.wall()}))
        except (Conflict, VendorError) as error:
            # It lapses by itself; what was done under it is done.
            _log.warning("a lease was not given back (%s)", type(error).__name__)

    # --- Intuit

    def _refreshed(self, company_id: str, tokens: TokenSet, lease_until: datetime) -> TokenSet:
        """One refresh at Intuit, tried a second time when no answer came.

        Intuit may have rotated the refresh token before the answer was lost; the one before stays good for a while,
        and there is no other, so it is asked with again.
        """
        if self._refused.get(company_id) == tokens.refresh_token:
            raise _lost(company_id)
        try:
            return self._asked(company_id, tokens, lease_until)
        except Unknown:
            pass
        try:
            return self._asked(company_id, tokens, lease_until)
        except Unknown as error:
            raise Unavailable(str(error), vendor="intuit", status=error.status) from None

    def _asked(self, company_id: str, tokens: TokenSet, lease_until: datetime) -> TokenSet:
        if lease_until - self._clock.wall() < _TIME_TO_ASK:
            raise Unavailable("the lease is too short for a refresh; it is tried again", vendor="intuit")
        with self._intuit() as intuit:
            try:
                self._called(lambda: intuit.refresh(refresh_token=tokens.refresh_token))
            except Refused as error:
                if error.code != "invalid_grant":
                    raise
                self._refused[company_id] = tokens.refresh_token
                self._kept.pop(company_id, None)
                raise _lost(company_id) from None
            return self._taken(intuit)

    def _exchanged(self, code: str, company_id: str) -> TokenSet:
        with self._intuit() as intuit:
            self._called(lambda: intuit.get_bearer_token(code, realm_id=company_id))
            return self._taken(intuit)

    def _called(self, call: Callable[[], object]) -> None:
        """A call of intuit-oauth with its errors as ours; none of them repeats what it carried."""
        try:
            call()
        except AuthClientError as error:
            raise _refusal(error) from None
        except requests.exceptions.ConnectTimeout:
            raise Unavailable("Intuit's OAuth cannot be reached", vendor="intuit") from None
        except (ValueError, TypeError):
            raise Unknown("Intuit's OAuth answered no JSON", vendor="intuit") from None
        except requests.exceptions.RequestException as error:
            raise Unknown(f"Intuit's OAuth did not answer ({type(error).__name__})", vendor="intuit") from None

    def _taken(self, intuit: IntuitAuth) -> TokenSet:
        """What an answer gave, with its lifetimes as wall times."""
        if not intuit.access_token or not intuit.refresh_token:
            raise Unknown("Intuit's OAuth gave no tokens", vendor="intuit")
        now = self._clock.wall()
        hard = intuit.x_refresh_token_hard_expires_in
        return TokenSet(
            access_token=intuit.access_token,
            access_until=now + timedelta(seconds=int(intuit.expires_in or _DEFAULT_ACCESS)),
            refresh_token=intuit.refresh_token,
            refresh_until=now + timedelta(seconds=int(intuit.x_refresh_token_expires_in or _DEFAULT_REFRESH)),
            hard_until=now + timedelta(seconds=int(hard)) if hard else None,
        )

    def _intuit(self) -> IntuitAuth:
        return IntuitAuth(
            client_id=self._client_id,
            client_secret=self._client_secret,
            redirect_uri=self._redirect_uri,
            base_url=self._base_url,
            adapter=self._adapter,
        )

    def _ends_soon(self, tokens: TokenSet) -> bool:
        return tokens.access_until - self._clock.wall() < _MARGIN


def _refusal(error: AuthClientError) -> VendorError:
    status, tid = int(error.status_code), str(error.intuit_tid or "")
    try:
        body = json.loads(error.content)
    except ValueError:
        body = None
    code = str(body.get("error", "")) if isinstance(body, dict) else ""
    code = code if _OAUTH_ERROR.fullmatch(code) else ""
    message = f"Intuit's OAuth answered {status} {code}"
    if status == 429:
        return Busy(message, vendor="intuit", retry_after=60.0, status=status, code=code, request_id=tid)
    if status >= 500:
        return Unknown(message, vendor="intuit", status=status, code=code, request_id=tid)
    return Refused(message, vendor="intuit", status=status, code=code, request_id=tid)


def _lost(company_id: str) -> NotConnected:
    return NotConnected(f"Intuit refuses the refresh token of company {company_id}: the owner must connect it again")


def _still_at_it(company_id: str) -> Unavailable:
    return Unavailable(f"somebody else is refreshing the connection of company {company_id}", vendor="intuit")
