"""Every 15 minutes: compare the three books with our record."""

from pastdue.lambdas import scheduled
from pastdue.usecases.reconcile import reconcile

handler = scheduled(reconcile)
