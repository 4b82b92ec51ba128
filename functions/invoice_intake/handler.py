"""Each message names something that changed in QuickBooks."""

from pastdue.lambdas import queue_worker

handler = queue_worker("intake")
