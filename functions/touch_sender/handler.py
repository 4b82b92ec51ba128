"""Each message names a payer whose cases are due."""

from pastdue.lambdas import queue_worker

handler = queue_worker("touch")
