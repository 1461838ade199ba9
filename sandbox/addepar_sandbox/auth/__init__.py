"""Credentials, scopes, the OAuth token endpoint and the rate limits."""
