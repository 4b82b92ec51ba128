"""Each message is an event of SES about an e-mail of ours, as EventBridge put it on the queue."""

from pastdue.lambdas import queue_worker

handler = queue_worker("mail")
