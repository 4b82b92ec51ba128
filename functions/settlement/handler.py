"""Each message names a payment that moved at Stripe."""

from pastdue.lambdas import queue_worker

handler = queue_worker("settlement")
