"""A person called: prove the sender, queue the call, answer with what the caller hears."""

from pastdue.bootstrap import voice_edge
from pastdue.lambdas import http_edge

handler = http_edge(lambda asked: voice_edge().twilio_voice(asked))
