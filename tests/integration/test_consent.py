"""Consent belongs to a customer and a number: where it came from, when, whose words; and what a change does to it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pastdue.adapters import consent_lists
from pastdue.cli import consent as command
from pastdue.cli.main import app
from pastdue.domain.audit import AuditEntry
from pastdue.domain.consent import Attestation, Given, Source
from pastdue.domain.errors import BadInput
from pastdue.usecases.attest_consent import attest_consent
from pastdue.usecases.import_consent import ConsentRow, Imported, import_consent
from pastdue.usecases.record_consent import ConsentResult, Recorded, record_consent, revoke_consent
from sandbox.faults import Meanwhile
from tests.integration.conftest import Begin
from tests.integration.story import AUTO, DANA, REALM, Story, day

OTHER = "+12125550199"
FORM = "order form 3, box 2"


def signs(story: Story, customer: str, number: str = DANA, on: date | None = None) -> ConsentResult:
    """A customer signs the form."""
    given = Given(
        customer_id=customer, source=Source.FORM, wording=FORM, on=on or day(0), by="Anna", recorded_at=story.now
    )
    done = record_consent(story.world, REALM, number, given)
    story.host.work()
    return done


def imports(story: Story, file: Path) -> tuple[consent_lists.ConsentList, Imported]:
    """The owner imports a list."""
    found = consent_lists.read(file, {}, None, None, story.today)
    rows = [ConsentRow(**row.model_dump(exclude={"wording"}), wording=row.wording or FORM) for row in found.rows]
    return found, import_consent(story.world, REALM, rows, Source.COLUMN, "Anna")


def told(story: Story, customer: str) -> list[str]:
    """What the audit of a contact says, oldest first."""
    entries = story.world.store.series(AuditEntry, f"audit#contact#{REALM}#{customer}")
    return [entry.fact.what for entry in entries]


def moves(story: Story, customer: str, number: str) -> None:
    """The bookkeeper types another number."""
    story.books.edit_customer(customer, PrimaryPhone={"FreeFormNumber": number})
    story.host.work()


def test_a_signed_form_sets_the_ladder_going_and_answers_the_question_by_itself(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    assert story.messages() == []
    assert [item.kind for item in story.reviews()] == ["no_consent"]

    assert signs(story, customer).done is Recorded.IN_FORCE
    story.until(day(5))

    assert story.rungs(invoice) == [(1, day(4))]
    assert story.reviews() == []
    consent = story.contact(customer).consent
    assert consent is not None
    assert (consent.source, consent.on, consent.wording, consent.by) == ("form", day(0), FORM, "Anna")
    assert "consent recorded" in told(story, customer)


def test_a_changed_number_has_no_consent_and_the_old_one_has_it_again_when_it_comes_back(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    signs(story, customer)

    moves(story, customer, "(212) 555-0199")
    story.until(day(5))
    assert story.messages() == []
    assert story.explain(invoice).reason == "no_consent"

    moves(story, customer, "+1 212-555-0123")  # the same number, typed otherwise
    story.until(day(6))
    assert [text.to for text in story.touches()] == [DANA]

    moves(story, customer, "(212) 555-0123 ext. 4")  # a switchboard behind it: no text can reach the customer
    story.until(day(12))
    assert len(story.touches()) == 1
    assert story.explain(invoice).reason == "no_phone"


def test_consent_is_the_customers_own_though_another_customer_has_the_same_number(begin: Begin) -> None:
    story = begin(base=AUTO)
    inn = story.customer("Blue Heron Inn", given="Maya")
    events = story.customer("Blue Heron Events", given="Maya")
    first, second = story.invoice(inn), story.invoice(events)
    story.connect()

    signs(story, inn)
    story.until(day(12))

    assert len(story.rungs(first)) == 2
    assert story.rungs(second) == []
    assert story.explain(second).reason == "no_consent"


def test_a_tag_speaks_of_the_number_that_was_there_when_it_came(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="#sms-ok")
    invoice = story.invoice(customer)
    story.connect()

    moves(story, customer, "(212) 555-0199")
    story.until(day(4))
    assert story.explain(invoice).reason == "no_consent"

    story.books.edit_customer(customer, Notes="")
    story.host.work()
    story.books.edit_customer(customer, Notes="asked again on the phone #sms-ok")
    story.until(day(5))
    assert [text.to for text in story.touches()] == [OTHER]


def test_a_tag_that_is_taken_away_ends_what_it_stood_for(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="#sms-ok")
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))

    story.books.edit_customer(customer, Notes="called: no texts please")
    story.until(day(12))

    assert len(story.rungs(invoice)) == 1
    assert story.explain(invoice).reason == "no_consent"


def test_what_a_customer_takes_back_stays_so_until_the_customer_agrees_anew(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="#sms-ok")
    invoice = story.invoice(customer)
    story.connect()
    signs(story, customer)
    story.until(day(4))
    assert len(story.touches()) == 1

    revoke_consent(story.world, REALM, customer, "Anna", "said so at the counter", story.today)
    story.books.edit_customer(customer, Notes="#sms-ok, likes mornings")  # a refresh does not bring it back
    assert signs(story, customer, on=day(2)).done is Recorded.TAKEN_BACK  # nor does an older form
    story.until(day(8))
    assert len(story.touches()) == 1
    assert told(story, customer).count("consent ended") == 1

    assert signs(story, customer, on=day(8)).done is Recorded.IN_FORCE
    story.until(day(9))
    assert [number for number, _ in story.rungs(invoice)] == [1, 2]


def test_an_older_form_found_since_does_not_lift_a_stop_on_a_new_number(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="#sms-ok")
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "STOP")
    moves(story, customer, "(212) 555-0199")

    signs(story, customer, OTHER, on=day(1))
    story.until(day(8))
    assert len(story.touches()) == 1

    signs(story, customer, OTHER, on=day(8))
    story.until(day(9))
    assert [text.to for text in story.touches()] == [DANA, OTHER]
    assert len(story.rungs(invoice)) == 2


def test_consent_that_is_taken_back_in_the_moment_of_sending_stops_the_text(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer()
    story.invoice(customer)
    story.connect()
    signs(story, customer)
    story.asleep_until(day(3), "10:00")

    def takes_back() -> None:
        revoke_consent(story.world, REALM, customer, "Anna", "called", story.today)

    story.trouble("stripe", Meanwhile(takes_back), method="POST", path="payment_links$")
    story.ladder()
    story.host.work()
    story.until(day(9))

    assert story.touches() == []


def test_what_a_merged_customer_agreed_to_is_the_remaining_ones(begin: Begin) -> None:
    story = begin(base=AUTO)
    old = story.customer("Harborview Cafe (old)")
    kept = story.customer("Harborview Cafe")
    invoice = story.invoice(old)
    story.connect()
    signs(story, old)

    story.books.merge_customers(kept, old)
    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]
    assert story.contact(kept).consent is not None
    assert "consent carried over" in told(story, kept)


def test_an_invoice_given_to_another_customer_does_not_bring_the_first_ones_consent(begin: Begin) -> None:
    story = begin(base=AUTO)
    first, second = story.customer(), story.customer("Harborview Bakery")
    invoice = story.invoice(first)
    story.connect()
    signs(story, first)

    story.books.edit_invoice(invoice, CustomerRef={"value": second})
    story.until(day(5))

    assert story.messages() == []
    assert story.explain(invoice).reason == "no_consent"


# --- lists


def test_a_list_is_taken_row_by_row_bad_rows_are_told_and_doing_it_again_changes_nothing(
    begin: Begin, tmp_path: Path
) -> None:
    story = begin(base=AUTO)
    dana = story.customer()
    story.customer("Oak & Sons, LLC", "917 555 0162", given="")
    first = story.invoice(dana)
    second = story.invoice(story.books.customers()[-1]["Id"])
    story.connect()
    file = tmp_path / "opt-ins.csv"
    file.write_text(
        "Customer name,Cell phone,SMS opt-in,Signed on\n"
        "harborview cafe,212.555.0123,yes,2026-05-04\n"
        "Oak & Sons LLC,(917) 555-0162,Y,5/20/2026\n"
        "Nobody Yet,(646) 555-0133,yes,2026-05-05\n"
        "Harborview Cafe,call the office,yes,2026-05-04\n"
        "Harborview Cafe,212.555.0123,maybe,2026-05-04\n"
        "Harborview Cafe,212.555.0123,yes,someday\n"
        "Harborview Cafe,212.555.0123,yes,2027-05-04\n"
        ",212.555.0123,yes,2026-05-04\n"
        "Quiet Customer,(646) 555-0144,no,2026-05-05\n",
        encoding="utf-8",
    )

    found, done = imports(story, file)
    story.until(day(4))

    assert (done.in_force, done.waiting, found.said_no) == ((2, 3), (4,), (10,))
    reasons = {row.line: row.reason for row in (*found.rejected, *done.rejected)}
    assert set(reasons) == {5, 6, 7, 8, 9}
    assert "no phone number" in reasons[5]
    assert "neither a yes nor a no" in reasons[6]
    assert "still to come" in reasons[8]
    assert "no customer" in reasons[9]
    assert len(story.rungs(first)) == len(story.rungs(second)) == 1

    before = told(story, dana)
    _, again = imports(story, file)
    assert (again.same, again.in_force) == ((2, 3, 4), ())
    assert told(story, dana) == before


def test_consent_imported_before_the_customer_is_known_counts_once_quickbooks_shows_the_number(
    begin: Begin, tmp_path: Path
) -> None:
    story = begin(base=AUTO)
    story.connect()
    file = tmp_path / "opt-ins.csv"
    file.write_text("Customer,Phone,Date\nHarborview Cafe,212 555 0123,2026-05-04\n", encoding="utf-8")
    assert imports(story, file)[1].waiting == (2,)

    invoice = story.invoice(story.customer())
    stranger = story.invoice(story.customer("Somebody Else"))
    story.until(day(4))

    assert len(story.rungs(invoice)) == 1
    assert story.explain(stranger).reason == "no_consent"  # the same number, but not the same customer


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Customer,Date\nHarborview,2026-05-04\n"])
def test_a_file_that_is_no_list_of_consents_is_refused_with_its_cure(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"is empty|--column phone="):
        consent_lists.read(file, {}, None, None, day(0))


# --- an attestation


def test_an_attestation_covers_the_numbers_on_file_that_moment_and_no_later_one(begin: Begin) -> None:
    story = begin(base=AUTO)
    dana = story.customer()
    ricky = story.customer("Ricky's Diner", "(212) 555-0144", given="Ricky")
    sleeper = story.customer("No Invoice Yet", "(212) 555-0155", given="Sam")
    invoices = [story.invoice(dana), story.invoice(ricky)]
    story.connect()

    attest_consent(story.world, REALM, "Anna Reyes, owner", "terms of service, 7.2", story.today)
    story.days(1)

    moves(story, ricky, "(212) 555-0177")
    newcomer = story.invoice(story.customer("Late Comer", "(212) 555-0166", given="Lee"))
    later = story.invoice(sleeper, due=day(1), created=day(-2))
    story.until(day(6))

    assert {text.to for text in story.touches()} == {DANA, "+12125550155"}
    assert len(story.rungs(invoices[0])) == 1
    assert story.explain(invoices[1]).reason == "no_consent"
    assert story.explain(newcomer).reason == "no_consent"
    assert len(story.rungs(later)) == 1
    [attestation] = story.host.records(Attestation)
    assert (attestation.covered, attestation.changed) == (3, 0)


def test_an_attestation_counts_once_and_never_outweighs_what_a_customer_took_back(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="#sms-ok")
    invoice = story.invoice(customer)
    story.connect()
    revoke_consent(story.world, REALM, customer, "Anna", "called", day(-1))

    attest_consent(story.world, REALM, "Anna Reyes", "terms, 7.2", story.today)
    story.until(day(6))

    assert story.messages() == []
    assert story.explain(invoice).reason == "no_consent"
    with pytest.raises(BadInput, match="Anna Reyes attested on 2026-09-14, and that counts once"):
        attest_consent(story.world, REALM, "Somebody", "terms, 8", story.today)


def test_an_attestation_that_is_read_late_leaves_out_who_was_changed_meanwhile(begin: Begin) -> None:
    story = begin(base=AUTO)
    dana, ricky = story.customer(), story.customer("Ricky's Diner", "(212) 555-0144", given="Ricky")
    first, second = story.invoice(dana), story.invoice(ricky)
    story.connect()

    attest_consent(story.world, REALM, "Anna Reyes", "terms, 7.2", story.today)
    story.asleep_until(day(1))
    moves(story, ricky, "(212) 555-0177")
    story.until(day(5))

    assert len(story.rungs(first)) == 1
    assert story.explain(second).reason == "no_consent"
    [attestation] = story.host.records(Attestation)
    assert (attestation.covered, attestation.changed) == (1, 1)


# --- the operator's command


def test_the_owner_imports_shows_takes_back_and_attests_by_command(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = begin(base=AUTO)
    customer = story.customer()
    story.invoice(customer)
    story.connect()
    monkeypatch.setattr(command, "stack_world", lambda stage, table: story.world)
    file = tmp_path / "list.csv"
    file.write_text("Name,Cell,Day\nHarborview Cafe,212 555 0123,2026-05-04\nNobody,12,2026-05-04\n", encoding="utf-8")

    def run(*words: str) -> dict[str, Any]:
        options = ["--table", "state", "--stage", "live", "--format", "json"]
        result = CliRunner().invoke(app, ["consent", *words, *options])
        assert result.exit_code == 0, result.output
        (line,) = result.stdout.splitlines()
        said: dict[str, Any] = json.loads(line)
        return said

    done = run("import", str(file), "--column", "date=Day", "--source", "notice", "--wording", "invoice template 4")
    assert (done["in_force"], [row["line"] for row in done["rejected"]]) == ([2], [3])
    shown = run("show", customer)
    assert shown["in_force"]["source"] == "notice"
    assert (shown["in_force"]["on"], shown["given"][0]["wording"]) == ("2026-05-04", "invoice template 4")

    assert run("revoke", customer, "--because", "called", "--by", "Anna")["phone"] == DANA
    assert run("show", customer)["in_force"] is None
    story.until(day(1))
    assert run("record", customer, "--wording", FORM)["done"] == "in_force"
    assert run("attest", "--by", "Anna Reyes", "--wording", "terms, 7.2")["attested_by"] == "Anna Reyes"
    again = CliRunner().invoke(
        app, ["consent", "attest", "--by", "A", "--wording", "w", "--table", "state", "--stage", "live"]
    )
    assert again.exit_code == 1
    assert "counts once" in " ".join(again.stderr.split())
    readable = CliRunner().invoke(app, ["consent", "show", customer, "--table", "state", "--stage", "live"])
    assert "may be texted: form of 2026-09-15" in readable.stdout


# --- many at once


def _silent(begin: Begin, count: int, policy: str) -> tuple[Story, list[str]]:
    """So many customers without consent, whose invoices came due in their time: one a day, the newest last."""
    story = begin(base=AUTO, policy=policy)
    invoices = []
    for index in range(count):
        customer = story.customer(f"Customer {chr(65 + index) * 5}", f"(212) 555-01{index:02d}", given="", email="")
        invoices.append(story.invoice(customer, 10_000, due=day(index + 1)))
    story.connect()
    story.until(day(14))
    assert story.messages() == []
    return story, invoices


def _begun_on(story: Story, invoices: list[str]) -> list[date]:
    return [story.rungs(invoice)[0][1] for invoice in invoices]


@pytest.mark.parametrize(("count", "days"), [(2, 1), (3, 1), (4, 2)])
def test_an_attestation_for_many_begins_with_so_many_a_day_and_the_newest(begin: Begin, count: int, days: int) -> None:
    story, invoices = _silent(begin, count, "adoption: {daily_cap: 3}\n")
    attested_on = story.today

    attest_consent(story.world, REALM, "Anna Reyes, owner", "terms of service, 7.2", story.today)
    story.until(story.today + timedelta(days=3), "20:00")

    begun = _begun_on(story, invoices)
    assert begun[-3:] == [attested_on] * min(count, 3)
    assert len(set(begun)) == days
    assert max(begun) <= attested_on + timedelta(days=1)


def test_who_waits_for_the_turn_says_so(begin: Begin) -> None:
    story, invoices = _silent(begin, 2, "adoption: {daily_cap: 1}\n")
    attest_consent(story.world, REALM, "Anna Reyes, owner", "terms of service, 7.2", story.today)

    story.minutes(60)

    assert [story.explain(invoice).reason for invoice in invoices] == ["backlog_cap", "before_rung"]


def test_several_lists_in_a_day_make_no_burst_either(begin: Begin, tmp_path: Path) -> None:
    story, invoices = _silent(begin, 4, "adoption: {daily_cap: 2}\n")
    imported_on = story.today

    for index in range(4):
        file = tmp_path / f"{index}.csv"
        file.write_text(f"customer id,phone,date\n{story.case(invoices[index]).payer_id},212555010{index},{day(0)}\n")
        _, done = imports(story, file)
        assert len(done.in_force) == 1
        story.minutes(30)
    story.until(story.today + timedelta(days=3), "20:00")

    days = _begun_on(story, invoices)
    assert [days.count(imported_on + timedelta(days=ahead)) for ahead in range(3)] == [2, 2, 0]


def test_the_later_texts_of_many_are_as_far_apart_as_the_first_and_keep_the_ladders_gap(begin: Begin) -> None:
    story, invoices = _silent(begin, 4, "adoption: {daily_cap: 2}\n")
    attest_consent(story.world, REALM, "Anna Reyes, owner", "terms of service, 7.2", story.today)

    story.until(story.today + timedelta(days=12), "20:00")

    for invoice in invoices:
        dates = [on for _, on in story.rungs(invoice)]
        assert len(dates) >= 2
        assert all(later - earlier >= timedelta(days=3) for earlier, later in pairwise(dates))
    seconds = [story.rungs(invoice)[1][1] for invoice in invoices]
    assert max(seconds.count(each) for each in seconds) <= 2


def test_who_agrees_before_the_day_of_the_text_waits_for_nobodys_turn(begin: Begin) -> None:
    story = begin(base=AUTO, policy="adoption: {daily_cap: 1}\n")
    invoices = []
    for index in range(3):
        customer = story.customer(f"Customer {chr(65 + index) * 5}", f"(212) 555-01{index:02d}", given="", email="")
        invoices.append(story.invoice(customer, 10_000, due=day(0)))
    story.connect()
    attest_consent(story.world, REALM, "Anna Reyes, owner", "terms of service, 7.2", story.today)

    story.until(day(3), "20:00")

    assert _begun_on(story, invoices) == [day(3)] * 3
