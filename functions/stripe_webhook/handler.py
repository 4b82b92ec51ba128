"""Stripe's webhook: prove the sender, queue the payment, answer."""

from pastdue.bootstrap import edges
from pastdue.lambdas import http_edge

handler = http_edge(lambda asked: edges().stripe(asked))
