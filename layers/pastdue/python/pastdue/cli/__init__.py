"""The operator's command, `pastdue`."""
