"""What is done: one file, one verb; reads facts, asks the domain, performs effects through ports."""
