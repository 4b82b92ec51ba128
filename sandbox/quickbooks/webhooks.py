"""The webhooks of the played QuickBooks: both formats, signed, and repeated, lost or overtaken as the real ones are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from itertools import groupby
from typing import Literal

from sandbox.quickbooks.books import Change
from sandbox.wire import Delivery

# What an app asks to be told of; Intuit's switch lists more.
DEFAULT_KINDS = frozenset({"Invoice", "Customer", "Payment", "CreditMemo", "RefundReceipt"})
_LEGACY_OPERATIONS = {
    "created": "Create",
    "updated": "Update",
    "deleted": "Delete",
    "merged": "Merge",
    "void": "Void",
    "emailed": "Emailed",
}


def sign(verifier: str, body: bytes) -> str:
    """The value of intuit-signature: base64 of the HMAC-SHA256 of the raw body."""
    return base64.b64encode(hmac.new(verifier.encode(), body, hashlib.sha256).digest()).decode()


@dataclass(frozen=True)
class Event:
    """One change on its way out; its id stays the same however often it is sent."""

    id: str
    change: Change


@dataclass
class Webhooks:
    """Where changes are told, how, and how badly the line behaves."""

    verifier: str
    token: Callable[[], str]
    endpoints: list[str] = field(default_factory=list)
    format: Literal["cloudevents", "legacy"] = "cloudevents"
    kinds: frozenset[str] = DEFAULT_KINDS
    most_per_post: int = 100
    """How many events one POST carries at most; 1 sends each alone."""
    holding: bool = False
    """While true, events gather until release(): Intuit gathers for a while too, and one POST may mix companies."""
    chance: Callable[[], float] | None = None
    """A seeded source of numbers in [0, 1), asked whenever one of the shares below is above nothing."""
    drop: float = 0.0
    """The share of POSTs that are never sent."""
    repeat: float = 0.0
    """The share of POSTs that are sent twice."""
    late: float = 0.0
    """The share of POSTs that are overtaken by the next one."""
    dropped: list[Delivery] = field(default_factory=list)
    waiting: list[Event] = field(default_factory=list)
    _overtaken: list[Delivery] = field(default_factory=list)

    def take(self, changes: list[Change]) -> list[Delivery]:
        """Note changes, and give what is to be POSTed now, in this order."""
        if not self.endpoints:
            return []
        self.waiting += [Event(self._event_id(), change) for change in changes if change.kind in self.kinds]
        return [] if self.holding else self._send()

    def release(self) -> list[Delivery]:
        """Everything that was held back, overtaken POSTs last."""
        deliveries = self._send()
        deliveries += self._overtaken
        self._overtaken = []
        return deliveries

    def _send(self) -> list[Delivery]:
        events, self.waiting = self.waiting, []
        deliveries: list[Delivery] = []
        for at in range(0, len(events), self.most_per_post):
            batch = events[at : at + self.most_per_post]
            for url in self.endpoints:
                deliveries += self._behave(self._post(url, batch))
        return deliveries

    def _behave(self, delivery: Delivery) -> list[Delivery]:
        if self._happens(self.drop):
            self.dropped.append(delivery)
            return []
        sent = [delivery, delivery] if self._happens(self.repeat) else [delivery]
        if self._happens(self.late):
            self._overtaken += sent
            return []
        overtaken, self._overtaken = self._overtaken, []
        return sent + overtaken

    def _happens(self, share: float) -> bool:
        return share > 0 and (self.chance is None or self.chance() < share)

    def _post(self, url: str, events: list[Event]) -> Delivery:
        if self.format == "legacy":
            body, content_type = self._legacy(events), "application/json"
        else:
            body, content_type = self._cloud_events(events), "application/cloudevents+json"
        headers = {
            "content-type": content_type,
            "accept": "application/json",
            "user-agent": "intuit_notification",
            "intuit-signature": sign(self.verifier, body),
            "intuit-created-time": events[-1].change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "intuit-t-id": events[0].id,
        }
        return Delivery(url=url, headers=headers, body=body, event_id=events[0].id)

    def _cloud_events(self, events: list[Event]) -> bytes:
        source = base64.b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode()
        return _json(
            [
                {
                    "specversion": "1.0",
                    "id": event.id,
                    "source": f"intuit.{source}",
                    "type": f"qbo.{event.change.kind.lower()}.{event.change.operation}.v1",
                    "datacontenttype": "application/json",
                    # Nine fractional digits, which many a parser chokes on.
                    "time": event.change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
                    + f"{int(event.id[:4], 16) % 1000:03d}Z",
                    "intuitentityid": event.change.id,
                    "intuitaccountid": event.change.realm,
                    "data": {},
                }
                for event in events
            ]
        )

    def _legacy(self, events: list[Event]) -> bytes:
        notifications = []
        for realm, of_realm in groupby(
            sorted(events, key=lambda event: event.change.realm), key=lambda event: event.change.realm
        ):
            entities = []
            for event in of_realm:
                change = event.change
                entity = {
                    "id": change.id,
                    "operation": _LEGACY_OPERATIONS[change.operation],
                    "name": change.kind,
                    "lastUpdated": change.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.")
                    + f"{change.at.microsecond // 1000:03d}Z",
                }
                if change.merged_away:
                    entity["deletedId"] = change.merged_away
                entities.append(entity)
            notifications.append({"realmId": realm, "dataChangeEvent": {"entities": entities}})
        return _json({"eventNotifications": notifications})

    def _event_id(self) -> str:
        return str(uuid.UUID(hashlib.sha256(self.token().encode()).hexdigest()[:32], version=4))


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
