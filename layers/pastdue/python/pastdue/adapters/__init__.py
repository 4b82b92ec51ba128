"""How the world answers: one adapter for each port."""
