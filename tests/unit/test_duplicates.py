"""Which customers may be one: how sure, why, and never too slow."""

from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.duplicates import Duplicate, Listed, Sureness, distance, duplicates, words_of
from pastdue.domain.errors import BadInput
from pastdue.domain.payer import Payers, joined, parted

DANA, RICKY = "+12125550123", "+12125550144"


def found(one: Listed, other: Listed) -> Duplicate | None:
    pairs = duplicates([one, other])
    return pairs[0] if pairs else None


def named(one: str, other: str, *, phone: str = "", email: str = "") -> Sureness | None:
    phones = (phone,) if phone else ()
    pair = found(
        Listed(id="1", name=one, phones=phones, email=email or None),
        Listed(id="2", name=other, phones=phones, email=email or None),
    )
    return pair.sureness if pair else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Martínez", "Jose Martinez"),
        ("Acme Plumbing, Inc.", "Acme Plumbing LLC"),
        ("Martinez, Jose", "Jose Martinez"),
        ("The Harbor Cafe", "Harbor Café"),
        ("Smith & Sons", "Smith and Sons, Ltd."),
        ("O'Brien Electric", "OBrien Electric Co."),
        ("J.P. Roofing L.L.C.", "JP Roofing"),
        ("Mr. Alan Reed", "alan reed"),
    ],
)
def test_a_name_written_another_way_is_the_same_name(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)
    assert named(one, other) is Sureness.LIKELY
    assert named(one, other, phone=DANA) is Sureness.SURE


@pytest.mark.parametrize(
    ("one", "other"), [("Harborview Cafe", "Harborveiw Cafe"), ("Jon Smithson", "John Smithson"), ("Lopez", "Lopes")]
)
def test_a_small_typo_makes_it_possible_and_with_a_shared_phone_likely(one: str, other: str) -> None:
    assert named(one, other) is Sureness.POSSIBLE
    assert named(one, other, phone=DANA) is Sureness.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [("Unit 12 Main", "Unit 13 Main"), ("Ann", "Ana"), ("Harbor Cafe", "Valley Cafe"), ("Store 1", "Store 2")],
)
def test_another_number_or_another_word_is_another_customer(one: str, other: str) -> None:
    assert named(one, other) is None


def test_the_reasons_are_told() -> None:
    pair = found(
        Listed(id="12", name="Blue Heron Inn", phones=(DANA,), email="Inn+qb@Example.com"),
        Listed(id="3", name="Blue Heron Inn LLC", phones=(RICKY, DANA), email="inn@example.com"),
    )
    assert pair is not None
    assert (pair.pair.first, pair.names) == ("12", ("Blue Heron Inn", "Blue Heron Inn LLC"))
    assert pair.sureness is Sureness.SURE
    assert pair.reasons == (
        "the same phone",
        "the same e-mail address",
        "the same name but for how it is written",
    )


def test_a_shared_phone_alone_is_only_possible_and_with_the_address_likely() -> None:
    assert named("Ann Reed", "Bob Stone", phone=DANA) is Sureness.POSSIBLE
    assert named("Ann Reed", "Bob Stone", phone=DANA, email="office@example.com") is Sureness.LIKELY


def test_the_same_name_with_another_phone_and_another_address_is_only_possible() -> None:
    one = Listed(id="1", name="John Smith", phones=(DANA,), email="john@example.com")
    other = Listed(id="2", name="Smith, John", phones=(RICKY,), email="smith@example.org")
    pair = found(one, other)
    assert pair is not None
    assert pair.sureness is Sureness.POSSIBLE


def test_a_parent_and_its_sub_customers_are_no_duplicates() -> None:
    parent = Listed(id="1", name="Harborview", phones=(DANA,), family="1")
    site = Listed(id="2", name="Harborview:Kitchen", phones=(DANA,), family="1")
    assert duplicates([parent, site]) == ()


def test_an_office_number_that_many_share_says_nothing() -> None:
    many = [Listed(id=str(index), name=f"{chr(97 + index) * 6}", phones=(DANA,)) for index in range(9)]
    assert duplicates(many) == ()
    assert len(duplicates(many[:8])) == 28


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("cafe", "cafe", 0), ("cafe", "caef", 1), ("cafe", "cae", 1), ("cafe", "carfe", 1), ("cafe", "xaxe", 2)],
)
def test_typos_are_counted_as_letters_typed_wrong(one: str, other: str, apart: int) -> None:
    assert distance(one, other, 2) == apart
    assert distance(other, one, 2) == apart
    assert distance(one, other, 0) == min(apart, 1)


NAMES = st.text(alphabet="abé &.,-'LC12", max_size=12)


@given(st.lists(st.tuples(NAMES, st.sampled_from([(), (DANA,), (RICKY,)])), max_size=8), st.randoms())
def test_the_order_of_the_list_changes_nothing_and_no_pair_comes_twice(
    people: list[tuple[str, tuple[str, ...]]], random: Random
) -> None:
    listed = [Listed(id=str(index), name=name, phones=phones) for index, (name, phones) in enumerate(people)]
    pairs = duplicates(listed)
    shuffled = random.sample(listed, len(listed))
    assert duplicates(shuffled) == pairs
    assert len({each.pair for each in pairs}) == len(pairs)
    assert all(each.pair.first != each.pair.second for each in pairs)


def test_three_thousand_customers_take_less_than_two_seconds() -> None:
    random = Random(1)
    first = "james mary robert patricia john jennifer michael linda david william barbara richard susan".split()
    last = "smith johnson williams brown jones garcia miller davis rodriguez martinez lopez wilson moore".split()
    listed = [
        Listed(
            id=str(index),
            name=f"{random.choice(first)} {random.choice(last)} {random.choice(['LLC', 'Inc.', 'roofing', 'cafe'])}",
            phones=(f"+1212555{random.randrange(10_000):04d}",),
            email=f"{random.randrange(4000)}@example.com",
        )
        for index in range(3000)
    ]
    begun = time.process_time()
    assert duplicates(listed)
    assert time.process_time() - begun < 2


# --- what a person says


def test_groups_grow_and_the_first_pays() -> None:
    payers = joined(joined(Payers(company_id="9"), "1", "2"), "3", "1")
    assert payers.group_of("2") == ("3", "1", "2")
    assert payers.ruled("2", "3")
    assert payers.group_of("7") == ("7",)


def test_the_one_that_does_not_pay_leaves() -> None:
    payers = joined(joined(Payers(company_id="9"), "1", "2"), "1", "3")
    left = parted(payers, "1", "3")
    assert left.groups == (("1", "2"),)
    assert left.ruled("1", "3")
    assert parted(left, "2", "1").groups == ()


def test_what_was_said_to_be_different_is_not_joined_by_way_of_a_third() -> None:
    payers = parted(joined(Payers(company_id="9"), "1", "2"), "2", "3")
    with pytest.raises(BadInput, match="2 and 3"):
        joined(payers, "1", "3")
    assert joined(payers, "2", "3").group_of("3") == ("1", "2", "3")


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_whatever_is_said_nobody_is_in_two_groups(said: list[tuple[bool, str, str]]) -> None:
    payers = Payers(company_id="9")
    for same, one, other in said:
        try:
            payers = joined(payers, one, other) if same else parted(payers, one, other)
        except BadInput:
            continue
        assert (other in payers.group_of(one)) is same
    everybody = [each for group in payers.groups for each in group]
    assert len(everybody) == len(set(everybody))
    assert all(len(group) > 1 for group in payers.groups)
    assert all(pair.second not in payers.group_of(pair.first) for pair in payers.apart)
