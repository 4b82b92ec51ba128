"""What a person knows of an invoice that no text says: a promise by voice, and reminders that are held by hand."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pastdue.cli import holds as command
from pastdue.cli.main import app
from pastdue.domain.case import Case, case_key
from pastdue.domain.errors import BadInput
from pastdue.domain.promise import Promise
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.find_case import find_open_cases
from pastdue.usecases.hold_by_hand import hold_by_hand, release_by_hand
from pastdue.usecases.record_promise import PromiseRecorded, record_promise
from tests.integration.conftest import Begin
from tests.integration.story import DANA, NEW_YORK, REALM, Story, day


def _texted(begin: Begin, **more: object) -> tuple[Story, str, str]:
    """Dana's cafe has had the first text, on a Thursday; it rings up in the afternoon."""
    story = begin(**more)
    cafe = story.customer()
    invoice = story.invoice(cafe, number="D-1")
    story.connect()
    story.until(day(3), "15:00")
    assert len(story.touches()) == 1
    return story, cafe, invoice


def _cases(story: Story, name: str) -> tuple[Case, ...]:
    return find_open_cases(story.world, [REALM], name)


def _promises(story: Story, name: str, on: date, said: str = "") -> PromiseRecorded:
    return record_promise(story.world, _cases(story, name), on, by="Anna", said=said)


def _over(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), datetime.min.time(), NEW_YORK)


# --- a promise by voice


@pytest.mark.parametrize("days", [6, 7, 8])
def test_a_promise_by_voice_holds_until_its_day_is_over_and_then_the_ladder_goes_on(begin: Begin, days: int) -> None:
    story, _, invoice = _texted(begin)

    done = _promises(story, "D-1", day(days), "Friday, I swear")

    assert (done.new, done.invoices, done.until) == (True, ("D-1",), _over(day(days)))
    assert story.holds(invoice) == ["promise"]
    assert story.case(invoice).waiting_until == _over(day(days))
    story.until(day(20))
    assert [on for rung, on in story.rungs(invoice) if rung == 2] == [max(day(7), day(days + 1))]
    assert "promise broken" in story.facts(invoice)


def test_recording_it_texts_nobody_and_asks_nobody(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    before = len(story.messages())

    _promises(story, "D-1", day(4))
    story.minutes(60)

    assert len(story.messages()) == before
    assert story.reviews() == []


def test_who_recorded_it_and_what_was_said_stand_in_the_audit_and_are_explained(begin: Begin) -> None:
    story, _, invoice = _texted(begin)

    _promises(story, "D-1", day(4), "after payroll")

    [entry] = [entry for entry in story.audit(invoice) if entry.fact.what == "held"]
    assert (entry.fact.who, entry.fact.reason, entry.fact.facts["words"]) == ("Anna", "promise", "after payroll")
    assert entry.fact.facts["by_voice"] is True
    explained = story.explain(invoice)
    assert (explained.reason, explained.detail) == ("held", "promise")
    assert explained.holds == ("promise since 2026-09-17, by Anna, until 2026-09-19 00:00 EDT: after payroll",)


def test_recorded_twice_it_is_one_promise(begin: Begin) -> None:
    story, _, invoice = _texted(begin)

    assert [_promises(story, "D-1", day(4)).new for _ in range(2)] == [True, False]

    assert story.holds(invoice) == ["promise"]
    assert len(story.host.records(Promise)) == 1


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (29, True), (30, True), (31, False)])
def test_how_far_ahead_it_may_lie_is_what_the_policy_says_of_texts(begin: Begin, days: int, allowed: bool) -> None:
    story, _, invoice = _texted(begin)

    if allowed:
        _promises(story, "D-1", day(3 + days))
    else:
        with pytest.raises(BadInput, match=r"promises\.longest_days"):
            _promises(story, "D-1", day(3 + days))

    assert story.holds(invoice) == (["promise"] if allowed else [])


@pytest.mark.parametrize(("most", "allowed"), [(1, False), (2, True), (3, True)])
def test_a_promise_by_text_counts_against_one_by_voice(begin: Begin, most: int, allowed: bool) -> None:
    story, _, invoice = _texted(begin, policy=f"promises: {{most_open: {most}}}\n")
    story.says(DANA, "I'll pay Friday")

    if allowed:
        _promises(story, "D-1", day(7))
    else:
        with pytest.raises(BadInput, match=r"promises\.most_open"):
            _promises(story, "D-1", day(7))

    assert story.holds(invoice) == ["promise"] * (2 if allowed else 1)


def test_from_the_second_broken_one_on_a_person_is_told_and_none_holds(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    _promises(story, "D-1", day(4))
    story.until(day(5), "10:00")
    assert story.reviews() == []
    _promises(story, "D-1", day(7))
    story.until(day(8), "10:00")

    assert [item.kind for item in story.reviews()] == ["broken_promise"]
    with pytest.raises(BadInput, match=r"promises\.ask_after_broken"):
        _promises(story, "D-1", day(10))


def test_a_check_that_keeps_it_is_thanked_for_and_it_is_told_as_kept(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    _promises(story, "D-1", day(4))

    story.until(day(4), "11:00")
    story.books.receive_check(invoice)
    story.minutes(10)

    assert [answer.body for answer in story.answers(DANA)] == [
        "Thank you! Bright Pine Plumbing got your payment of $485.00 for invoice D-1."
    ]
    story.until(day(7), "07:30")
    assert "1 promise kept" in story.digests()[-1].text


def test_of_a_customer_it_holds_all_that_is_open(begin: Begin) -> None:
    story, cafe, first = _texted(begin)
    second = story.invoice(cafe, 10_000, due=day(10), number="D-2")
    story.host.work()

    done = _promises(story, cafe, day(14))

    assert sorted(done.invoices) == ["D-1", "D-2"]
    assert story.holds(first) == story.holds(second) == ["promise"]
    assert len(story.host.records(Promise)) == 1


def test_what_is_paid_cannot_be_promised(begin: Begin) -> None:
    story, cafe, _ = _texted(begin)
    story.pays(story.link())

    for name in ("D-1", cafe):
        with pytest.raises(BadInput, match="nothing is open"):
            _promises(story, name, day(4))


# --- held by hand


@pytest.mark.parametrize("days", [6, 7, 8])
def test_a_hold_by_hand_ends_when_its_last_day_is_over(begin: Begin, days: int) -> None:
    story, _, invoice = _texted(begin)

    done = hold_by_hand(story.world, _cases(story, "D-1"), because="in hospital", by="Anna", last=day(days))

    assert (done.invoices, done.until) == (("D-1",), _over(day(days)))
    assert story.holds(invoice) == ["manual"]
    assert story.reviews() == []
    story.until(day(20))
    assert [on for rung, on in story.rungs(invoice) if rung == 2] == [max(day(7), day(days + 1))]


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (1, True)])
def test_a_last_day_that_is_over_is_refused(begin: Begin, days: int, allowed: bool) -> None:
    story, _, invoice = _texted(begin)

    if allowed:
        hold_by_hand(story.world, _cases(story, "D-1"), because="in hospital", by="Anna", last=day(3 + days))
    else:
        with pytest.raises(BadInput, match="is over"):
            hold_by_hand(story.world, _cases(story, "D-1"), because="in hospital", by="Anna", last=day(3 + days))

    assert bool(story.holds(invoice)) is allowed


def test_one_without_a_day_is_silent_is_explained_and_stands_on_the_list_without_a_mail(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    mails = len(story.owner_mails())

    hold_by_hand(story.world, _cases(story, "D-1"), because="the roof is not finished", by="Anna")
    story.until(day(6))

    assert len(story.touches()) == 1
    [asked] = story.reviews()
    assert (asked.kind, asked.facts["because"]) == ("held_by_hand", "the roof is not finished")
    assert len(story.owner_mails()) == mails
    assert "1 held by hand" in story.digests()[-1].text
    assert story.explain(invoice).holds == ("manual since 2026-09-17, by Anna: the roof is not finished",)
    [entry] = [entry for entry in story.audit(invoice) if entry.fact.what == "held"]
    assert (entry.fact.who, entry.fact.facts["because"]) == ("Anna", "the roof is not finished")
    story.until(day(40))
    assert len(story.touches()) == 1


def test_released_it_goes_on_where_it_stood_and_leaves_the_list(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    hold_by_hand(story.world, _cases(story, "D-1"), because="the roof is not finished", by="Anna")
    story.until(day(10))

    release_by_hand(story.world, _cases(story, "D-1"), by="Ben")

    assert len(story.touches()) == 1  # the command itself texts nobody
    story.minutes(30)
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]
    assert (story.holds(invoice), story.reviews()) == ([], [])
    assert [entry.fact.who for entry in story.audit(invoice) if entry.fact.what == "released"] == ["Ben"]


def test_the_lists_own_command_releases_it_too(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    hold_by_hand(story.world, _cases(story, "D-1"), because="the roof is not finished", by="Anna")
    [asked] = story.reviews()

    decide_review(story.world, REALM, asked.id, by="Ben", release=True)

    assert (story.holds(invoice), story.reviews()) == ([], [])


def test_what_a_customer_disputes_is_not_released_by_hand(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    story.says(DANA, "dispute")
    with pytest.raises(BadInput, match="nobody holds D-1 by hand"):
        release_by_hand(story.world, _cases(story, "D-1"), by="Ben")
    hold_by_hand(story.world, _cases(story, "D-1"), because="I call them", by="Anna")

    release_by_hand(story.world, _cases(story, "D-1"), by="Ben")

    assert story.holds(invoice) == ["dispute"]
    assert [item.kind for item in story.reviews()] == ["dispute"]


def test_a_customers_invoices_are_held_together_and_one_may_go_on(begin: Begin) -> None:
    story, cafe, first = _texted(begin)
    second = story.invoice(cafe, 10_000, due=day(1), number="D-2")
    story.host.work()

    hold_by_hand(story.world, _cases(story, cafe), because="new owner", by="Anna")
    release_by_hand(story.world, _cases(story, "D-1"), by="Anna")

    assert (story.holds(first), story.holds(second)) == ([], ["manual"])
    [asked] = story.reviews("held_by_hand")
    assert asked.invoice_ids == (second,)
    release_by_hand(story.world, _cases(story, cafe), by="Anna")
    assert (story.holds(second), story.reviews()) == ([], [])


def test_a_second_hold_takes_the_place_of_the_first(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    hold_by_hand(story.world, _cases(story, "D-1"), because="the roof is not finished", by="Anna")

    hold_by_hand(story.world, _cases(story, "D-1"), because="finished on Friday", by="Ben", last=day(8))

    [hold] = story.case(invoice).holds
    assert (hold.by, hold.because, hold.until) == ("Ben", "finished on Friday", _over(day(8)))
    assert story.reviews() == []
    hold_by_hand(story.world, _cases(story, "D-1"), because="not finished after all", by="Ben")
    assert [item.facts["because"] for item in story.reviews()] == ["not finished after all"]


def test_a_payment_goes_through_a_hold_by_hand_and_its_question_closes(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    hold_by_hand(story.world, _cases(story, "D-1"), because="the roof is not finished", by="Anna")

    story.pays(story.link())

    assert (story.case(invoice).state, story.reviews()) == ("closed", [])


# --- who is meant


def test_a_number_that_is_an_invoices_and_a_customers_asks_which(begin: Begin) -> None:
    story = begin()
    cafe = story.customer()
    by_number = story.invoice(cafe, number=cafe)
    other = story.invoice(cafe, number="D-2")
    story.connect()

    with pytest.raises(BadInput, match=f"number {cafe} .*customer:{cafe} is Harborview Cafe"):
        _cases(story, cafe)

    assert [case.invoice.id for case in _cases(story, f"number:{cafe}")] == [by_number]
    assert {case.invoice.id for case in _cases(story, f"customer:{cafe}")} == {by_number, other}
    with pytest.raises(BadInput, match="neither an invoice nor a customer"):
        _cases(story, "customer:D-2")


# --- the commands


@pytest.fixture
def ran(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> tuple[Story, str, str, Any]:
    story, cafe, invoice = _texted(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table: story.world)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--table", "state", "--stage", "live"])

    return story, cafe, invoice, run


def test_the_commands_record_hold_and_release(ran: tuple[Story, str, str, Any]) -> None:
    story, cafe, invoice, run = ran

    told = run(
        "promise", "record", "D-1", "--until", str(day(4)), "--by", "Anna", "--said", "Friday", "--format", "json"
    )
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["invoices"] == ["D-1"]
    held = run("hold", cafe, "--because", "new owner", "--by", "Anna")
    assert (held.exit_code, held.stdout) == (0, "Reminders of D-1 are held until somebody releases them\n")
    assert story.holds(invoice) == ["promise", "manual"]
    until = run("hold", "D-1", "--because", "new owner", "--by", "Anna", "--until", str(day(8)))
    assert until.stdout == "Reminders of D-1 are held until 2026-09-22 is over\n"
    released = run("hold", "D-1", "--release", "--by", "Anna")
    assert released.stdout == "Reminders of D-1 go on where they stand\n"
    assert story.holds(invoice) == ["promise"]
    case = story.world.store.get(Case, case_key(REALM, invoice))
    assert case is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("hold", "D-1", "--by", "Anna"), "say why: --because TEXT"),
        (("hold", "D-1", "--because", " "), "say why: --because TEXT"),
        (("hold", "D-1", "--release", "--until", "2026-09-30"), "--release takes neither"),
        (("hold", "X-9", "--because", "new owner"), "X-9 is neither an invoice nor a customer"),
        (("hold", "D-1", "--because", "new owner", "--company", "42"), "D-1 is neither an invoice nor a customer"),
        (("promise", "record", "D-1", "--until", "2027-09-30"), "as far ahead as promises.longest_days"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_held(
    ran: tuple[Story, str, str, Any], words: tuple[str, ...], said: str
) -> None:
    story, _, invoice, run = ran

    result = run(*words)

    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
    assert story.holds(invoice) == []
