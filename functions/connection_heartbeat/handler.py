"""A place holder for connection_heartbeat: it takes the event, says so in the log, and answers."""

import json
import sys
from typing import Any


def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Answer as the kind of caller expects."""
    sys.stdout.write(json.dumps({"function": "connection_heartbeat", "event_keys": sorted(event)}) + "\n")
    if "Records" in event:
        return {"batchItemFailures": []}
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": ""}
