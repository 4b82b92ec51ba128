"""The state in DynamoDB: one table, its two sparse indexes, and the store that reads and writes it."""
