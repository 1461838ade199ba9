"""Requests: how they are sent, which are printed, and one that succeeds for each operation."""
