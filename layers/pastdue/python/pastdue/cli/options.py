"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

TableOption = Annotated[
    str, typer.Option("--table", envvar="STATE_TABLE", help="The state table: output StateTable of the stack.")
]
StageOption = Annotated[str, typer.Option(envvar="STAGE", help="The stage of the stack, such as live.")]
