"""The specification, and its opinion of what crosses the wire."""
