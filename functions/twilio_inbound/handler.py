"""A person texted: prove the sender, queue the text, answer with an empty document."""

from pastdue.bootstrap import edges
from pastdue.lambdas import http_edge

handler = http_edge(lambda asked: edges().twilio_inbound(asked))
