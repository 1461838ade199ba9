"""Requests, responses, and the server that carries both."""
