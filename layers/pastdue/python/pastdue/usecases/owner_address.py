"""OwnerAddress: where the owner of a company is written to; none where no address is known, or none takes our mail."""

from __future__ import annotations

from datetime import datetime

from pastdue.domain.company import Company
from pastdue.usecases.silence_mailbox import open_among
from pastdue.usecases.world import World


def owner_address(world: World, company: Company) -> str | None:
    """Where the owner is written to. None rings an alarm, for as long as something waits to be told."""
    to = open_among(world, world.policies.in_force(company.id).owner_email or company.owner_email)
    if not to:
        world.metrics.count("OwnerUnreached")
    return ", ".join(to) or None


def owner_tags(company: Company, told_at: datetime) -> dict[str, str]:
    """What an e-mail to the owner carries, so that a bounce finds what it told."""
    return {"company": company.id, "told": str(int(told_at.timestamp()))}
