"""Which segment a customer is in: company list, Notes tag, invoice term, customer type; excluded wins over all."""

from __future__ import annotations

import pytest

from pastdue.domain.contact import Language
from pastdue.domain.policy import Assignment, Policy
from pastdue.domain.segmenting import language, segment_of, tags
from tests.unit.builders import POLICY, a_customer, policy


def _rules(**companies: str) -> Policy:
    return policy(assignment=Assignment.model_validate({**POLICY.assignment.model_dump(), "companies": companies}))


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("", set()),
        ("no tag here", set()),
        ("#recurring", {"#recurring"}),
        ("Back door. #Recurring, #lang:ES!", {"#recurring", "#lang:es"}),
        ("#sms-ok#net60", {"#sms-ok", "#net60"}),
        ("invoice # 17, unit #4", {"#4"}),
        ("line one\n#excluded\nline three", {"#excluded"}),
    ],
)
def test_tags_are_read_out_of_notes(notes: str, found: set[str]) -> None:
    assert tags(notes) == found


@pytest.mark.parametrize(
    ("notes", "spoken"),
    [
        ("", Language.ENGLISH),
        ("#lang:es", Language.SPANISH),
        ("#LANG:ES", Language.SPANISH),
        ("#lang:fr", Language.ENGLISH),
    ],
)
def test_the_language_is_a_tag(notes: str, spoken: Language) -> None:
    assert language(a_customer(notes=notes)) is spoken


def test_a_customer_that_no_rule_names_is_default_and_it_says_so() -> None:
    assert segment_of(POLICY, a_customer(), None, None) == ("default", "no rule names this customer")


@pytest.mark.parametrize(
    ("company", "notes", "term", "type_name", "segment", "because"),
    [
        ("recurring", "#net60", "Net 60", "Net 60", "recurring", "company list: Harborview Cafe"),
        (None, "#recurring", "Net 60", "Net 60", "recurring", "Notes tag #recurring"),
        (None, "", "Net 60", "Recurring", "net60", "invoice term Net 60"),
        (None, "", "Net 30", "Recurring", "recurring", "customer type Recurring"),
        (None, "", "Net 30", "Walk-in", "default", "no rule names this customer"),
    ],
)
def test_company_list_then_tag_then_term_then_type(
    company: str | None, notes: str, term: str, type_name: str, segment: str, because: str
) -> None:
    rules = _rules(**({"Harborview Cafe": company} if company else {}))

    assert segment_of(rules, a_customer(notes=notes), term, type_name) == (segment, because)


@pytest.mark.parametrize("excluded", ["excluded", "enterprise", "government", "settlement", "autopay"])
def test_excluded_wins_over_everything_wherever_it_is_said(excluded: str) -> None:
    by_company = _rules(**{"Harborview Cafe": "recurring"})

    tagged = segment_of(by_company, a_customer(notes=f"#{excluded}"), "Net 60", "Recurring")
    typed = segment_of(by_company, a_customer(), "Net 60", excluded.title())
    listed = segment_of(_rules(**{"Harborview Cafe": excluded}), a_customer(notes="#recurring"), None, None)

    assert tagged == (excluded, f"Notes tag #{excluded}")
    assert typed == (excluded, f"customer type {excluded.title()}")
    assert listed == (excluded, "company list: Harborview Cafe")


@pytest.mark.parametrize("name", ["harborview cafe", "HARBORVIEW CAFE"])
def test_names_are_compared_without_regard_to_case(name: str) -> None:
    assert segment_of(_rules(**{name: "net60"}), a_customer(), None, None)[0] == "net60"
    assert segment_of(POLICY, a_customer(), "NET 60", None)[0] == "net60"
    assert segment_of(POLICY, a_customer(), None, "recurring")[0] == "recurring"


def test_the_company_list_knows_the_display_name_and_the_company_name() -> None:
    customer = a_customer(name="Dana at Harborview", company_name="Harborview Cafe")

    assert segment_of(_rules(**{"Harborview Cafe": "net60"}), customer, None, None)[0] == "net60"


def test_a_segment_that_has_no_ladder_of_its_own_climbs_the_default_one() -> None:
    assert POLICY.ladder_for("unheard-of") == POLICY.ladders["A"]
    assert POLICY.ladder_for("excluded") is None
