"""The engine: who is looked at now, what is due, what is known."""
