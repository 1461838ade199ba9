"""The sandbox's view of openapi.yaml."""
