"""A simulated city of 32 agencies' websites on loopback, to see the exporter at work without the internet.

The exporter gets no hint from here: it only sees what the sites answer.
"""
