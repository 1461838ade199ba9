"""What the handlers share of JSON:API: documents, attributes and pages."""
