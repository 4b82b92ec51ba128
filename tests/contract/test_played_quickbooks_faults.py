"""The bad line to a played vendor: what is lost, what is answered in the vendor's place, and how often."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.faults import AnswerStale, AnswerWith, Faulty, LoseAnswer, LoseRequest, Meanwhile, Rule
from sandbox.wire import Request, Response, TimedOut


class Counter:
    """A vendor that counts what reaches it."""

    def __init__(self) -> None:
        self.count = 0

    def handle(self, request: Request) -> Response:
        self.count += request.method == "POST"
        return Response(200, str(self.count).encode())


POST, GET = Request.of("POST", "/payment?requestid=r-1", {}, b'{"TotalAmt":5}'), Request.of("GET", "/payment")


@pytest.fixture
def line() -> Faulty:
    return Faulty(Counter())


def test_a_lost_request_has_no_effect_and_a_lost_answer_has_one(line: Faulty) -> None:
    line.add(LoseRequest(), method="POST")
    line.add(LoseAnswer(), method="POST")
    for effect in (b"0", b"1"):
        with pytest.raises(TimedOut):
            line.handle(POST)
        assert line.handle(GET).body == effect


def test_an_answer_in_the_vendors_place_has_no_effect(line: Faulty) -> None:
    line.add(AnswerWith(503, b"down", {"retry-after": "1"}))
    assert line.handle(POST) == Response(503, b"down", {"retry-after": "1"})
    assert line.handle(POST).body == b"1"


def test_a_rule_works_as_often_as_it_says_after_what_it_skips(line: Faulty) -> None:
    rule = line.add(AnswerWith(429), times=2, skip=1)
    assert [line.handle(GET).status for _ in range(4)] == [200, 429, 429, 200]
    assert rule.times == 0
    line.add(AnswerWith(500), times=-1)
    assert {line.handle(GET).status for _ in range(9)} == {500}
    line.clear()
    assert line.handle(GET).status == 200


@pytest.mark.parametrize(
    ("rule", "meets"),
    [
        ({"method": "post"}, True),
        ({"method": "GET"}, False),
        ({"path": "^/payment"}, True),
        ({"path": "requestid=r-1"}, True),
        ({"path": "invoice"}, False),
        ({"body": '"TotalAmt":5'}, True),
        ({"body": '"TotalAmt":6'}, False),
    ],
)
def test_a_rule_speaks_of_method_path_query_and_body(line: Faulty, rule: dict[str, Any], meets: bool) -> None:
    line.rules.append(Rule(AnswerWith(500), **rule))
    assert (line.handle(POST).status == 500) is meets


def test_a_stale_answer_shows_the_past_once() -> None:
    line = Faulty(Counter(), remember_reads=True)
    line.handle(GET)
    line.handle(POST)
    line.add(AnswerStale())
    assert [line.handle(GET).body for _ in range(2)] == [b"0", b"1"]


def test_somebody_else_can_act_just_before_or_just_after(line: Faulty) -> None:
    def act() -> None:
        line.vendor.handle(POST)

    line.add(Meanwhile(act), method="GET")
    assert line.handle(GET).body == b"1"
    line.add(Meanwhile(act, after=True), method="GET")
    assert line.handle(GET).body == b"1"
    assert line.handle(GET).body == b"2"
