"""Every error that boto3's model declares of an operation, asked of the emulator and caught as boto3's own class."""

import json
import os
from collections import Counter
from urllib.request import Request, urlopen

from botocore import xform_name

from clients import client_of, given, tell
from shapes import least_of

endpoint = os.environ["AWS_ENDPOINT_URL"]


def plan(operation, error, status):
    fault = {"at": operation, "fault": {"error": error, "status": status}}
    request = Request(f"{endpoint}/emulator/faults", data=json.dumps(fault).encode(), method="POST")
    with urlopen(request):
        pass


caught = Counter()
for service, operations in given["operations"].items():
    client = client_of(service)
    for name in operations:
        model = client.meta.service_model.operation_model(name)
        for shape in model.error_shapes:
            status = shape.metadata["error"]["httpStatusCode"]
            plan(name, shape.name, status)
            try:
                getattr(client, xform_name(name))(**least_of(model.input_shape))
                raise AssertionError(f"{name} was not refused with {shape.name}.")
            except getattr(client.exceptions, shape.name) as error:
                assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, (name, error)
            caught[service] += 1

tell(caught)
