"""The vendors' secrets: JSON in Secrets Manager, kept in memory for five minutes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter, ValidationError

from pastdue.adapters.aws import failure
from pastdue.domain.errors import Refused

_KEPT_FOR = 300.0
_JSON = TypeAdapter(dict[str, str], config={"hide_input_in_errors": True})


class Secrets:
    """Secrets by name or ARN. A rotated one is known within five minutes; while AWS is down the old one serves."""

    def __init__(self, *, client: Any, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._monotonic = monotonic
        self._kept: dict[str, tuple[float, Mapping[str, str]]] = {}

    def get(self, name: str) -> Mapping[str, str]:
        """The fields of a secret. Raises Refused when it is missing or no JSON object of strings."""
        kept = self._kept.get(name)
        if kept is not None and self._monotonic() - kept[0] < _KEPT_FOR:
            return kept[1]
        try:
            text = self._client.get_secret_value(SecretId=name)["SecretString"]
        except (BotoCoreError, ClientError) as error:
            if kept is not None:
                return kept[1]
            raise failure(error, vendor="secretsmanager", effect=False) from None
        try:
            fields = _JSON.validate_json(text)
        except ValidationError:
            raise Refused(f"the secret {name} is no JSON object of strings", vendor="secretsmanager") from None
        self._kept[name] = (self._monotonic(), fields)
        return fields
