"""Policies: a client's YAML over the shipped recipes, and faults that name file, path and cure."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from pastdue.adapters import policies
from pastdue.domain.contact import Language
from pastdue.domain.errors import PolicyError
from pastdue.domain.policy import Ladder, Mode, Policy
from pastdue.domain.touch import Channel
from pastdue.domain.wording import measured

FIVE_LINES = """
creditor: Riverside Plumbing
callback_number: "(212) 555-0100"
owner_email: anna@example.com
time_zone: America/Chicago
mode: auto
"""


def faults(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        policies.load(text, "policy.yaml")
    return str(caught.value).splitlines()


def test_five_lines_are_a_policy() -> None:
    policy = policies.load(FIVE_LINES, "policy.yaml")

    assert (policy.creditor, policy.mode) == ("Riverside Plumbing", Mode.AUTO)
    assert policy.ladders == policies.shipped().ladders


def test_an_empty_file_is_the_shipped_policy() -> None:
    assert policies.load("", "policy.yaml") == policies.shipped()
    assert policies.load("# nothing yet\n", "policy.yaml").version == policies.shipped().version


def test_recipe_a_nudges_on_day_3_offers_a_plan_on_day_7_gives_notice_on_day_14_and_hands_off_on_day_21() -> None:
    ladder = policies.shipped().ladder_for("default")

    assert ladder is not None
    assert [(rung.day, rung.template, rung.channel) for rung in ladder.rungs] == [
        (3, "nudge", Channel.SMS),
        (7, "reminder", Channel.SMS),
        (14, "final", Channel.SMS),
    ]
    assert ladder.hand_off_day == 21
    templates = policies.shipped().templates
    assert all("PLAN" in text for text in templates["reminder"].values())
    assert all("{callback_number}" in text for text in templates["final"].values())


def test_recipe_b_texts_once_and_looks_at_the_two_latest_invoices() -> None:
    ladder = policies.shipped().ladder_for("recurring")

    assert ladder is not None
    assert [(rung.day, rung.channel) for rung in ladder.rungs] == [(7, Channel.SMS)]
    assert ladder.hand_off_when_each is not None
    assert (ladder.hand_off_when_each.latest, ladder.hand_off_when_each.days) == (2, 14)
    assert ladder.hand_off_day == 30


def test_recipe_c_sends_one_formal_email_with_the_invoice_and_no_text() -> None:
    ladder = policies.shipped().ladder_for("net60")

    assert ladder is not None
    assert [(rung.day, rung.channel, rung.attach_invoice) for rung in ladder.rungs] == [(21, Channel.EMAIL, True)]
    assert ladder.hand_off_day == 35


@pytest.mark.parametrize("segment", ["excluded", "enterprise", "government", "settlement", "autopay"])
def test_these_are_never_chased(segment: str) -> None:
    assert policies.shipped().ladder_for(segment) is None


@pytest.mark.parametrize(
    ("kind", "name", "segment"),
    [
        ("tags", "#recurring", "recurring"),
        ("tags", "#net60", "net60"),
        ("tags", "#excluded", "excluded"),
        ("tags", "#enterprise", "enterprise"),
        ("tags", "#government", "government"),
        ("tags", "#settlement", "settlement"),
        ("tags", "#autopay", "autopay"),
        ("terms", "Net 60", "net60"),
        ("types", "Recurring", "recurring"),
        ("types", "Enterprise", "enterprise"),
        ("types", "Government", "government"),
    ],
)
def test_a_segment_is_found_by_tag_term_or_type(kind: str, name: str, segment: str) -> None:
    assert getattr(policies.shipped().assignment, kind)[name] == segment


def test_mappings_are_merged_and_lists_replaced() -> None:
    policy = policies.load(
        """
        ladders: {A: {rungs: [{day: 5, template: nudge}]}}
        assignment: {tags: {"#vip": excluded}}
        """,
        "policy.yaml",
    )

    assert [rung.day for rung in policy.ladders["A"].rungs] == [5]
    assert policy.ladders["A"].hand_off_day == 21
    assert policy.ladders["B"] == policies.shipped().ladders["B"]
    assert policy.assignment.tags["#vip"] == "excluded"
    assert policy.assignment.tags["#autopay"] == "autopay"


def test_null_takes_an_entry_away() -> None:
    policy = policies.load("assignment: {terms: {Net 60: null}}\nminimum_to_chase: null", "policy.yaml")

    assert policy.assignment.terms == {}
    assert policy.minimum_to_chase == Decimal("10.00")


def test_yaml_is_read_as_plainly_as_it_looks() -> None:
    policy = policies.load(
        """
        window: {opens: 09:30, closes: 20:00}
        minimum_to_chase: 10.10
        default_country: NO
        holidays: {own_dates: [2026-12-24]}
        assignment: {companies: {42: autopay}}
        """,
        "policy.yaml",
    )

    assert (policy.window.opens, policy.window.closes) == (time(9, 30), time(20))
    assert str(policy.minimum_to_chase) == "10.10"
    assert policy.default_country == "NO"
    assert policy.holidays.own_dates[0].isoformat() == "2026-12-24"
    assert policy.assignment.companies == {"42": "autopay"}


def test_every_fault_is_told_with_file_path_and_cure() -> None:
    found = faults(
        """
        ladders: {A: {rungs: [{day: 3, template: nudge}, {day: soon, template: nudge}]}}
        mode: on
        time_zone: America/Gotham
        callback_number: 2125550100
        segments: {vip: D}
        """
    )

    assert found == [
        'policy.yaml: callback_number: 2125550100 is no text; write it in quotes, e.g. "(212) 555-0100"',
        "policy.yaml: mode: input should be 'shadow', 'approve' or 'auto', not 'on'; write shadow, approve or auto",
        "policy.yaml: ladders.A.rungs[1].day: 'soon' is no whole number; write a whole number of days, e.g. 7",
        "policy.yaml: segments.vip: there is no ladder 'D'; write one of A, B, C, never",
        "policy.yaml: time_zone: there is no time zone 'America/Gotham'; write an IANA name, e.g. America/Chicago",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("widow: {}", "policy.yaml: widow: there is no such key; did you mean window?"),
        (
            "ladders: {A: {hand_of_day: 3}}",
            "policy.yaml: ladders.A.hand_of_day: there is no such key; did you mean hand_off_day?",
        ),
        (
            "ladders: {A: {rungs: [{dey: 3, day: 3, template: nudge}]}}",
            "policy.yaml: ladders.A.rungs[0].dey: there is no such key; did you mean day?",
        ),
        (
            "caps: {xyz: 1}",
            "policy.yaml: caps.xyz: there is no such key; the keys here are per_seven_days, per_hour, per_day",
        ),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_known_one(text: str, fault: str) -> None:
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("creditor: A\nmode: auto\ncreditor: B", "policy.yaml:3:1: the key 'creditor' stands here and on line 1"),
        ("caps:\n  per_seven_days: 1\n  per_seven_days: 2", "policy.yaml:3:3: the key 'per_seven_days' stands here"),
        ("mode: [auto", "policy.yaml:1:"),
        ("mode: auto\n  caps: {}", "policy.yaml:2:7: "),
        ("caps: &c {}\nwindow: *c", "policy.yaml:2:9: aliases (*name) are not used here"),
        ("a: 1\n---\nb: 2", "policy.yaml:2:1: "),
        ("- mode", "policy.yaml: this is a list"),
        ("just words", "policy.yaml: this is a single value"),
        ("mode: \x07", "policy.yaml: this is no YAML text"),
        ("!!python/object/apply:os.system [id]", "policy.yaml:1:1: "),
    ],
)
def test_what_is_no_policy_yaml_is_told_with_its_line(text: str, where: str) -> None:
    found = faults(text)

    assert len(found) == 1
    assert found[0].startswith(where)


@pytest.mark.parametrize(("opens", "good"), [("07:59", False), ("08:00", True), ("08:01", True)])
def test_the_window_opens_at_eight_at_the_earliest(opens: str, good: bool) -> None:
    text = f"window: {{opens: {opens}}}"
    if good:
        policies.load(text, "policy.yaml")
    else:
        assert faults(text)[0].startswith("policy.yaml: window: it must open at 08:00 or later")


@pytest.mark.parametrize(("closes", "good"), [("20:59", True), ("21:00", True), ("21:01", False)])
def test_the_window_closes_at_nine_at_the_latest(closes: str, good: bool) -> None:
    text = f"window: {{closes: {closes}}}"
    if good:
        policies.load(text, "policy.yaml")
    else:
        assert faults(text)[0].startswith("policy.yaml: window: ")


@pytest.mark.parametrize(("hand_off", "good"), [(13, False), (14, False), (15, True)])
def test_the_hand_off_comes_after_the_last_rung(hand_off: int, good: bool) -> None:
    text = f"ladders: {{A: {{hand_off_day: {hand_off}}}}}"
    if good:
        policies.load(text, "policy.yaml")
    else:
        assert faults(text)[0].startswith("policy.yaml: ladders.A: the days of the rungs must rise")


def test_the_segment_excluded_is_never_chased_whatever_is_written() -> None:
    assert faults("segments: {excluded: A}") == [
        "policy.yaml: segments.excluded: this segment is never chased; write never, or use another segment"
    ]
    tree = policies.shipped().model_dump() | {"segments": {"default": "A"}, "assignment": {}}
    assert Policy.model_validate(tree).ladder_for("excluded") is None


def test_a_customer_list_may_not_name_a_segment_that_is_not_there() -> None:
    assert faults("assignment: {companies: {Acme: vip}}")[0].startswith(
        "policy.yaml: assignment.companies.Acme: there is no segment 'vip'; write one of default, recurring, "
    )


SMS = "{creditor}: {total} for {invoices}. {link} Reply STOP to opt out."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (SMS, None),
        (SMS.replace("{total}", "{totel}"), "there is no placeholder {totel}; write {total}"),
        (SMS.replace("{link} ", ""), "it does not have {link}"),
        (SMS.replace("{creditor}: ", ""), "it does not have {creditor}"),
        (SMS.replace("{invoices}", "your invoice"), "it does not have {invoices}"),
        (SMS.replace("{link}", "[{link}]"), "it does not have {link}"),
        (SMS.replace("Reply STOP to opt out.", "Thank you."), "it does not end with a way out"),
        (SMS.replace("{link} Reply STOP to opt out.", "Reply STOP to opt out. {link}"), "it does not end with"),
        (SMS.replace("{link} ", "{link}. "), "what follows {link} would become part of the address"),
        (SMS.replace("{total}", "{name} {total}"), "{name} is not always known here; put it in square brackets"),
        (SMS.replace("{total}", "[{name} ]{total}"), None),
        (SMS.replace("{total}", "your debt of {total}"), "the word 'debt' makes carriers block a text"),
        (SMS.replace("{total}", "in collections: {total}"), "the word 'collections' makes carriers block a text"),
        (SMS.replace("{total}", "deuda {total}"), "the word 'deuda' makes carriers block a text"),
        (SMS.replace("for", "for más"), "'á' is not in the GSM-7 alphabet"),
        (SMS.replace("{total}", "{total"), "a curly bracket has no partner"),
        (SMS.replace("{total}", "[{total}"), "a square bracket has no partner"),
        (SMS.replace("{total}", "x" * 801), "letters long before anything is filled in"),
    ],
)
def test_a_rung_text_keeps_what_every_text_must(text: str, what: str | None) -> None:
    policy = f"templates: {{nudge: {{en: '{text}'}}}}"
    if what is None:
        assert policies.load(policy, "policy.yaml").templates["nudge"][Language.ENGLISH] == text
    else:
        found = faults(policy)
        assert any(line.startswith("policy.yaml: templates.nudge.en: ") and what in line for line in found)


def test_an_answer_needs_no_way_out_but_names_the_creditor() -> None:
    policies.load("templates: {answer_other: {en: '{creditor}: thank you.'}}", "policy.yaml")
    assert "it does not have {creditor}" in faults("templates: {answer_other: {en: 'Thank you.'}}")[0]


def test_an_email_starts_with_its_subject() -> None:
    assert "an e-mail starts with its subject" in faults(f"templates: {{formal: {{en: '{SMS}'}}}}")[0]


def test_a_template_that_no_ladder_uses_any_more_is_no_fault() -> None:
    policy = policies.load("segments: {net60: A}\nladders: {C: null}", "policy.yaml")

    assert set(policy.ladders) == {"A", "B"}


def test_a_missing_answer_is_a_fault() -> None:
    assert faults("templates: {answer_dispute: null}") == [
        "policy.yaml: templates.answer_dispute: this answer has no English text; write its text under en:"
    ]


def test_attested_consent_is_for_local_stacks_only() -> None:
    policy = policies.load(FIVE_LINES + "consent: {attested_for_all_locally: true}", "policy.yaml")

    assert policies.for_stage(policy, "local") is policy
    for stage in ("prod", "test", "Local", ""):
        with pytest.raises(PolicyError, match=r"consent\.attested_for_all_locally: .*; take this line out"):
            policies.for_stage(policy, stage)


def test_what_is_sent_for_real_says_whom_to_call() -> None:
    policy = policies.load("mode: auto", "policy.yaml")

    assert policies.for_stage(policy, "local") is policy
    with pytest.raises(PolicyError, match="callback_number"):
        policies.for_stage(policy, "prod")
    assert policies.for_stage(policies.load(FIVE_LINES), "prod").mode is Mode.AUTO
    assert policies.for_stage(policies.shipped(), "prod").mode is Mode.SHADOW


def test_warnings_name_what_is_not_there_yet() -> None:
    assert [line.partition(":")[0] for line in policies.warnings(policies.shipped())] == [
        "callback_number",
        "owner_email",
    ]
    assert policies.warnings(policies.load(FIVE_LINES)) == ()


def test_the_version_moves_with_the_rules_and_not_with_the_comments() -> None:
    same = policies.load("# a note\n" + FIVE_LINES)

    assert same.version == policies.load(FIVE_LINES).version
    assert same.version != policies.load(FIVE_LINES + "parent_pays: true").version


def test_the_shipped_text_can_be_read_back() -> None:
    assert policies.load(policies.shipped_text().replace("templates:", "templates: ", 1)) == policies.shipped()


def test_the_page_about_the_policy_names_every_key_and_its_examples_are_policies() -> None:
    page = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")

    for example in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL):
        policies.load(example, "docs/policy.md")
    for key in _keys(Policy):
        assert f"`{key}`" in page or f"`….{key.rpartition('.')[2]}`" in page, key


def _keys(model: type[BaseModel], path: str = "") -> list[str]:
    """The keys of a policy, those of its ladders apart, which the page writes as `….gap_days`."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found += _keys(field.annotation, f"{path}{name}.")
        elif name not in {"ladders", "templates"}:
            found.append(path + name)
    return found + ([f"ladders.{name}" for name in Ladder.model_fields if name != "rungs"] if model is Policy else [])


def test_the_page_about_the_policy_tells_what_each_text_costs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
    costs: dict[str, list[str]] = {}
    for measure in measured(policies.shipped()):
        costs.setdefault(measure.template, []).append(f"{measure.letters}, {measure.segments}")

    for template, (english, spanish) in costs.items():
        assert re.search(rf"\| `{template}` \| .* \| {english} \| {spanish} \|", page), template


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ("{days: business, hour: 0}", None),
        ("{days: monday, hour: 23}", None),
        ("{days: off}", None),
        ("{hour: 24}", "digest.hour: input should be less than or equal to 23, not 24; write a whole hour"),
        ("{hour: -1}", "digest.hour: input should be greater than or equal to 0, not -1; write a whole hour"),
        ("{days: daily}", "digest.days: input should be 'business', 'monday' or 'off', not 'daily'; write business,"),
        ("off", "digest: 'off' is no mapping; write e.g. digest: {days: business, hour: 7}"),
    ],
)
def test_the_digest_has_its_days_and_its_hour(rules: str, fault: str | None) -> None:
    if fault is None:
        policies.load(f"digest: {rules}", "policy.yaml")
    else:
        [found] = faults(f"digest: {rules}")
        assert found.startswith(f"policy.yaml: {fault}")
