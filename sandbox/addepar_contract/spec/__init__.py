"""The specification, and the validation of requests and responses against it."""
