"""Keeps every QuickBooks connection alive."""

from pastdue.lambdas import scheduled
from pastdue.usecases.keep_connection import keep_connections

handler = scheduled(keep_connections)
