"""What the played Twilio promises: the vendor's own SDK against texts, callbacks, replies, opt-outs and limits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from sandbox.twilio.encoding import segments, smart
from sandbox.twilio.played import HELP_REPLY, START_REPLY, STOP_REPLY
from sandbox.wire import Delivery, Request, Response
from tests.contract.played_twilio import ACCOUNT, CALLBACK, INBOUND, MESSAGES, MONDAY, OURS, THEIRS, TOKEN, Carrier


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


def refused(call: Callable[[], object]) -> TwilioRestException:
    with pytest.raises(TwilioRestException) as caught:
        call()
    return caught.value


def is_signed(delivery: Delivery) -> bool:
    fields = dict(parse_qsl(delivery.body.decode(), keep_blank_values=True))
    valid: bool = RequestValidator(TOKEN).validate(delivery.url, fields, delivery.headers["X-Twilio-Signature"])
    return valid


# --- a text on its way


def test_a_text_is_queued_first_then_sent_then_delivered_and_each_change_but_the_first_is_called_back(
    carrier: Carrier,
) -> None:
    text = carrier.send()
    assert (text.status, text.date_sent, text.price, text.num_segments) == ("queued", None, None, "1")
    assert carrier.posted == []

    carrier.later(seconds=3)

    seen = text.fetch()
    assert (seen.status, seen.error_code, seen.price, seen.price_unit) == ("delivered", None, "-0.00830", "USD")
    assert seen.date_sent is not None
    assert carrier.statuses() == ["sending", "sent", "delivered"]


def test_a_callback_names_the_text_at_the_address_it_was_given_and_is_signed_over_its_query(carrier: Carrier) -> None:
    text = carrier.send()
    carrier.later(seconds=3)

    delivery = carrier.posted[-1]
    assert delivery.url == CALLBACK
    assert is_signed(delivery)
    assert not is_signed(Delivery(CALLBACK + "2", delivery.headers, delivery.body, delivery.event_id))
    assert delivery.headers["I-Twilio-Idempotency-Token"]
    fields = carrier.told()[-1]
    assert (fields["MessageSid"], fields["To"], fields["From"]) == (text.sid, THEIRS, OURS)
    assert "ErrorCode" not in fields


def test_the_same_request_twice_is_two_texts(carrier: Carrier) -> None:
    first, second = carrier.send(), carrier.send()

    assert first.sid != second.sid
    assert len(carrier.sdk.messages.list(to=THEIRS)) == 2


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("é ñ ü ¿ ¡", 1),
        ("á" + "a" * 69, 1),
        ("á" + "a" * 70, 2),
        ("á" + "a" * 133, 2),
        ("á" + "a" * 134, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_segments_are_counted_as_carriers_charge_them(carrier: Carrier, body: str, count: int) -> None:
    assert carrier.send(body).num_segments == str(count)
    assert segments(body) == count


def test_smart_encoding_keeps_typographic_marks_from_tripling_the_price(carrier: Carrier) -> None:
    body = "Don’t worry — it’s fine…" + "a" * 120

    assert carrier.send(body).num_segments == "3"
    assert carrier.send(body, smart_encoded=True).num_segments == "1"
    assert smart("“a”") == '"a"'


# --- what is refused at once


@pytest.mark.parametrize(("length", "code"), [(1_599, None), (1_600, None), (1_601, 21617)])
def test_a_text_has_at_most_1600_characters(carrier: Carrier, length: int, code: int | None) -> None:
    if code is None:
        carrier.send("a" * length)
    else:
        assert refused(lambda: carrier.send("a" * length)).code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "+1212555"}, 21211),
        ({"to": "2125550123"}, 21211),
        ({"to": "+11125550123"}, 21211),
        ({"to": "+442079460000"}, 21408),
        ({"from_": "+12065550101"}, 21606),
        ({"from_": "nobody"}, 21212),
        ({"from_": "+15005550008"}, 21611),
        ({"to": "+15005550009"}, 21614),
        ({"body": ""}, 21602),
        ({"validity_period": 0}, 21624),
        ({"validity_period": 36_001}, 21624),
        ({"status_callback": "ftp://pastdue.example"}, 21609),
        ({"status_callback": "https://under_score.example"}, 21609),
        ({"to": "+12125550014"}, 21614),
        ({"to": "+12125550011"}, 21211),
        ({"to": "+12125550010"}, 21610),
        ({"to": "+12125550035"}, 21635),
    ],
)
def test_what_can_never_be_sent_is_refused_with_its_code(
    carrier: Carrier, change: dict[str, object], code: int
) -> None:
    error = refused(lambda: carrier.send(**change))  # type: ignore[arg-type]

    assert error.code == code
    assert error.status == (429 if code == 21611 else 400)
    assert carrier.sdk.messages.list() == []


@pytest.mark.parametrize("seconds", [1, 36_000])
def test_a_validity_period_is_a_second_to_ten_hours(carrier: Carrier, seconds: int) -> None:
    assert carrier.send(validity_period=seconds).status == "queued"


def test_wrong_credentials_are_401(carrier: Carrier) -> None:
    wrong = carrier.with_key("SK00000000000000000000000000000001", "guess")
    unknown = carrier.with_key("SK00000000000000000000000000000009", "guess")

    for client in (wrong, unknown):
        error = refused(client.messages("SM" + "0" * 32).fetch)
        assert (error.status, error.code) == (401, 20003)
    assert carrier.with_key(ACCOUNT, TOKEN).messages.list() == []


def test_an_unknown_text_is_404(carrier: Carrier) -> None:
    error = refused(carrier.sdk.messages("SM" + "0" * 32).fetch)

    assert (error.status, error.code) == (404, 20404)


@pytest.mark.parametrize(("asked", "status"), [(1, 200), (2, 200), (3, 429)])
def test_too_many_requests_within_a_second_are_429(asked: int, status: int) -> None:
    carrier = Carrier(requests_per_second=2)

    for _ in range(asked - 1):
        carrier.raw("GET", MESSAGES)

    answer = carrier.raw("GET", MESSAGES)
    assert answer.status == status
    assert status == 200 or json.loads(answer.body)["code"] == 20429
    carrier.wall += timedelta(seconds=1)
    assert carrier.raw("GET", MESSAGES).status == 200


# --- how texts end


@pytest.mark.parametrize(
    ("digits", "status", "code"),
    [
        ("03", "undelivered", 30003),
        ("04", "undelivered", 30004),
        ("05", "undelivered", 30005),
        ("06", "undelivered", 30006),
        ("07", "undelivered", 30007),
        ("08", "undelivered", 30008),
        ("22", "undelivered", 30022),
        ("23", "undelivered", 30023),
        ("34", "undelivered", 30034),
        ("01", "failed", 30001),
        ("43", "failed", 30943),
        ("63", "failed", 30863),
    ],
)
def test_a_magic_number_ends_every_text_with_its_code(carrier: Carrier, digits: str, status: str, code: int) -> None:
    text = carrier.send(to=f"+12125550{digits:0>3}")

    carrier.later(seconds=3)

    last = carrier.told()[-1]
    assert (last["MessageStatus"], last["ErrorCode"]) == (status, str(code))
    seen = text.fetch()
    assert (seen.status, seen.error_code, seen.price) == (status, code, None)
    assert seen.error_message


def test_sent_may_be_the_last_that_is_heard(carrier: Carrier) -> None:
    text = carrier.send(to="+12125550096")

    carrier.later(days=3)

    assert carrier.statuses() == ["sending", "sent"]
    assert text.fetch().status == "sent"


def test_the_numbers_that_samples_use_are_never_magic_and_any_number_can_be_made_so(carrier: Carrier) -> None:
    carrier.played.set_ending("+12125550106", 30003)
    carrier.send(to="+12125550107")
    carrier.send(to="+12125550106")

    carrier.later(seconds=5)

    assert [message.error for message in carrier.played.messages] == [None, 30003]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("Pay at https://bit.ly/abc", 30007),
        ("Pay at https://buy.stripe.com/abc", None),
        ("We are a debt collector.", 30007),
        ("Your debt is due.", None),
    ],
)
def test_carriers_filter_free_shorteners_and_collectors(carrier: Carrier, body: str, error: int | None) -> None:
    text = carrier.send(body)

    carrier.later(seconds=3)

    assert text.fetch().error_code == error


# --- throughput


def test_a_number_sends_so_many_segments_a_second_and_the_rest_waits_in_line() -> None:
    carrier = Carrier(segments_per_second=2.0, carrier_seconds=(0.0, 0.0))
    for _ in range(5):
        carrier.send("a" * 161)

    arrived = []
    for _ in range(6):
        arrived.append(sum(message.status == "delivered" for message in carrier.played.messages))
        carrier.later(seconds=1)

    assert arrived == [1, 2, 3, 4, 5, 5]


@pytest.mark.parametrize(("validity", "lapsed"), [(9, 1), (10, 0), (11, 0)])
def test_what_waits_longer_than_its_validity_is_never_sent(validity: int, lapsed: int) -> None:
    carrier = Carrier(segments_per_second=1.0)
    for _ in range(10):
        carrier.send("first in line")

    carrier.send("last in line", validity_period=validity)
    carrier.later(minutes=1)

    ends = Counter(message.error for message in carrier.played.messages)
    assert ends == Counter({None: 11 - lapsed, 30036: lapsed}) - Counter()


def test_a_line_longer_than_ten_hours_takes_no_more() -> None:
    carrier = Carrier(segments_per_second=1 / 3600)
    for _ in range(11):
        carrier.send()

    error = refused(carrier.send)

    assert (error.status, error.code) == (429, 21611)


def test_the_daily_cap_of_one_carrier_ends_at_midnight_pacific_time() -> None:
    carrier = Carrier(daily_cap_segments=2)
    carrier.played.on_t_mobile = lambda number: number == THEIRS
    sent = [carrier.send() for _ in range(3)]
    other = carrier.send(to="+12125550124")
    carrier.later(minutes=1)

    assert [text.fetch().error_code for text in sent] == [None, None, 30023]
    assert other.fetch().error_code is None
    carrier.later(hours=17)  # 08:01 UTC: just past midnight in the west
    again = carrier.send()
    carrier.later(minutes=1)
    assert again.fetch().error_code is None


# --- reading


def test_texts_are_listed_newest_first_by_either_side_and_in_pages(carrier: Carrier) -> None:
    for number in range(5):
        carrier.send(f"text {number}")
        carrier.later(minutes=1)
    carrier.send(to="+12125550124")
    carrier.played.receive(THEIRS, "ok")

    assert [text.body for text in carrier.sdk.messages.list(to=THEIRS)] == [f"text {n}" for n in (4, 3, 2, 1, 0)]
    assert [text.body for text in carrier.sdk.messages.list(from_=THEIRS)] == ["ok"]
    assert len(carrier.sdk.messages.list(to=THEIRS, page_size=2)) == 5
    assert len(carrier.sdk.messages.list()) == 7
    page = json.loads(carrier.raw("GET", f"{MESSAGES}?To=%2B12125550123&PageSize=2").body)
    assert (page["page_size"], page["start"], page["end"], page["previous_page_uri"]) == (2, 0, 1, None)
    assert "Page=1&PageToken=PASM" in page["next_page_uri"]


def test_a_text_without_a_date_is_hidden_by_a_filter_on_it(carrier: Carrier) -> None:
    carrier.send("sent")
    carrier.later(days=1)
    carrier.send("waiting")

    found = carrier.sdk.messages.list(to=THEIRS, date_sent_after=MONDAY - timedelta(days=1))

    assert [text.body for text in found] == ["sent"]
    assert [text.body for text in carrier.sdk.messages.list(to=THEIRS)] == ["waiting", "sent"]


@pytest.mark.parametrize(("day", "found"), [("2026-11-01", 0), ("2026-11-02", 1), ("2026-11-03", 0)])
def test_a_date_is_a_whole_day_in_gmt(carrier: Carrier, day: str, found: int) -> None:
    carrier.send()
    carrier.later(seconds=3)

    listed = json.loads(carrier.raw("GET", f"{MESSAGES}?DateSent={day}").body)

    assert len(listed["messages"]) == found


def test_a_text_that_still_waits_can_be_canceled_and_one_that_went_cannot() -> None:
    carrier = Carrier(segments_per_second=1.0)
    first, second = carrier.send(), carrier.send()
    carrier.later(seconds=0.5)

    assert second.update(status="canceled").status == "canceled"
    assert refused(lambda: first.update(status="canceled")).status == 400
    carrier.later(minutes=1)
    assert [first.fetch().status, second.fetch().status] == ["delivered", "canceled"]


# --- people answer


def test_an_answer_reaches_the_webhook_with_every_field_and_blank_ones_too(carrier: Carrier) -> None:
    carrier.send()
    carrier.later(seconds=3)
    carrier.told()

    message = carrier.played.receive(THEIRS, "I paid last week")

    (delivery,) = carrier.posted
    assert (delivery.url, delivery.event_id) == (INBOUND, message.sid)
    assert is_signed(delivery)
    (fields,) = carrier.told()
    assert (fields["Body"], fields["From"], fields["To"]) == ("I paid last week", THEIRS, OURS)
    assert (fields["FromState"], fields["FromCity"], fields["NumMedia"]) == ("NY", "", "0")
    assert "OptOutType" not in fields


def test_a_picture_comes_with_its_address(carrier: Carrier) -> None:
    message = carrier.played.receive(THEIRS, "", media=[("https://api.twilio.com/m/1", "image/jpeg")])

    (fields,) = carrier.told()
    assert (message.sid[:2], fields["NumMedia"]) == ("MM", "1")
    assert (fields["MediaUrl0"], fields["MediaContentType0"]) == ("https://api.twilio.com/m/1", "image/jpeg")


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop\n", "UNSUBSCRIBE", "cancel", "END", "revoke", "OptOut"])
def test_an_exact_opt_out_word_silences_the_number_and_is_answered_by_twilio_itself(
    carrier: Carrier, word: str
) -> None:
    carrier.played.receive(THEIRS, word)

    assert [fields["Body"] for fields in carrier.told()] == [word]
    assert carrier.played.chat(THEIRS)[-1].body == STOP_REPLY
    assert refused(carrier.send).code == 21610
    assert carrier.send(to="+12125550124").status == "queued"


@pytest.mark.parametrize("text", ["stop please", "STOP!", "don't stop", "alto", "para", "please cancel"])
def test_any_other_wish_to_be_left_alone_is_ours_to_hear(carrier: Carrier, text: str) -> None:
    carrier.played.receive(THEIRS, text)

    assert carrier.send().status == "queued"
    assert [message.direction for message in carrier.played.chat(THEIRS)] == ["inbound", "outbound-api"]


@pytest.mark.parametrize("word", ["START", "yes", "UNSTOP"])
def test_an_opt_in_word_undoes_it(carrier: Carrier, word: str) -> None:
    carrier.played.receive(THEIRS, "STOP")

    carrier.played.receive(THEIRS, word)

    assert carrier.played.chat(THEIRS)[-1].body == START_REPLY
    assert carrier.send().status == "queued"


def test_help_is_answered_by_twilio_and_yes_is_only_a_yes_to_who_never_stopped(carrier: Carrier) -> None:
    carrier.played.receive(THEIRS, "help")
    assert carrier.played.chat(THEIRS)[-1].body == HELP_REPLY

    carrier.played.receive(THEIRS, "YES")
    assert carrier.played.chat(THEIRS)[-1].body == "YES"


def test_with_advanced_opt_out_the_webhook_says_what_twilio_did() -> None:
    carrier = Carrier(advanced_opt_out=True)

    for word in ("STOP", "START", "HELP", "hello"):
        carrier.played.receive(THEIRS, word)

    assert [fields.get("OptOutType") for fields in carrier.told()] == ["STOP", "START", "HELP", None]


def test_a_text_that_was_waiting_when_the_person_stopped_still_goes(carrier: Carrier) -> None:
    """Twilio looks at the opt-outs when a text is created, not when it leaves the queue."""
    carrier.send()

    carrier.played.receive(THEIRS, "STOP")
    carrier.later(seconds=3)

    assert carrier.played.outgoing(THEIRS)[0].status == "delivered"


def test_the_webhooks_own_answer_is_sent_as_a_reply_unless_the_person_stopped(carrier: Carrier) -> None:
    message = carrier.played.receive(THEIRS, "when?")
    twiml = b"<Response><Message>By Friday.</Message><Message><Body>Thanks!</Body></Message></Response>"

    carrier.played.answered(carrier.posted[-1], twiml)
    carrier.later(seconds=5)

    replies = carrier.played.chat(THEIRS)[1:]
    assert [(reply.body, reply.direction, reply.status) for reply in replies] == [
        ("By Friday.", "outbound-reply", "delivered"),
        ("Thanks!", "outbound-reply", "delivered"),
    ]
    assert carrier.played.answered(carrier.posted[-1], b"<Response/>") == []
    assert carrier.played.answered(carrier.posted[-1], b"not xml") == []
    assert message.status == "received"
    carrier.played.receive(THEIRS, "STOP")
    assert carrier.played.answered(carrier.posted[-1], twiml) == []


def test_webhooks_can_come_twice_late_or_never(carrier: Carrier) -> None:
    carrier.played.knobs.duplicates = 1.0
    carrier.send()
    carrier.later(seconds=3)
    tokens = [delivery.headers["I-Twilio-Idempotency-Token"] for delivery in carrier.posted]
    assert (len(tokens), len(set(tokens))) == (6, 3)
    carrier.told()

    carrier.played.knobs.duplicates, carrier.played.knobs.late = 0.0, 1.0
    text = carrier.send()
    carrier.time += timedelta(seconds=1)
    text.fetch()
    assert carrier.posted == []
    carrier.played.knobs.late = 0.0
    carrier.time += timedelta(seconds=3)
    text.fetch()
    assert carrier.statuses() == ["delivered", "sending", "sent"]

    carrier.played.knobs.lost = 1.0
    carrier.send()
    carrier.later(seconds=3)
    assert carrier.posted == []


# --- services, lookup, account


def test_a_messaging_service_accepts_first_and_chooses_the_number_after() -> None:
    service = "MG" + "0" * 31 + "1"
    carrier = Carrier(services={service: [OURS]})

    text = carrier.sdk.messages.create(to=THEIRS, body="hello", messaging_service_sid=service, status_callback=CALLBACK)

    assert (text.status, text.from_, text.num_segments) == ("accepted", None, "0")
    carrier.later(seconds=3)
    seen = text.fetch()
    assert (seen.from_, seen.num_segments, seen.messaging_service_sid) == (OURS, "1", service)
    assert carrier.statuses() == ["queued", "sending", "sent", "delivered"]
    assert refused(lambda: carrier.sdk.messages.create(to=THEIRS, body="x", messaging_service_sid="MG0")).code == 21701


def test_a_lookup_tells_a_landline_and_a_number_that_changed_hands(carrier: Carrier) -> None:
    carrier.played.reassigned.add(THEIRS)

    def look(number: str) -> object:
        return carrier.sdk.lookups.v2.phone_numbers(number).fetch(fields="line_type_intelligence,reassigned_number")

    landline, mobile = look("+12125550006"), look(THEIRS)
    assert landline.line_type_intelligence["type"] == "landline"  # type: ignore[attr-defined]
    assert mobile.line_type_intelligence["type"] == "mobile"  # type: ignore[attr-defined]
    assert mobile.reassigned_number["is_number_reassigned"] == "yes"  # type: ignore[attr-defined]


def test_the_account_and_its_numbers_can_be_asked_and_a_numbers_webhook_set(carrier: Carrier) -> None:
    (number,) = carrier.sdk.incoming_phone_numbers.list(phone_number=OURS)

    number.update(sms_url="https://pastdue.example/elsewhere")
    carrier.played.receive(THEIRS, "hello")

    assert carrier.sdk.api.accounts(ACCOUNT).fetch().status == "active"
    assert carrier.posted[-1].url == "https://pastdue.example/elsewhere"


def test_a_body_can_be_kept_from_twilios_record_and_a_text_deleted_from_it(carrier: Carrier) -> None:
    hidden = carrier.send(content_retention="discard")
    masked = carrier.send(address_retention="obfuscate")
    carrier.later(seconds=5)

    assert hidden.fetch().body == ""
    assert masked.fetch().to == "+1212555XXXX"
    assert [message.body for message in carrier.played.chat(THEIRS)] == ["Invoice 1001 is past due."] * 2
    assert hidden.delete()
    assert refused(hidden.fetch).status == 404


# --- the phones


def browse(carrier: Carrier, method: str, path: str, body: bytes = b"") -> Response:
    return carrier.played.handle(Request.of(method, path, {}, body))


def test_the_phones_show_both_sides_and_links_that_can_be_followed(carrier: Carrier) -> None:
    carrier.played.name_of = lambda number: "Harborview <Cafe>"
    carrier.send("Pay here: https://buy.stripe.com/abc?x=1&y=2.")
    carrier.later(seconds=3)
    carrier.played.receive(THEIRS, "ok, <thanks>")

    page = browse(carrier, "GET", "/phones").body.decode()

    assert '<a href="https://buy.stripe.com/abc?x=1&amp;y=2"' in page
    assert "Harborview &lt;Cafe&gt;" in page
    assert "ok, &lt;thanks&gt;" in page
    assert "(212) 555-0123" in page
    assert "Delivered" in page


def test_a_phone_says_when_the_talk_goes_on_after_a_while_and_leads_to_the_whole_of_it(carrier: Carrier) -> None:
    carrier.send("first")
    carrier.later(minutes=59)
    carrier.played.receive(THEIRS, "within the hour")
    carrier.later(minutes=60)
    carrier.played.receive(THEIRS, "an hour later")

    page = browse(carrier, "GET", "/phones").body.decode()
    alone = browse(carrier, "GET", "/phones/%2B12125550123").body.decode()

    assert page.count('<div class="day">') == 2
    first, last = page.split('<div class="day">')[1:]
    assert "within the hour" in first
    assert "an hour later" in last
    assert '<a href="phones/%2B12125550123">' in page
    assert 'class="phones alone"' in alone


def test_a_person_answers_in_the_browser_as_that_customer(carrier: Carrier) -> None:
    carrier.send()
    carrier.later(seconds=3)
    carrier.told()

    answer = browse(carrier, "POST", "/phones/%2B12125550123?from=all", b"body=dispute")

    assert (answer.status, answer.headers["Location"]) == (303, "../phones")
    (fields,) = carrier.told()
    assert (fields["From"], fields["Body"]) == (THEIRS, "dispute")
    feed = json.loads(browse(carrier, "GET", "/phones/feed").body)
    assert "dispute" in feed["12125550123"]["html"]


def test_a_phone_is_found_by_name_or_number(carrier: Carrier) -> None:
    carrier.played.name_of = lambda number: "Blue Heron Inn" if number == THEIRS else ""
    carrier.send()
    carrier.send(to="+12125550124")

    assert "555-0124" not in browse(carrier, "GET", "/phones?q=heron").body.decode()
    assert "Blue Heron" not in browse(carrier, "GET", "/phones?q=0124").body.decode()
