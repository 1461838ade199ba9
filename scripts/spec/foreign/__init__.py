"""Runs third-party tools on the specification, and the clients that they make against a sandbox."""
