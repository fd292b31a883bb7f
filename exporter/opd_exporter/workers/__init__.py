"""Killable processes in which everything a site sent is read."""
