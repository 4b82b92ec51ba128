"""A place holder for ladder_tick: it takes the event, says so in the log, and answers."""

import json
from typing import Any


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer as the kind of caller expects."""
    print(json.dumps({"function": "ladder_tick", "event_keys": sorted(event)}))  # noqa: T201 a place holder has no logger
    if "Records" in event:
        return {"batchItemFailures": []}
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": ""}
