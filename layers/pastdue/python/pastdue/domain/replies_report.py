"""Replies report: how well the rules understand a file of labelled replies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from pastdue.domain.errors import BadInput
from pastdue.domain.replies import Meaning, understand


class Measure(TypedDict):
    """How one meaning was found: of those found how many were right, of those there how many were found."""

    precision: float
    recall: float
    count: int


class Miss(TypedDict):
    """A reply that was understood as something else, and the words that misled."""

    line: int
    text: str
    label: str
    understood: str
    words: str


class Report(TypedDict):
    """The whole of it, as `pastdue replies check --format json` prints it."""

    meanings: dict[str, Measure]
    misses: list[Miss]


def report(lines: Iterable[str]) -> Report:
    """Understand each `label|text` line and compare. Empty lines and those that begin with # are passed over.

    A meaning that is neither there nor found has precision and recall 1. BadInput names a line that is no such line.
    """
    pairs: list[tuple[Meaning, Meaning]] = []
    misses: list[Miss] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        label, text = _parted(number, line.rstrip("\r\n"))
        reply = understand(text, None)
        pairs.append((label, reply.label))
        if reply.label is not label:
            misses.append(
                Miss(line=number, text=text, label=str(label), understood=str(reply.label), words=reply.words)
            )
    return Report(meanings={str(meaning): _measure(meaning, pairs) for meaning in Meaning}, misses=misses)


def _parted(number: int, line: str) -> tuple[Meaning, str]:
    label, bar, text = line.partition("|")
    if not bar or label.strip() not in set(Meaning):
        raise BadInput(
            f"line {number} is no labelled reply: write label|text, e.g. opt_out|STOP; labels are {', '.join(Meaning)}"
        )
    return Meaning(label.strip()), text


def _measure(meaning: Meaning, pairs: list[tuple[Meaning, Meaning]]) -> Measure:
    there = sum(label is meaning for label, _ in pairs)
    found = sum(understood is meaning for _, understood in pairs)
    right = sum(label is understood is meaning for label, understood in pairs)
    return Measure(
        precision=right / found if found else float(there == 0),
        recall=right / there if there else 1.0,
        count=there,
    )
