"""Plainly: how the owner reads what the code and the audit name in the field's terms."""

from __future__ import annotations

from collections.abc import Mapping

# By reason of a decision or kind of a question, as it reads after a name and after a count; the others read well.
_PLAIN: Mapping[str, str] = {
    "ladder_ended": "all reminders sent",
    "not_chargeable": "not chargeable by Stripe",
    "outside_hours": "no hour that suits",
    "old_at_adoption": "long past due before Pastdue came",
    "phone_silent": "number that cannot be texted",
    "not_sms_capable": "number that cannot be texted",
    "vendor_refused": "reminder refused",
    "plan_unasked": "instalment not asked for",
    "machine": "machine that answers",
    "stop_flag": "all contact stopped",
    "long_in_flight": "bank payment long on its way",
    "unplaced_payment": "payment not in QuickBooks yet",
}


def plainly(term: str) -> str:
    """A reason, a kind or a fact's name in words."""
    return _PLAIN.get(term, term.replace("_", " "))


def step_plainly(step: str) -> str:
    """A step as `decide` names it: what the ladder calls a rung is a reminder."""
    return step.replace("rung ", "reminder ").replace("_", " ")
