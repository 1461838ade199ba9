"""Requests as they arrive, responses as they go out, and the server that carries both."""
