"""ListApprovals: each afternoon one e-mail to the owner with tomorrow's touches, to be approved (mode `approve`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pastdue.domain.approval import listed_next
from pastdue.domain.calendar import told_at
from pastdue.domain.company import Company, company_key
from pastdue.domain.errors import Conflict, Unknown, VendorError
from pastdue.domain.money import Value
from pastdue.domain.plainly import step_plainly
from pastdue.domain.record import Record
from pastdue.usecases.owner_address import owner_address, owner_tags
from pastdue.usecases.propose_touches import Proposal, propose_touches, tomorrow_of
from pastdue.usecases.world import World, revise

_AGAIN = timedelta(minutes=10)


class Listed(Value):
    """How many touches the owner of one company was told of."""

    company_id: str
    proposals: int


def list_approvals(world: World, company_id: str) -> Listed:
    """Mail tomorrow's list if its time has come. The next time is set first: a second mail is worse than none."""
    nothing = Listed(company_id=company_id, proposals=0)
    company = world.store.get(Company, company_key(company_id))
    now = world.clock.now()
    if company is None or company.approvals_due_at is None or now < company.approvals_due_at:
        return nothing
    policy = world.policies.in_force(company_id)
    try:
        world.store.commit(company.model_copy(update={"approvals_due_at": listed_next(policy, now)}))
    except Conflict:
        return nothing
    day = tomorrow_of(world, company_id)
    waiting = [proposal for proposal in propose_touches(world, company_id, day) if not proposal.approved_by]
    to = owner_address(world, company) if waiting else None
    if to is None:
        return nothing
    try:
        tags = owner_tags(company, now)
        world.mail.send(to, _subject(waiting, day), _text(company, waiting, day, policy.time_zone), None, (), tags)
    except VendorError as error:
        if not isinstance(error, Unknown):
            _try_again(world, company_id)
        raise
    world.metrics.count("ApprovalsAsked", len(waiting))
    return Listed(company_id=company_id, proposals=len(waiting))


def _try_again(world: World, company_id: str) -> None:
    """The mail was definitely not taken: ten minutes from now it is tried again."""

    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(company_id))
        if company is None:
            return ()
        return (company.model_copy(update={"approvals_due_at": world.clock.now() + _AGAIN}),)

    revise(world, build)


def _subject(waiting: Sequence[Proposal], day: date) -> str:
    count = "1 reminder waits" if len(waiting) == 1 else f"{len(waiting)} reminders wait"
    return f"{count} for your approval for {day:%A, %B} {day.day}"


def _text(company: Company, waiting: Sequence[Proposal], day: date, zone: str) -> str:
    """The mail: each touch with what it asks for and its very text, and how to say yes or no."""
    parts = [f"{company.name}: nothing of this is sent unless you approve it before its time.\n"]
    for proposal in waiting:
        steps = zip(proposal.items, proposal.steps, strict=True)
        invoices = ", ".join(f"{item.number} ({step_plainly(step)})" for item, step in steps)
        parts += [
            f"{proposal.id}  {proposal.customer}, {proposal.total.text()}, {invoices}",
            f"   from {told_at(proposal.at, zone)} by {proposal.channel} to {proposal.address}:",
            *(f"   {line}" for line in proposal.text.splitlines()),
            "",
        ]
    parts += [
        f"Approve all:   pastdue approvals approve --all --on {day} --by NAME",
        f"Approve some:  pastdue approvals approve {waiting[0].id} --on {day} --by NAME",
        f"Not this one:  pastdue approvals reject {waiting[0].id} --on {day} --for 7 --by NAME",
        "",
        "Please do not answer this e-mail: nobody reads the answer.",
    ]
    return "\n".join(parts)
