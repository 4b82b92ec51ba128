"""Work for later, on SQS."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from pastdue.adapters.aws import failure
from pastdue.domain.errors import BadInput, Unavailable

_LONGEST_DELAY = 900
_MOST = 10
_log = logging.getLogger("pastdue.sqs")


class SqsQueue:
    """The Queue port; `urls` says where each named queue is. Consumers are idempotent, so a put may be repeated."""

    def __init__(self, *, client: Any, urls: Mapping[str, str]) -> None:
        self._client = client
        self._urls = dict(urls)

    def put(self, name: str, message: Mapping[str, Any], delay: int = 0) -> None:
        """Put one message. Raises BadInput, Refused, Busy and Unavailable."""
        if not 0 <= delay <= _LONGEST_DELAY:
            raise BadInput(f"a message waits at most {_LONGEST_DELAY} s, not {delay}")
        if name not in self._urls:
            raise BadInput(f"this function knows no queue {name}")
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        try:
            self._client.send_message(QueueUrl=self._urls[name], MessageBody=body, DelaySeconds=delay)
        except (BotoCoreError, ClientError) as error:
            raise failure(error, vendor="sqs", effect=False) from None

    def put_many(self, name: str, messages: Sequence[Mapping[str, Any]]) -> None:
        """Put several, ten to a call. Raises as `put` does, when any was not taken: the sender then sends all again."""
        if not messages:
            return
        if name not in self._urls:
            raise BadInput(f"this function knows no queue {name}")
        for start in range(0, len(messages), _MOST):
            entries = [
                {"Id": str(at), "MessageBody": json.dumps(message, ensure_ascii=False, separators=(",", ":"))}
                for at, message in enumerate(messages[start : start + _MOST])
            ]
            try:
                answer = self._client.send_message_batch(QueueUrl=self._urls[name], Entries=entries)
            except (BotoCoreError, ClientError) as error:
                raise failure(error, vendor="sqs", effect=False) from None
            if answer.get("Failed"):
                raise Unavailable(f"the queue did not take {len(answer['Failed'])} messages", vendor="sqs")

    def retry_in(self, name: str, receipt: str, seconds: int) -> None:
        """Let a received message come again after `seconds`; if the queue does not hear it, its own time counts."""
        try:
            self._client.change_message_visibility(
                QueueUrl=self._urls[name], ReceiptHandle=receipt, VisibilityTimeout=seconds
            )
        except (BotoCoreError, ClientError) as error:
            _log.warning("a retry keeps the queue's own time: %s", type(error).__name__)
