# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The Addepar API as code: models, requests and resource methods, without any HTTP of its own.

`addepar_client` is the package to import; it sends what this one describes.
"""
