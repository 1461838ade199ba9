"""Requests: how they are sent, the printed ones, and one that succeeds for each operation."""
