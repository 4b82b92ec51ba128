"""KeepPictures: what came with a text is fetched from Twilio and kept privately, for a person to look at."""

from __future__ import annotations

import mimetypes

from pastdue.domain.errors import Refused
from pastdue.usecases.world import World

NOT_KEPT = "could not be fetched; see the message in Twilio"


def keep_pictures(world: World, company_id: str, message_id: str) -> str:
    """The keys of the kept pictures, one blank between; NOT_KEPT where Twilio has none or refuses.

    Raises Busy and Unavailable, so that the text is heard again. Keys are made of ids: keeping twice keeps once.
    """
    try:
        pictures = world.texts.pictures(message_id)
    except Refused as error:
        world.metrics.count("PicturesRefused", code=error.code or "none")
        return NOT_KEPT
    keys: list[str] = []
    for picture in pictures:
        key = f"{company_id}/{message_id}/{picture.id}{mimetypes.guess_extension(picture.mime) or ''}"
        world.pictures.keep(key, picture)
        keys.append(key)
    world.metrics.count("PicturesKept", len(keys))
    return " ".join(keys) or NOT_KEPT
