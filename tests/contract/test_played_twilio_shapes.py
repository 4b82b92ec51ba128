"""The played Twilio's answers against the vendor's own OpenAPI description: fields, types, patterns and statuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.contract.played_twilio import MESSAGES, THEIRS, Carrier

DESCRIPTION = Path(__file__).parents[3] / "shared" / "specs" / "twilio_api_v2010.json"

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason=f"the vendor's description is not here: {DESCRIPTION.name} beside the checkout"
)


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(DESCRIPTION.read_text("utf-8"))
    return value


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    """A page with texts of every fate."""
    carrier = Carrier()
    for digits in ("0123", "0006", "0001", "0096"):
        carrier.send(to=f"+1212555{digits}")
    carrier.later(seconds=5)
    carrier.played.receive(THEIRS, "STOP")
    carrier.send(to="+12125550124")
    page: dict[str, Any] = json.loads(carrier.raw("GET", MESSAGES).body)
    return page


def schema_of(description: dict[str, Any], reference: str) -> dict[str, Any]:
    value: dict[str, Any] = description["components"]["schemas"][reference.rpartition("/")[2]]
    return value


def faults(description: dict[str, Any], schema: dict[str, Any], value: Any, path: str) -> Iterator[str]:
    """What in a value is not as the schema says; a property of the schema that is not there is a fault too."""
    if "$ref" in schema:
        schema = schema_of(description, schema["$ref"])
    if value is None:
        if not schema.get("nullable"):
            yield f"{path} is null"
        return
    kinds = {"string": str, "integer": int, "object": dict, "array": list, "boolean": bool}
    kind = type(value)
    if kind is not kinds[schema["type"]]:
        yield f"{path} is a {kind.__name__}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path} is {value}"
    if "pattern" in schema and not re.match(schema["pattern"], value):
        yield f"{path} is {value}"
    if schema.get("format") == "date-time-rfc-2822":
        parsedate_to_datetime(value)
    for name, below in schema.get("properties", {}).items():
        if name not in value:
            yield f"{path}.{name} is missing"
        else:
            yield from faults(description, below, value[name], f"{path}.{name}")
    if schema["type"] == "array":
        for index, item in enumerate(value):
            yield from faults(description, schema["items"], item, f"{path}[{index}]")


def test_a_page_of_texts_is_as_the_vendor_describes_it(description: dict[str, Any], listed: dict[str, Any]) -> None:
    path = description["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]
    schema = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]

    assert list(faults(description, schema, listed, "page")) == []
    assert {message["status"] for message in listed["messages"]} == {
        "delivered",
        "undelivered",
        "failed",
        "sent",
        "received",
        "sending",
    }


def test_nothing_is_answered_that_the_vendor_does_not_describe(
    description: dict[str, Any], listed: dict[str, Any]
) -> None:
    known = schema_of(description, "api.v2010.account.message")["properties"].keys()

    assert {name for message in listed["messages"] for name in message} == known


def test_a_new_text_and_a_fetched_one_look_alike(description: dict[str, Any]) -> None:
    carrier = Carrier()
    schema = schema_of(description, "api.v2010.account.message")

    made = carrier.raw("POST", MESSAGES, To=THEIRS, From="+12065550100", Body="hello")
    text = json.loads(made.body)
    fetched = carrier.raw("GET", MESSAGES.replace(".json", f"/{text['sid']}.json"))

    assert (made.status, fetched.status) == (201, 200)
    for answer in (made, fetched):
        assert list(faults(description, schema, json.loads(answer.body), "message")) == []
