"""Incoming requests: the body, the query, and the limits of both."""
