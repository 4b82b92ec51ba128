"""The test cards and bank accounts of Stripe's own documentation, and what each of them does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """A test card: declined at once, or what happens after it was charged."""

    brand: str = "visa"
    code: str = ""
    decline_code: str = ""
    message: str = ""
    dispute: str = ""
    inquiry: bool = False
    refund: str = "succeeded"


_DECLINED = "Your card was declined."
CARDS = {
    "4242424242424242": Card(),
    "4000056655665556": Card(),
    "5555555555554444": Card(brand="mastercard"),
    "378282246310005": Card(brand="amex"),
    "6011111111111117": Card(brand="discover"),
    "4000000000000077": Card(),
    "4000000000000002": Card(code="card_declined", decline_code="generic_decline", message=_DECLINED),
    "4000000000009995": Card(
        code="card_declined", decline_code="insufficient_funds", message="Your card has insufficient funds."
    ),
    "4000000000009987": Card(code="card_declined", decline_code="lost_card", message=_DECLINED),
    "4000000000009979": Card(code="card_declined", decline_code="stolen_card", message=_DECLINED),
    "4000000000006975": Card(code="card_declined", decline_code="card_velocity_exceeded", message=_DECLINED),
    "4000000000000069": Card(code="expired_card", decline_code="expired_card", message="Your card has expired."),
    "4000000000000127": Card(
        code="incorrect_cvc", decline_code="incorrect_cvc", message="Your card's security code is incorrect."
    ),
    "4000000000000119": Card(
        code="processing_error",
        decline_code="processing_error",
        message="An error occurred while processing your card. Try again in a little bit.",
    ),
    "4000000000000259": Card(dispute="fraudulent"),
    "4000000000002685": Card(dispute="product_not_received"),
    "4000000000001976": Card(dispute="fraudulent", inquiry=True),
    "4000000000005126": Card(refund="failed"),
    "4000000000007726": Card(refund="pending"),
}
# Any other number that could be a card: what a test-mode account answers to a real one.
LIVE_CARD = Card(
    code="card_declined",
    decline_code="test_mode_live_card",
    message="Your card was declined. Your request was in test mode, but used a non test card.",
)


@dataclass(frozen=True)
class Account:
    """A test bank account (routing number 110000000): how its debit ends."""

    failure: str = ""
    message: str = ""
    at_once: bool = False
    dispute: str = ""
    never_settles: bool = False


ROUTING = "110000000"
ACCOUNTS = {
    "000123456789": Account(),
    "000111111113": Account("account_closed", "The customer's bank account has been closed."),
    "000111111116": Account("no_account", "The customer's bank account could not be located."),
    "000222222227": Account(
        "insufficient_funds", "The customer's account has insufficient funds to cover this payment."
    ),
    "000333333335": Account(
        "debit_not_authorized",
        "The customer has notified their bank that this payment was unauthorized or there is no mandate held by the "
        "paying bank.",
    ),
    "000444444440": Account("invalid_currency", "The bank account can't be debited in this currency.", at_once=True),
    "000777777771": Account(
        "charge_exceeds_source_limit", "This payment exceeds the account's weekly processing limit.", at_once=True
    ),
    "000000004954": Account("payment_method_provider_decline", "The payment was blocked as high risk.", at_once=True),
    "000555555559": Account(dispute="bank_cannot_process"),
    "000000000009": Account(never_settles=True),
}


def digits(number: str) -> str:
    """The number without spaces and dashes."""
    return "".join(character for character in number if character.isdigit())


def could_be_a_card(number: str) -> bool:
    """The check digit and the length, as a checkout page tests them before it asks anybody."""
    if not 13 <= len(number) <= 19:
        return False
    total = 0
    for index, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
