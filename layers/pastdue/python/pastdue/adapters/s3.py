"""Pictures in S3: private, encrypted by the bucket, forgotten by its lifecycle."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from pastdue.adapters.aws import failure
from pastdue.ports import Picture


class S3Pictures:
    """The Pictures port over one bucket."""

    def __init__(self, *, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def keep(self, key: str, picture: Picture) -> None:
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=picture.data, ContentType=picture.mime)
        except (BotoCoreError, ClientError) as error:
            # The same key with the same bytes: doing it again is harmless.
            raise failure(error, vendor="s3", effect=False) from None
