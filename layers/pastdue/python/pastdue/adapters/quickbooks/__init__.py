"""QuickBooks Online: the ledger and its connection."""
