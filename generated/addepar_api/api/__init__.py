# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""One module per resource: its operations as methods."""
