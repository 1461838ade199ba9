"""Responses: the document, its headers, and how they are sent."""
