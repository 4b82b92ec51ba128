"""`pastdue redrive`: put what the dead-letter queues hold back to work, once the cause is mended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from pastdue.adapters import aws
from pastdue.cli.options import StageOption
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, table
from pastdue.cli.stack import outputs_of
from pastdue.domain.errors import BadInput

_BATCH = 10


def redrive(
    stage: StageOption,
    queue: Annotated[str | None, typer.Option(help="One of intake, touch, settlement, conversation, notice.")] = None,
    most: Annotated[int, typer.Option(help="At most so many messages of each queue.")] = 10_000,
    dry_run: Annotated[bool, typer.Option(help="Only count what waits there.")] = False,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Move messages from dead-letter queues back to their queues; doing one twice is harmless."""
    with errors_told():
        work, dead = _queues(stage)
        wanted = [queue] if queue else [name for name in dead if name in work]
        if queue and queue not in work:
            raise BadInput(f"there is no queue {queue}; there are {', '.join(work)}")
        moved = {name: _waiting(dead[name]) if dry_run else _move(dead[name], work[name], most) for name in wanted}
    if format_ is Format.JSON:
        json_line({"dry_run": dry_run, "messages": moved})
        return
    shown = table("", "queue", "waiting" if dry_run else "moved")
    for name, count in moved.items():
        shown.add_row(name, str(count))
    console().print(shown)


def _queues(stage: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The queues and their dead-letter queues, as the stack's outputs name them."""
    outputs = outputs_of(stage)
    return json.loads(outputs["Queues"]), json.loads(outputs["DeadLetterQueues"])


def _waiting(url: str) -> int:
    name = "ApproximateNumberOfMessages"
    return int(aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def _move(source: str, target: str, most: int) -> int:
    """Put first, delete after: a death between the two leaves one too many, which does nothing twice."""
    sqs = aws.client("sqs")
    moved = 0
    while moved < most:
        answer: Any = sqs.receive_message(QueueUrl=source, MaxNumberOfMessages=_BATCH, WaitTimeSeconds=1)
        messages = answer.get("Messages", [])
        if not messages:
            return moved
        for message in messages:
            sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved
