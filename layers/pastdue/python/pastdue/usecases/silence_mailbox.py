"""SilenceMailbox: no e-mail goes to an address any more, until a person says that it may again; whoever has it."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.contact import Mailbox, Silence, addresses_in, mailbox_key, plain_address
from pastdue.domain.record import Record
from pastdue.usecases.world import World, revise

BOUNCED = "bounced"
COMPLAINT = "complaint"


def silence_mailbox(world: World, address: str, kind: str, by: str) -> bool:
    """Send nothing more to an address; gives whether that is new. A complaint outlives a bounce."""

    def build() -> tuple[Record, ...]:
        mailbox = world.store.get(Mailbox, mailbox_key(address)) or Mailbox(address=plain_address(address))
        if mailbox.silence is not None and mailbox.silence.kind in {COMPLAINT, kind}:
            return ()
        return (mailbox.model_copy(update={"silence": Silence(kind=kind, at=world.clock.now(), by=by)}),)

    return bool(revise(world, build))


def open_mailbox(world: World, address: str) -> bool:
    """A person says that an address may be written to again; gives whether it might not."""

    def build() -> tuple[Record, ...]:
        mailbox = world.store.get(Mailbox, mailbox_key(address))
        if mailbox is None or mailbox.silence is None:
            return ()
        return (mailbox.model_copy(update={"silence": None}),)

    return bool(revise(world, build))


def mailboxes_of(world: World, addresses: Iterable[str]) -> tuple[Mailbox, ...]:
    """The guards of these addresses, new ones where an address has none yet."""
    plain = dict.fromkeys(plain_address(address) for address in addresses)
    return tuple(world.store.get(Mailbox, mailbox_key(each)) or Mailbox(address=each) for each in plain)


def dead_among(mailboxes: Iterable[Mailbox]) -> frozenset[str]:
    """The addresses of these that nothing is sent to, as they are compared."""
    return frozenset(mailbox.address for mailbox in mailboxes if mailbox.silence is not None)


def open_among(world: World, typed: str | None) -> tuple[str, ...]:
    """The addresses in a field that may be written to."""
    addresses = addresses_in(typed)
    dead = dead_among(mailboxes_of(world, addresses))
    return tuple(address for address in addresses if plain_address(address) not in dead)
