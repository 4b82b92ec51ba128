"""`pastdue`: the operator's command."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import typer

from pastdue.cli import (
    approvals,
    audit,
    books,
    consent,
    contacts,
    duplicates,
    hand_off,
    holds,
    money,
    plans,
    policies,
    redrive,
    replies,
    review,
    switch,
)
from pastdue.cli.aging import aging
from pastdue.cli.backtest import backtest
from pastdue.cli.digest import digest
from pastdue.cli.effect import effect
from pastdue.cli.explain import explain
from pastdue.cli.output import EXIT_CODES
from pastdue.cli.payouts import payouts

app = typer.Typer(
    name="pastdue",
    help="Turns past due in QuickBooks into a text with a Stripe link, and the payment back into the ledger.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command(epilog=EXIT_CODES)(backtest)
app.command(epilog=EXIT_CODES)(aging)
app.command(epilog=EXIT_CODES)(explain)
app.command(epilog=EXIT_CODES)(effect)
app.command(epilog=EXIT_CODES)(redrive.redrive)
app.command(epilog=EXIT_CODES)(switch.stop_everything)
app.command(epilog=EXIT_CODES)(switch.resume)
app.command(epilog=EXIT_CODES)(holds.hold)
app.command(epilog=EXIT_CODES)(payouts)
app.command(epilog=EXIT_CODES)(digest)
app.add_typer(approvals.app, name="approvals")
app.add_typer(audit.app, name="audit")
app.add_typer(plans.app, name="plan")
app.add_typer(holds.promises, name="promise")
app.add_typer(policies.app, name="policy")
app.add_typer(contacts.app, name="contact")
app.add_typer(review.app, name="review")
app.add_typer(money.app, name="money")
app.add_typer(consent.app, name="consent")
app.add_typer(hand_off.app, name="hand-off")
app.add_typer(books.app, name="books")
app.add_typer(duplicates.app, name="duplicates")
app.add_typer(replies.app, name="replies")

# The local stack's own commands; a real stage's installation may go without them.
if find_spec("pastdue.cli.local") is not None:
    app.add_typer(import_module("pastdue.cli.local").app, name="local")
