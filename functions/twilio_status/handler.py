"""The status of one of our texts: prove the sender, queue it, answer."""

from pastdue.bootstrap import edges
from pastdue.lambdas import http_edge

handler = http_edge(lambda asked: edges().twilio_status(asked))
