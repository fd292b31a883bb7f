"""The commands: what a person or a service manager starts."""
