"""Canada and the United Kingdom: currency, zones, holidays and numbers of the recipient's own country and region."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from pastdue.domain.segments import is_gsm7, segments
from tests.integration.conftest import Begin
from tests.integration.story import Story, moment

LONDON, TORONTO = ZoneInfo("Europe/London"), ZoneInfo("America/Toronto")
CANADA = "default_country: CA\ntime_zone: America/Toronto\nholidays: {country: CA}\n"
UK = "default_country: GB\ntime_zone: Europe/London\nholidays: {country: GB}\n"


def at_home(begin: Begin, country: str, currency: str, policy: str, due: date) -> Story:
    """A business that is at home elsewhere."""
    zone = LONDON if country == "GB" else TORONTO
    habits = {"country": country, "home_currency": currency, "zone": zone}
    story: Story = begin(on=due, zone=zone, policy=policy, habits=habits)
    story.twilio.regions = ("+1", "+44")  # its geographic permissions
    return story


@pytest.mark.parametrize(
    ("province", "sent"),
    [
        ("QC", date(2026, 6, 25)),  # St-Jean-Baptiste is the 24th, a Wednesday
        ("Québec", date(2026, 6, 25)),
        ("ON", date(2026, 6, 24)),
    ],
)
def test_a_customer_in_quebec_is_left_alone_on_st_jean_baptiste(begin: Begin, province: str, sent: date) -> None:
    story = at_home(begin, "CA", "CAD", CANADA, date(2026, 6, 21))
    address = {"CountrySubDivisionCode": province, "Country": "Canada"}
    story.invoice(story.customer("Café Mile-End", "(514) 555-0123", address=address), 48_500)
    story.connect()

    story.until(date(2026, 6, 26), "12:00", TORONTO)

    [text] = story.touches()
    assert text.created.astimezone(TORONTO).date() == sent
    assert "CA$485.00" in text.body
    assert is_gsm7(text.body)
    assert story.stripe.link_of(story.link()).currency == "cad"


@pytest.mark.parametrize(
    ("due", "address", "sent"),
    [
        # The first Monday of August is Scotland's, the last one is everybody else's.
        (date(2026, 7, 31), {"CountrySubDivisionCode": "Scotland", "Country": "United Kingdom"}, date(2026, 8, 4)),
        (date(2026, 7, 31), {"CountrySubDivisionCode": "Midlothian", "Country": "Scotland"}, date(2026, 8, 4)),
        (date(2026, 7, 31), {"CountrySubDivisionCode": "England", "Country": "UK"}, date(2026, 8, 3)),
        (date(2026, 8, 28), {"CountrySubDivisionCode": "Scotland", "Country": "UK"}, date(2026, 8, 31)),
        (date(2026, 8, 28), {"CountrySubDivisionCode": "England", "Country": "UK"}, date(2026, 9, 1)),
        # A county alone does not say which nation it is in: all their days are kept.
        (date(2026, 7, 31), {"CountrySubDivisionCode": "Fife", "Country": "UK"}, date(2026, 8, 4)),
        (date(2026, 8, 28), {}, date(2026, 9, 1)),
    ],
)
def test_each_nation_of_the_united_kingdom_has_its_own_bank_holidays(
    begin: Begin, due: date, address: dict[str, str], sent: date
) -> None:
    story = at_home(begin, "GB", "GBP", UK, due)
    story.invoice(story.customer("Leith Bakery", "0131 496 0123", address=address), 48_500)
    story.connect()

    story.until(date(2026, 9, 2), "12:00", LONDON)

    text = story.touches()[0]
    assert text.to == "+441314960123"
    assert text.created == moment(sent, "09:00", LONDON)
    assert "£485.00" in text.body
    assert is_gsm7(text.body)
    assert segments(text.body) == segments(text.body.replace("£", "$"))


def test_a_pound_invoice_is_paid_and_booked_in_pounds(begin: Begin) -> None:
    story = at_home(begin, "GB", "GBP", UK, date(2026, 9, 14))
    invoice = story.invoice(story.customer("Leith Bakery", "020 7946 0958"), 48_500)
    story.connect()
    story.until(date(2026, 9, 17), "12:00", LONDON)

    payment = story.pays(story.link())
    story.minutes(30)

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    [thanks] = story.answers()
    assert "£485.00" in thanks.body


def test_a_number_says_the_country_where_the_address_does_not(begin: Begin) -> None:
    story = begin()
    canadian = story.customer("Toronto Cafe", "(416) 555-0123")
    british = story.customer("London Cafe", "+44 20 7946 0958", given="Lin")
    neighbour = story.customer("Buffalo Cafe", "(416) 555-0144", given="Bo", address={"CountrySubDivisionCode": "NY"})
    island = story.customer("San Juan Cafe", "(787) 555-0123", given="Ana")
    for customer in (canadian, british, neighbour, island):
        story.invoice(customer)
    story.connect()

    assert [story.contact(each).country for each in (canadian, british, neighbour, island)] == ["CA", "GB", "US", "US"]
    assert set(story.contact(neighbour).zones) == {"America/Toronto", "America/New_York"}


def test_saskatchewan_keeps_its_own_time(begin: Begin) -> None:
    story = at_home(begin, "CA", "CAD", CANADA, date(2026, 7, 13))
    address = {"CountrySubDivisionCode": "SK", "Country": "Canada"}
    story.invoice(story.customer("Prairie Feed", "306-555-0123", address=address))
    story.connect()

    story.until(date(2026, 7, 17), "12:00", TORONTO)

    # Regina has no summer time; Lloydminster, in the same province, keeps Alberta's: nine must be past in both.
    assert story.touches()[0].created == moment(date(2026, 7, 16), "09:00", ZoneInfo("America/Edmonton"))
