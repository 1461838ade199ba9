"""Requests as they arrive and responses as they go out."""
