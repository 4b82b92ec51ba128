"""Accepted amounts: what a dispute grants is owed ("I will pay 300 but not the rest"); a person may ask for it."""

from __future__ import annotations

import re
from decimal import Decimal

_amount = r"(?P<amount>\d{1,3}(?:\.\d{3})+|\d{1,7}(?:\.\d{1,2})?)(?!\S)"
# A number of something else: days, hours, items, a name of an invoice.
_no_money = (
    r"(?! (?:, )?(?:days?|weeks?|months?|hours?|times|payments?|parts|percent|dias?|semanas?|mes|meses|horas?|pagos))"
)
_refused = re.compile(
    r"(?<!\S)(?:wont|not|never|refuse|cant|dont|isnt|wasnt|didnt|nunca|no|ni|nor|instead of|rather than) "
    r"(?:be |to |going |gonna |the |for |voy |a |pagar |pay |paying |los |las |que |son |owe |debo |por |eran? |de )*$"
)
_GRANTED = tuple(
    re.compile(rf"(?<!\S)(?:{pattern}){_no_money}")
    for pattern in (
        # The amount after a word of paying, owing or agreeing.
        r"(?:pay|paying|owe|accept|agree (?:to|with|on)|settle for|good for|okay with|ok with|fine with|send|"
        r"pago|pagar|pagare|pagarle|pagarles|pagamos|pagaremos|debo|debemos|acepto|aceptamos|reconozco) "
        r"(?:you |the |for |only |just |up to |about |le |les |los |las |solo |nada mas |nomas |solamente |por |de |"
        r"dollars |usd |link for |a |pagar |them )*" + _amount,
        # The amount before a word that finds it right.
        r"(?:the |los |las )?"
        + _amount
        + r" (?:dollars |bucks |usd |dolares |pesos )?(?:part |is |are |si |esta |estan |"
        r"que |all |what |i |we |sounds |seems )*(?:fine|ok|right|correct|fair|owe|bien|debo|acepto)(?!\S)",
    )
)


def accepted_in(text: str) -> Decimal | None:
    """The largest amount that a plain text (plain_text.plain) agrees to pay; None when it names none."""
    granted = [
        _decimal(found["amount"])
        for pattern in _GRANTED
        for found in pattern.finditer(text)
        if not _refused.search(text[: found.start()])
    ]
    return max((amount for amount in granted if amount > 0), default=None)


def _decimal(amount: str) -> Decimal:
    """A point before three digits parts thousands, as in much of Latin America."""
    return Decimal(amount.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", amount) else amount)
