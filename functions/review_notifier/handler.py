"""Tells owners what needs them: by message when something new comes up, and by schedule for what had to wait."""

from pastdue.lambdas import queue_worker, scheduled
from pastdue.usecases.notify_owner import notify_due

handler = queue_worker("notice", otherwise=scheduled(notify_due))
