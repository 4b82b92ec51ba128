"""Posts the played vendors' webhooks over HTTP, and tries again as each vendor does, only faster."""

from __future__ import annotations

import heapq
import http.client
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from sandbox.wire import Delivery, Response
from sandbox.world import Vendor

# Twilio waits so long for an answer, and hardly tries again.
TIMEOUT = 15.0
_HOUR = 3600.0
# Seconds from one try to the next, as the vendors document them.
SCHEDULES: dict[Vendor, Sequence[float]] = {
    "quickbooks": (10, 20, 30, 300, 1200, 2 * _HOUR, 4 * _HOUR, *([6 * _HOUR] * 11)),
    "stripe": (60, 300, 1800, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, *([12 * _HOUR] * 4)),
    # Twilio tries once more where no connection came about, and never after an answer.
    "twilio": (0,),
}
# Intuit keeps the order of an app's events; the others post side by side.
WORKERS: dict[Vendor, int] = {"quickbooks": 1, "stripe": 4, "twilio": 4}


@dataclass
class Parcel:
    """One webhook and what became of its tries."""

    vendor: Vendor
    delivery: Delivery
    state: str = "waiting"
    tries: list[dict[str, Any]] = field(default_factory=list)

    def look(self) -> dict[str, Any]:
        """For an assertion, or a person."""
        return {
            "vendor": self.vendor,
            "event_id": self.delivery.event_id,
            "url": self.delivery.url,
            "state": self.state,
            "tries": list(self.tries),
        }


class Courier:
    """A queue for each vendor, and threads that empty it.

    factor: what the vendors' waiting times are multiplied with. again: makes a delivery anew for another try (Stripe
    signs each one with its own time). answered: is told of every 2xx answer.
    """

    def __init__(
        self,
        *,
        factor: float,
        again: Callable[[Vendor, Delivery], Delivery],
        answered: Callable[[Vendor, Delivery, Response], None],
        kept: int = 5000,
    ) -> None:
        self._factor, self._again, self._answered = factor, again, answered
        self._wake = threading.Condition()
        self._waiting: dict[Vendor, list[tuple[float, int, Parcel]]] = {vendor: [] for vendor in SCHEDULES}
        self._count = 0
        self._under_way = 0
        self._closed = False
        self.parcels: deque[Parcel] = deque(maxlen=kept)
        self._threads = [
            threading.Thread(target=self._work, args=(vendor,), name=f"courier-{vendor}-{number}", daemon=True)
            for vendor, workers in WORKERS.items()
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def post(self, vendor: Vendor, delivery: Delivery) -> None:
        """Take a webhook on its way."""
        parcel = Parcel(vendor, delivery)
        with self._wake:
            self.parcels.append(parcel)
            self._put(parcel, 0.0)

    def _put(self, parcel: Parcel, wait: float) -> None:
        self._count += 1
        heapq.heappush(self._waiting[parcel.vendor], (time.monotonic() + wait, self._count, parcel))
        self._wake.notify_all()

    def idle(self) -> dict[str, Any]:
        """Whether nothing is waiting or under way, and how much there is."""
        with self._wake:
            waiting = sum(len(queue) for queue in self._waiting.values())
            return {"idle": waiting == 0 and self._under_way == 0, "waiting": waiting, "under_way": self._under_way}

    def hurry(self) -> None:
        """Make every try that is waiting now."""
        with self._wake:
            for vendor, queue in self._waiting.items():
                self._waiting[vendor] = [(0.0, number, parcel) for _, number, parcel in sorted(queue)]
            self._wake.notify_all()

    def forget(self) -> int:
        """Give up whatever is waiting; returns how many those were."""
        with self._wake:
            dropped = [entry for queue in self._waiting.values() for entry in queue]
            for _, _, parcel in dropped:
                parcel.state = "forgotten"
            for queue in self._waiting.values():
                queue.clear()
            return len(dropped)

    def close(self) -> None:
        """Stop taking and posting."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout=TIMEOUT + 1)

    def _work(self, vendor: Vendor) -> None:
        while True:
            with self._wake:
                while not self._closed:
                    queue = self._waiting[vendor]
                    now = time.monotonic()
                    if queue and queue[0][0] <= now:
                        break
                    self._wake.wait(queue[0][0] - now if queue else None)
                if self._closed:
                    return
                _, _, parcel = heapq.heappop(self._waiting[vendor])
                self._under_way += 1
            try:
                self._try(parcel)
            finally:
                with self._wake:
                    self._under_way -= 1
                    self._wake.notify_all()

    def _try(self, parcel: Parcel) -> None:
        if parcel.tries:
            parcel.delivery = self._again(parcel.vendor, parcel.delivery)
        begun = time.monotonic()
        answer, trouble = _post(parcel.delivery)
        told: dict[str, Any] = {"seconds": round(time.monotonic() - begun, 3)}
        if answer is not None:
            told |= {"status": answer.status, "body": answer.body[:500].decode("utf-8", "replace")}
        else:
            told["error"] = trouble
        parcel.tries.append(told)
        if answer is not None and 200 <= answer.status < 300:
            self._answered(parcel.vendor, parcel.delivery, answer)
            parcel.state = "delivered"
            return
        schedule = SCHEDULES[parcel.vendor]
        retried = parcel.vendor != "twilio" or answer is None
        with self._wake:
            if retried and len(parcel.tries) <= len(schedule):
                self._put(parcel, schedule[len(parcel.tries) - 1] * self._factor)
            else:
                parcel.state = "given up"


def _post(delivery: Delivery) -> tuple[Response | None, str]:
    """The answer, or why there was none."""
    parts = urlsplit(delivery.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", target, delivery.body, dict(delivery.headers))
        said = connection.getresponse()
        return Response(said.status, said.read(), dict(said.getheaders())), ""
    except (OSError, http.client.HTTPException) as trouble:
        return None, f"{type(trouble).__name__}: {trouble}"
    finally:
        connection.close()


def stripe_again(sign: Callable[[Delivery], Delivery]) -> Callable[[Vendor, Delivery], Delivery]:
    """Only Stripe changes a delivery for another try."""
    return lambda vendor, delivery: sign(delivery) if vendor == "stripe" else replace(delivery)
