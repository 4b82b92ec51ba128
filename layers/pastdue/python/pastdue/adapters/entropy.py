"""Random choices from the operating system."""

from __future__ import annotations

import secrets


class SystemEntropy:
    """The Entropy port."""

    def token(self) -> str:
        return secrets.token_hex(8)
