"""What the schema-driven tester is told beyond the published description.

Names in paths are mostly those of things that exist, so that more than "not found" is tested, and
what the test itself stands on is not destroyed; a key that makes requests repeatable is new for every
request.
"""

import json
import os
import uuid

import schemathesis

KNOWN = json.loads(os.environ.get("OCTAVO_KNOWN", "{}"))
TOKEN = os.environ.get("OCTAVO_TOKEN", "")
COUNTER = {"value": 0}


@schemathesis.hook
def before_call(context, case, **kwargs):
    destroys = case.method.upper() == "DELETE"
    COUNTER["value"] += 1
    for name, value in list((case.path_parameters or {}).items()):
        if destroys and value in KNOWN.values():
            case.path_parameters[name] = "gone"
        elif not destroys and name in KNOWN and COUNTER["value"] % 4:
            case.path_parameters[name] = KNOWN[name]
    for name in list(case.headers or {}):
        if name.lower() == "idempotency-key" and case.headers[name].isascii():
            case.headers[name] = uuid.uuid4().hex
    # Headers beyond those described are made up, and one of them may take the token's place.
    if case.meta is not None and case.meta.generation.mode.is_positive and case.headers:
        for name in [name for name in case.headers if name.lower() == "authorization"]:
            case.headers[name] = "Bearer " + TOKEN
            # It is no made-up token any longer: what is checked of one that is given holds.
            case._has_explicit_auth = True
