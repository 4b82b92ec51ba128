"""QuickBooks' webhook: prove the sender, queue what changed, answer within three seconds."""

from pastdue.bootstrap import edges
from pastdue.lambdas import http_edge

handler = http_edge(lambda asked: edges().quickbooks(asked))
