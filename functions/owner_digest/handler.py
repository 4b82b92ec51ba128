"""The digest: each business morning, one e-mail to the owner of what came in, what waits for them and what was sent."""

from pastdue.lambdas import scheduled
from pastdue.usecases.send_digest import send_digests

handler = scheduled(send_digests)
