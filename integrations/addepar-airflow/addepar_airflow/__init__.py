"""Airflow 3 for addepar-client: a connection type, operators that wait without a worker, and their trigger."""

from typing import Any


def get_provider_info() -> dict[str, Any]:
    """What Airflow asks each provider for: here, the form of a connection."""
    return {
        "package-name": "addepar-airflow",
        "name": "Addepar",
        "description": "Exports from the Addepar API.",
        "connection-types": [{"connection-type": "addepar", "hook-class-name": "addepar_airflow.hook.AddeparHook"}],
    }
