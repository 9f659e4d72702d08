"""The JSON API (``/api/v1``): read only, described by OpenAPI."""
