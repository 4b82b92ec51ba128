"""The tick: looks at the cases whose time has come."""

from pastdue.lambdas import scheduled
from pastdue.usecases.run_ladder import run_ladder

handler = scheduled(run_ladder)
