"""How an article's page tells when it was published: a file for each way, and their order (``registry.py``)."""
