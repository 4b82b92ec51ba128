"""The policy that Pastdue ships: recipes and texts as YAML, which a client's own file is laid over."""
