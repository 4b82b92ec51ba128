"""Intuit's OAuth, played: connect page, one-use codes, rotating refresh tokens, and what goes wrong with them."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sandbox.quickbooks import errors
from sandbox.quickbooks.page_style import page, text
from sandbox.wire import Request, Response

ACCOUNTING = "com.intuit.quickbooks.accounting"
AUTHORIZE = "/connect/oauth2"
TOKEN = "/oauth2/v1/tokens/bearer"
REVOKE = "/v2/oauth2/tokens/revoke"
DISCOVERY = ("/.well-known/openid_configuration", "/.well-known/openid_sandbox_configuration")

_HARD_EXPIRY_HEADER = "x-include-refresh-token-hard-expires-in"


@dataclass(frozen=True)
class Lifetimes:
    """How long each thing lives, on the vendor's wall clock."""

    code: timedelta = timedelta(minutes=10)
    access: timedelta = timedelta(minutes=60)
    refresh_idle: timedelta = timedelta(days=100)
    refresh_hard: timedelta = timedelta(days=5 * 365)
    rotation: timedelta = timedelta(hours=24)
    superseded_grace: timedelta = timedelta(0)
    """How long a replaced refresh token still gets the newest one; Intuit speaks of 24 hours, the default is harder."""


@dataclass(frozen=True)
class Tokens:
    """What a connection holds after a code or a refresh."""

    realm: str
    access_token: str
    refresh_token: str


@dataclass
class Grant:
    """One connection of the app to one company."""

    realm: str
    refresh_token: str
    refresh_since: datetime
    last_used: datetime
    hard_end: datetime
    superseded: dict[str, datetime] = field(default_factory=dict)
    revoked: bool = False


@dataclass
class _Code:
    realm: str
    redirect_uri: str
    given: datetime
    grant: Grant | None = None


class OAuth:
    """The authorization server; the caller holds the lock."""

    def __init__(
        self, client_id: str, client_secret: str, token: Callable[[], str], wall: Callable[[], datetime]
    ) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self.lifetimes = Lifetimes()
        self.redirect_uris: set[str] | None = None
        """The redirect addresses known to the app; None takes any."""
        self.superseded_revokes = True
        """Whether a replaced refresh token, used again, ends the connection (two refreshes at once can)."""
        self.grants: dict[str, Grant] = {}
        self._token = token
        self._wall = wall
        self._codes: dict[str, _Code] = {}
        self._access: dict[str, tuple[Grant, datetime]] = {}
        self._refresh: dict[str, Grant] = {}

    # ------------------------------------------------------------------ for the API

    def realm_of(self, authorization: str) -> str:
        """The company that a bearer token opens; raises the gateway's fault for any other token."""
        scheme, _, token = authorization.partition(" ")
        found = self._access.get(token)
        if scheme.lower() != "bearer" or found is None or found[0].revoked:
            raise errors.token_unknown()
        grant, end = found
        if self._wall() >= end:
            raise errors.token_expired(token)
        return grant.realm

    # ------------------------------------------------------------------ for tests and the simulation

    def authorize(self, realm: str, redirect_uri: str) -> str:
        """A person pressed Connect: a code that can be exchanged once."""
        code = f"XAB{self._token()}"
        self._codes[code] = _Code(realm, redirect_uri, self._wall())
        return code

    def connect(self, realm: str) -> Tokens:
        """A whole connection at once, the page and the exchange left out."""
        grant = self._grant(realm)
        return Tokens(realm, self._new_access(grant), grant.refresh_token)

    def expire_access_tokens(self) -> None:
        """Every access token is an hour old now."""
        now = self._wall()
        self._access = {token: (grant, min(end, now)) for token, (grant, end) in self._access.items()}

    def revoke(self, realm: str) -> None:
        """The person disconnected the app in QuickBooks."""
        grant = self.grants.get(realm)
        if grant is not None:
            grant.revoked = True

    # ------------------------------------------------------------------ over the wire

    def discovery(self, base: str) -> Response:
        """The discovery document, which intuit-oauth reads when it starts."""
        return _json(
            200,
            {
                "issuer": f"{base}/op/v1",
                "authorization_endpoint": f"{base}{AUTHORIZE}",
                "token_endpoint": f"{base}{TOKEN}",
                "userinfo_endpoint": f"{base}/v1/openid_connect/userinfo",
                "revocation_endpoint": f"{base}{REVOKE}",
                "jwks_uri": f"{base}/op/v1/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid", "email", "profile", "address", "phone", ACCOUNTING],
                "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
                "claims_supported": ["aud", "exp", "iat", "iss", "realmid", "sub"],
            },
        )

    def authorize_page(self, request: Request, companies: Iterable[tuple[str, str]]) -> Response:
        """The page on which a person chooses a company and presses Connect or Cancel."""
        asked = dict(request.query)
        if (trouble := self._authorize_trouble(asked)) is not None:
            return _refused(trouble)
        options = "".join(f'<option value="{text(realm)}">{text(name)}</option>' for realm, name in companies)
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{text(asked.get(name, ""))}">'
            for name in ("client_id", "response_type", "scope", "redirect_uri", "state")
        )
        body = f"""
<main class="narrow"><section class="card">
<h1>Connect an app to QuickBooks</h1>
<p><b>Pastdue</b> asks to see and change this company's accounting data: invoices, customers and payments.</p>
<form method="post">{hidden}
<label>Company<select name="realm" id="realm">{options}</select></label>
<p class="buttons"><button name="decision" value="connect" id="connect">Connect</button>
<button name="decision" value="cancel" id="cancel" class="quiet">Cancel</button></p>
</form><p class="small">A played sign-in page: nothing leaves this machine.</p></section></main>"""
        return page("Connect to QuickBooks", body)

    def decide(self, request: Request, realms: Iterable[str]) -> Response:
        """What the person pressed: back to the app, with a code or with access_denied."""
        form = dict(request.form())
        if (trouble := self._authorize_trouble(form)) is not None:
            return _refused(trouble)
        answer = {"state": form["state"]}
        if form.get("decision") == "connect":
            if form.get("realm") not in set(realms):
                return _refused("That company does not exist.")
            answer = {"code": self.authorize(form["realm"], form["redirect_uri"]), **answer, "realmId": form["realm"]}
        else:
            answer = {"error": "access_denied", **answer}
        parts = urlsplit(form["redirect_uri"])
        query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *answer.items()])
        return Response(302, b"", {"location": urlunsplit(parts._replace(query=query)), "cache-control": "no-store"})

    def tokens(self, request: Request, *, collided: bool) -> Response:
        """The token endpoint; `collided` says that the same refresh token is in another request at this moment."""
        if not self._client_is_known(request):
            return _json(401, {"error": "invalid_client"})
        form = dict(request.form())
        hard = request.headers.get(_HARD_EXPIRY_HEADER, "").lower() == "true"
        match form.get("grant_type"):
            case "authorization_code":
                return self._exchange(form, hard)
            case "refresh_token":
                return self._refreshed(form.get("refresh_token", ""), hard, collided)
            case None | "":
                return _json(400, {"error": "invalid_request", "error_description": "grant_type is missing"})
        return _json(400, {"error": "unsupported_grant_type"})

    def revoked(self, request: Request) -> Response:
        """The revocation endpoint: either token ends the whole connection."""
        if not self._client_is_known(request):
            return _json(401, {"error": "invalid_client"})
        try:
            token = str(json.loads(request.body)["token"])
        except (ValueError, KeyError, TypeError):
            token = dict(request.form()).get("token", "")
        found = self._access.get(token)
        grant = found[0] if found is not None else self._refresh.get(token)
        if grant is None or grant.revoked:
            return _json(400, {"error": "invalid_token"})
        grant.revoked = True
        return Response(200, b"", {"content-type": "application/json"})

    # ------------------------------------------------------------------ within

    def _authorize_trouble(self, asked: dict[str, str]) -> str | None:
        if asked.get("client_id") != self.client_id:
            return "The client_id query parameter is missing or invalid."
        if asked.get("response_type") != "code":
            return "The response_type query parameter is missing or invalid."
        if ACCOUNTING not in asked.get("scope", "").split():
            return "The scope query parameter is missing or invalid."
        if not asked.get("state"):
            return "The state query parameter is missing."
        uri = asked.get("redirect_uri", "")
        if not uri or (self.redirect_uris is not None and uri not in self.redirect_uris):
            return "The redirect_uri query parameter value is invalid: it must match one that the app has registered."
        return None

    def _client_is_known(self, request: Request) -> bool:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(value, validate=True).decode()
            except ValueError:
                return False
            return hmac.compare_digest(given.encode(), f"{self.client_id}:{self.client_secret}".encode())
        return False

    def _exchange(self, form: dict[str, str], hard: bool) -> Response:
        code = self._codes.get(form.get("code", ""))
        if code is None or code.redirect_uri != form.get("redirect_uri"):
            return _invalid_grant("Invalid authorization code or redirect uri")
        if code.grant is not None:
            # A code that comes twice is taken for theft: what it gave is taken back.
            code.grant.revoked = True
            return _invalid_grant("Authorization code already used")
        if self._wall() - code.given >= self.lifetimes.code:
            return _invalid_grant("Authorization code expired")
        code.grant = self._grant(code.realm)
        return self._answer(code.grant, hard)

    def _refreshed(self, token: str, hard: bool, collided: bool) -> Response:
        now, lives = self._wall(), self.lifetimes
        grant = self._refresh.get(token)
        if grant is None or grant.revoked:
            return _invalid_grant("Incorrect or invalid refresh token")
        if collided:
            grant.revoked = True
            return _invalid_grant("Token already used")
        replaced = grant.superseded.get(token)
        if replaced is not None and now - replaced >= lives.superseded_grace:
            grant.revoked = self.superseded_revokes
            return _invalid_grant("Incorrect or invalid refresh token")
        if now - grant.last_used >= lives.refresh_idle or now >= grant.hard_end:
            grant.revoked = True
            return _invalid_grant("Token expired")
        grant.last_used = now
        if replaced is None and now - grant.refresh_since >= lives.rotation:
            grant.superseded[grant.refresh_token] = now
            grant.refresh_token = self._new_refresh(grant)
            grant.refresh_since = now
        return self._answer(grant, hard)

    def _grant(self, realm: str) -> Grant:
        """A new connection; the one before it ends."""
        self.revoke(realm)
        now = self._wall()
        grant = Grant(realm, "", now, now, now + self.lifetimes.refresh_hard)
        grant.refresh_token = self._new_refresh(grant)
        self.grants[realm] = grant
        return grant

    def _new_refresh(self, grant: Grant) -> str:
        token = f"RT1-{len(self._refresh) + 1}-H0-{self._token()}"
        self._refresh[token] = grant
        return token

    def _new_access(self, grant: Grant) -> str:
        now = self._wall()
        self._access = {token: entry for token, entry in self._access.items() if now - entry[1] < timedelta(days=1)}
        token = f"eyJ.{self._token()}.{self._token()}"
        self._access[token] = (grant, now + self.lifetimes.access)
        return token

    def _answer(self, grant: Grant, hard: bool) -> Response:
        now, lives = self._wall(), self.lifetimes
        body: dict[str, object] = {
            "token_type": "bearer",
            "access_token": self._new_access(grant),
            "expires_in": int(lives.access.total_seconds()),
            "refresh_token": grant.refresh_token,
            "x_refresh_token_expires_in": int(min(lives.refresh_idle, grant.hard_end - now).total_seconds()),
        }
        if hard:
            body["x_refresh_token_hard_expires_in"] = int((grant.hard_end - now).total_seconds())
        return _json(200, body)


def _json(status: int, body: object) -> Response:
    headers = {"content-type": "application/json;charset=utf-8", "cache-control": "no-store"}
    return Response(status, json.dumps(body).encode(), headers)


def _invalid_grant(description: str) -> Response:
    return _json(400, {"error": "invalid_grant", "error_description": description})


def _refused(trouble: str) -> Response:
    said = f"<h1>Sorry, but this app did not ask rightly</h1><p>{text(trouble)}</p>"
    body = f'<main class="narrow"><section class="card">{said}</section></main>'
    return page("Connection refused", body, status=400)
