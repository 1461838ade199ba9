# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Small types that models and requests share."""

from addepar_core.models.numbers import write_json as write_json
from addepar_core.models.types import UNSET as UNSET
from addepar_core.models.types import Model as Model
from addepar_core.models.types import RowWarning as RowWarning
from addepar_core.models.types import Unset as Unset
from addepar_core.models.types import json_value as json_value
from addepar_core.models.types import query as query
from addepar_core.models.types import segment as segment
from addepar_core.models.types import timestamp_text as timestamp_text
