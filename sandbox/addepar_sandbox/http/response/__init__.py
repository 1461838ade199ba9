"""Responses as they go out."""
