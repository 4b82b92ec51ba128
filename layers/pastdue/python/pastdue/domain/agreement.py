"""Agreement: whether a whole reply says yes, in English or Spanish. It is asked only while an offer is open.

We ask for AGREE or ACEPTO, since a carrier may take YES for itself (vendor-facts, Twilio's opt-in words); but people
write as they speak, so their yes counts too. A yes with anything else to it ("ok but not before May") is no yes.
"""

from __future__ import annotations

import re
import unicodedata

_YES = """
    agree|agreed|i agree|we agree|accept|accepted|i accept|yes|y|yep|yeah|yea|yup|sure|ok|okay|k|deal|its a deal
    yes i agree|ok i agree|yes agree|ok agree|yes agreed|ok agreed|sounds good|that works|works for me|that is fine
    thats fine|fine|perfect|great|good|lets do it|i will take it|ill take it|agree to plan|agree to the plan
    i agree to the plan
    acepto|aceptado|acepta|aceptamos|si|si acepto|ok acepto|claro|claro que si|de acuerdo|estoy de acuerdo
    si de acuerdo|si estoy de acuerdo|esta bien|si esta bien|bueno|vale|dale|trato hecho|perfecto|conforme
    acepto el plan|si acepto el plan|me parece bien
"""
_YES_WORDS = frozenset(words.strip() for words in re.split(r"[|\n]", _YES) if words.strip())
_POLITE = re.compile(r"\b(?:please|thanks|thank you|thx|ty|sir|maam|por favor|gracias|muchas)\b")


def agrees(body: str) -> bool:
    """Whether the reply as a whole is a yes."""
    plain = unicodedata.normalize("NFKD", body.lower().replace("'", "").replace("’", ""))
    letters = re.sub(r"[^a-z\s]", " ", "".join(c for c in plain if not unicodedata.combining(c)))
    words = " ".join(_POLITE.sub(" ", letters).split())
    return words in _YES_WORDS and not re.search(r"\d", body)
