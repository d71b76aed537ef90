"""What the schema-driven tester is told beyond the published description.

Names in paths are mostly those of things that exist, so that more than "not found" is tested; a key
that makes requests repeatable is new for every request.
"""

import json
import os
import uuid

import schemathesis

KNOWN = json.loads(os.environ.get("OCTAVO_KNOWN", "{}"))
COUNTER = {"value": 0}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Puts real names in three of four requests that do not destroy what they name."""
    operation = getattr(context, "operation", None)
    if not path_parameters or operation is None or operation.method.upper() == "DELETE":
        return path_parameters
    COUNTER["value"] += 1
    if COUNTER["value"] % 4:
        for name in path_parameters:
            if name in KNOWN:
                path_parameters[name] = KNOWN[name]
    return path_parameters


@schemathesis.hook
def map_headers(context, headers):
    """The same key with another body is refused, as it should be."""
    if headers:
        for name in list(headers):
            if name.lower() == "idempotency-key":
                headers[name] = uuid.uuid4().hex
    return headers
