"""Requests as they arrive: the body, the query and the limits on both."""
