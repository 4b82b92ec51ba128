"""One payer, one message: duplicates in QuickBooks, what a person says of them, and parents who pay."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from pastdue.domain.audit import AuditEntry, faults_in
from pastdue.domain.company import Company, company_key
from pastdue.domain.duplicates import Duplicates, duplicates_key
from pastdue.domain.policy import ParentPays
from pastdue.usecases.declare_payer import declare_payer
from pastdue.usecases.find_duplicates import find_duplicates
from pastdue.usecases.refresh_invoice import refresh_invoice
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, RICKY, Death, Steps, Story, day, die, watched


def _twins(begin: Begin, **more: Any) -> tuple[Story, str, str, str, str]:
    """One cafe that QuickBooks has twice, with one phone, and an invoice under each."""
    story = begin(**more)
    cafe = story.customer("Harborview Cafe")
    again = story.customer("Harborview Café, LLC", given="", email="books@harborview.example.com")
    first, second = story.invoice(cafe, 10_000), story.invoice(again, 5_000)
    story.connect()
    return story, cafe, again, first, second


def _declared(story: Story, payer: str, other: str, *, same: bool = True) -> None:
    declare_payer(story.world, REALM, payer, other, "Anna", same=same)


# --- found, and asked about


def test_a_duplicate_is_listed_with_how_sure_and_why_and_asked_about_once(begin: Begin) -> None:
    story, cafe, again, _, _ = _twins(begin)
    story.until(day(2))

    kept = story.world.store.get(Duplicates, duplicates_key(REALM))
    assert kept is not None
    [found] = kept.found
    assert (found.pair.first, found.pair.second) == (cafe, again)
    assert (found.sureness, found.reasons) == ("sure", ("the same phone", "the same name but for how it is written"))
    [asked] = story.reviews("duplicate_customers")
    assert asked.command.startswith(f"pastdue duplicates same {cafe} {again}")
    story.until(day(5))
    assert len(story.reviews("duplicate_customers")) == 1
    assert sum("may be one customer" in mail.text for mail in story.owner_mails()) == 1


def test_many_duplicates_at_the_first_look_are_one_question_and_a_later_one_is_one_of_its_own(begin: Begin) -> None:
    story = begin()
    for index in range(4):
        phone = f"(212) 555-01{index}0"
        story.customer(f"Lantern Shop {index}", phone, email="")
        story.customer(f"The Lantern Shop {index}, Inc.", phone, email="")
    story.connect()
    story.until(day(1))
    [listed] = story.reviews("duplicate_customers")
    assert (listed.id, len(listed.facts)) == ("duplicates", 4)

    late = story.customer("Lantern Shop 0 LLC", "", email="")
    story.until(day(3))

    items = [item for item in story.reviews("duplicate_customers") if item.id != "duplicates"]
    assert [late in item.id for item in items] == [True, True]


def test_until_a_person_has_spoken_each_waits_its_turn_and_is_told_nothing_of_the_other(begin: Begin) -> None:
    story, _, _, first, second = _twins(begin)

    story.until(day(6))

    assert [(story.rungs(each)) for each in (first, second)] == [[(1, day(3))], [(1, day(4))]]
    one, other = story.bodies(DANA)
    assert ("1001" in one, "1002" in one) == (True, False)
    assert ("1001" in other, "1002" in other) == (False, True)


# --- said to be one


def test_customers_declared_one_payer_get_one_text_with_one_link_and_each_its_own_payment(begin: Begin) -> None:
    story, cafe, again, first, second = _twins(begin)
    _declared(story, cafe, again)

    story.until(day(4))

    [body] = story.bodies()
    assert "$150.00" in body
    assert "1001 ($100.00) and 1002 ($50.00)" in body
    payment = story.pays(story.link())
    booked = story.stripe_payments_in_books(payment)
    assert {each["CustomerRef"]["value"]: story.books.minor(each["TotalAmt"], each) for each in booked} == {
        cafe: 10_000,
        again: 5_000,
    }
    assert story.books.balance(first) == story.books.balance(second) == 0
    assert story.reviews() == []


def test_an_invoice_written_after_the_declaration_is_the_payers_too(begin: Begin) -> None:
    story, cafe, again, _, _ = _twins(begin)
    _declared(story, again, cafe)
    story.until(day(1))

    late = story.invoice(cafe, 7_000, due=day(2), created=day(-20))
    story.host.work()

    assert story.case(late).payer_id == again


def test_a_declaration_is_audited_and_outlives_another_policy_and_a_changed_customer(begin: Begin) -> None:
    story, cafe, again, first, second = _twins(begin)
    _declared(story, cafe, again)
    story.host.policies.policy = story.host.policies.policy.model_copy(update={"thank_you": False})
    story.books.edit_customer(again, Notes="a regular")
    story.until(day(1))
    story.reconcile()

    assert story.case(second).payer_id == story.case(first).payer_id == cafe
    company = story.world.store.get(Company, company_key(REALM))
    assert company is not None
    entries = story.world.store.series(AuditEntry, f"audit#company#{REALM}")
    said = [entry.fact for entry in entries if entry.fact.what == "customers declared one payer"]
    assert [(fact.who, dict(fact.facts)) for fact in said] == [("Anna", {"a": cafe, "b": again})]
    assert faults_in(entries, company.chain) == ()


def test_the_payer_may_be_one_whose_contact_was_never_read_before(begin: Begin) -> None:
    story = begin()
    cafe = story.customer("Harborview Cafe", "(212) 555-0123", given="", email="")
    old = story.customer("Harborview Cafe Inc.", "(212) 555-0144", given="", email="")
    invoice = story.invoice(cafe)
    story.connect()
    story.until(day(1))  # the old one has no invoice: only the list of duplicates names it

    _declared(story, old, cafe)
    assert story.case(invoice).payer_id == cafe
    story.reconcile()

    assert story.case(invoice).payer_id == old
    story.until(day(4))
    assert len(story.bodies(RICKY)) == 1


def test_declared_different_again_neither_is_told_of_the_other_and_the_common_link_ends(begin: Begin) -> None:
    story, cafe, again, first, second = _twins(begin)
    _declared(story, cafe, again)
    story.until(day(4))
    common = story.link()
    assert story.alive(common)

    _declared(story, cafe, again, same=False)
    story.reconcile()

    assert not story.alive(common)
    assert (story.case(first).payer_id, story.case(second).payer_id) == (cafe, again)
    story.until(day(13))
    later = story.bodies()[1:]
    assert len(later) == 2
    assert all(("1001" in body) != ("1002" in body) for body in later)
    assert story.reviews("duplicate_customers") == []


def test_what_one_of_them_said_keeps_us_from_the_other(begin: Begin) -> None:
    story = begin()
    cafe = story.customer("Harborview Cafe", "(212) 555-0123")
    again = story.customer("Harborview Café", "(212) 555-0144", given="")
    story.invoice(cafe)
    story.invoice(again)
    story.connect()
    story.until(day(1))
    story.says(RICKY, "STOP")

    _declared(story, cafe, again)
    story.until(day(10))

    assert story.touches() == []


def test_a_reply_from_the_other_phone_of_one_payer_holds_the_invoices_of_both(begin: Begin) -> None:
    story = begin()
    cafe = story.customer("Harborview Cafe", "(212) 555-0123")
    again = story.customer("Harborview Café", "(212) 555-0144", given="")
    first, second = story.invoice(cafe), story.invoice(again)
    story.connect()
    story.until(day(1))
    _declared(story, cafe, again)

    story.says(RICKY, "dispute, I never ordered this")

    assert story.holds(first) == story.holds(second) == ["dispute"]


def test_a_stop_flag_of_one_stops_the_payer(begin: Begin) -> None:
    story = begin()
    cafe = story.customer("Harborview Cafe", "(212) 555-0123")
    again = story.customer("Harborview Café", "(212) 555-0144", given="")
    story.invoice(cafe)
    story.invoice(again)
    story.connect()
    story.until(day(1))
    story.says(RICKY, "I filed for bankruptcy, talk to my lawyer")

    _declared(story, cafe, again)
    story.until(day(10))

    assert story.touches() == []


def _dying_at(step: int, begin: Begin, act: Callable[[Story, str, str], None]) -> tuple[Story, bool]:
    story, cafe, again, first, second = _twins(begin)
    story.until(day(1))
    steps = Steps(step, die)
    world = story.host.world
    story.host.world = watched(world, steps)
    with suppress(Death):
        act(story, cafe, again)
    story.host.world = world
    story.reconcile()
    assert story.case(second).payer_id in (cafe, again)
    act(story, cafe, again)
    story.reconcile()
    assert story.case(first).payer_id == story.case(second).payer_id == cafe
    return story, steps.over


def test_a_declaration_that_died_halfway_is_finished_by_the_reconciliation_or_by_saying_it_again(begin: Begin) -> None:
    step, over = 1, False
    while not over:
        _, over = _dying_at(step, begin, _declared)
        step += 1
    assert step > 5


def test_a_death_while_looking_for_duplicates_loses_no_question(begin: Begin) -> None:
    step, over = 1, False
    while not over:
        story, *_ = _twins(begin)
        steps = Steps(step, die)
        with suppress(Death):
            find_duplicates(watched(story.world, steps), REALM)
        find_duplicates(story.world, REALM)
        assert len(story.reviews("duplicate_customers")) == 1, steps.seen
        over, step = steps.over, step + 1


# --- parents


def _three_storeys(begin: Begin, policy: str, **of_child: Any) -> tuple[Story, str, str, str]:
    """A group, its house, and the house's kitchen, which alone has an invoice."""
    story = begin(policy=policy)
    group = story.customer("Harborview Group")
    house = story.customer("Harborview House", "", given="", email="", parent=group, **of_child)
    kitchen = story.customer("Harborview Kitchen", "(212) 555-0144", given="", email="", parent=house, **of_child)
    invoice = story.invoice(kitchen)
    story.connect()
    return story, group, kitchen, invoice


def test_the_grand_parent_pays_where_the_policy_says_that_parents_pay(begin: Begin) -> None:
    story, group, _, invoice = _three_storeys(begin, "parent_pays: true\n")

    story.until(day(4))

    assert story.case(invoice).payer_id == group
    assert (len(story.bodies(DANA)), story.bodies(RICKY)) == (1, [])


@pytest.mark.parametrize(("billed", "texted"), [(True, DANA), (False, RICKY)])
def test_where_billed_follows_what_quickbooks_says_of_each_sub_customer(
    begin: Begin, billed: bool, texted: str
) -> None:
    story, *_ = _three_storeys(begin, "parent_pays: where_billed\n", BillWithParent=billed)

    story.until(day(4))

    assert [message.to for message in story.touches()] == [texted]


def test_by_default_a_sub_customer_is_reached_itself(begin: Begin) -> None:
    story, *_ = _three_storeys(begin, "")

    story.until(day(4))

    assert [message.to for message in story.touches()] == [RICKY]


def test_the_parents_consent_counts_and_not_the_sub_customers(begin: Begin) -> None:
    story = begin(base="mode: auto\ncallback_number: (212) 555-0100\n", policy="parent_pays: true\n")
    group = story.customer("Harborview Group")
    kitchen = story.customer("Harborview Kitchen", "(212) 555-0144", notes="#sms-ok", parent=group)
    invoice = story.invoice(kitchen)
    story.connect()

    story.until(day(4))

    assert story.touches() == []
    assert story.case(invoice).waiting_for == "no_consent"
    story.books.edit_customer(group, Notes="#sms-ok")
    story.until(day(6))
    assert [message.to for message in story.touches()] == [DANA]


@pytest.mark.parametrize("whose", ["group", "kitchen"])
def test_excluded_by_the_parent_or_by_the_sub_customer_is_excluded(begin: Begin, whose: str) -> None:
    story, group, kitchen, invoice = _three_storeys(begin, "parent_pays: true\n")
    story.books.edit_customer(group if whose == "group" else kitchen, Notes="#government")

    story.until(day(10))

    assert story.touches() == []
    assert story.case(invoice).segment == "government"


def test_a_credit_counts_for_the_customer_that_has_it_and_for_no_other_of_the_payer(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    group = story.customer("Harborview Group")
    kitchen = story.customer("Harborview Kitchen", "", given="", email="", parent=group)
    bar = story.customer("Harborview Bar", "", given="", email="", parent=group)
    story.invoice(bar, 10_000)
    story.invoice(kitchen, 5_000)
    story.books.add_credit_memo(kitchen, 8_000)
    story.connect()

    story.until(day(4))

    [body] = story.bodies()
    assert "$100.00" in body


def test_a_policy_that_lets_parents_pay_moves_the_cases_and_one_that_does_not_moves_them_back(begin: Begin) -> None:
    story, group, kitchen, invoice = _three_storeys(begin, "")
    before = story.host.policies.policy

    story.host.policies.policy = before.model_copy(update={"parent_pays": ParentPays.ALWAYS})
    story.reconcile()
    assert story.case(invoice).payer_id == group

    story.host.policies.policy = before
    story.reconcile()
    assert story.case(invoice).payer_id == kitchen


def test_a_house_that_gets_another_owner_in_quickbooks_takes_its_kitchen_with_it(begin: Begin) -> None:
    story, _, _, invoice = _three_storeys(begin, "parent_pays: true\n")
    story.until(day(4))
    old = story.link()
    other = story.customer("Blue Heron Group", "(212) 555-0144", given="Ricky", email="")
    house = next(each for each in story.books.customers() if each["DisplayName"] == "Harborview House")

    story.books.edit_customer(house["Id"], ParentRef={"value": other})
    story.host.work()
    story.reconcile()

    assert story.case(invoice).payer_id == other
    assert not story.alive(old)


def test_an_invoice_that_is_opened_while_its_customer_is_declared_anothers_is_not_missed(begin: Begin) -> None:
    """The declaration comes at any moment of the opening, and sees no case of the customer yet."""
    step, over = 1, False
    while not over:
        story = begin()
        cafe = story.customer("Harborview Cafe")
        again = story.customer("Harborview Café", given="", email="")
        story.invoice(cafe)
        story.connect()
        story.reconcile()
        late = story.invoice(again)
        story.host.queue.waiting.clear()
        steps = Steps(step, lambda story=story, a=cafe, b=again: _declared(story, a, b))  # type: ignore[misc]
        refresh_invoice(watched(story.world, steps), REALM, late)
        if not steps.over:
            assert story.case(late).payer_id == cafe, steps.seen
        over, step = steps.over, step + 1
