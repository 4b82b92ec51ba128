"""The tokens of each QuickBooks connection, in Secrets Manager and nowhere else, encrypted with our own key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from pastdue.adapters.aws import failure
from pastdue.domain.errors import NotConnected


@dataclass(frozen=True)
class TokenSet:
    """What a connection holds; the times are wall clock. The tokens keep out of every repr."""

    access_token: str = field(repr=False)
    access_until: datetime
    refresh_token: str = field(repr=False)
    refresh_until: datetime
    hard_until: datetime | None = None


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    access_token: str
    access_until: AwareDatetime
    refresh_token: str
    refresh_until: AwareDatetime
    hard_until: AwareDatetime | None = None


class TokenVault:
    """One secret for each company, named prefix + company id."""

    def __init__(self, *, client: Any, prefix: str, kms_key_id: str | None) -> None:
        self._client = client
        self._prefix = prefix
        self._kms_key_id = kms_key_id

    def read(self, company_id: str) -> TokenSet:
        """The tokens as they are now. Raises NotConnected when the company has none."""
        try:
            answer = self._client.get_secret_value(SecretId=self._name(company_id))
        except self._client.exceptions.ResourceNotFoundException:
            raise NotConnected(f"QuickBooks is not connected for company {company_id}") from None
        except (BotoCoreError, ClientError) as error:
            raise failure(error, vendor="secretsmanager", effect=False) from None
        try:
            return TokenSet(**dict(_Stored.model_validate_json(answer["SecretString"])))
        except ValidationError:
            raise NotConnected(f"the kept tokens of company {company_id} cannot be read: connect it again") from None

    def write(self, company_id: str, tokens: TokenSet) -> None:
        """Keep these tokens; writing them again is harmless."""
        value = _Stored(
            access_token=tokens.access_token,
            access_until=tokens.access_until,
            refresh_token=tokens.refresh_token,
            refresh_until=tokens.refresh_until,
            hard_until=tokens.hard_until,
        ).model_dump_json()
        name = self._name(company_id)
        try:
            try:
                self._client.put_secret_value(SecretId=name, SecretString=value)
            except self._client.exceptions.ResourceNotFoundException:
                key = {"KmsKeyId": self._kms_key_id} if self._kms_key_id else {}
                self._client.create_secret(Name=name, SecretString=value, **key)
        except (BotoCoreError, ClientError) as error:
            # To write the same tokens again is safe, so an answer that was lost is no ambiguity.
            raise failure(error, vendor="secretsmanager", effect=False) from None

    def _name(self, company_id: str) -> str:
        return f"{self._prefix}{company_id}"
