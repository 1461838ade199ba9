# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""One package per resource: its resource classes, and one module per operation."""
