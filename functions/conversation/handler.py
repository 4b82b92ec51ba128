"""Each message is a text from a person, or a delivery status."""

from pastdue.lambdas import queue_worker

handler = queue_worker("conversation")
