"""How a story begins, and what is looked at when it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from pastdue.adapters import policies
from tests.integration.story import Story

Begin = Callable[..., Story]


@pytest.fixture(scope="session", autouse=True)
def _each_policy_is_read_once() -> Iterator[None]:
    """Policies are values and reading YAML is slow: thousands of stories begin with the same few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policies, "load", cache(policies.load))
        yield


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Begins stories; at the end each of them must have kept the promises that show from outside."""
    begun: list[Story] = []

    def story(**settings: Any) -> Story:
        begun.append(Story(**settings))
        return begun[-1]

    yield story
    for each in begun:
        each.keeps_its_promises()
