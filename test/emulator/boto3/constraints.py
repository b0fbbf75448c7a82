"""Holds every limit, pattern, enum, type and required member of boto3's own model against what the emulator refuses."""

import json
import re
from collections import Counter
from time import monotonic

import botocore
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

import patterns
from cases import cases_of, wire_form
from clients import client_of, given, tell
from shapes import places_of, problems_of

VALIDATION = {"InvalidParameterException", "InvalidRequestException", "ValidationException"}
SENTENCE = re.compile(
    r"(\S+) (?:is required\."
    r"|must (?:have|be) at (?:least|most) -?\d"
    r"|must be an? (?:string|list|map|structure|boolean|timestamp|integer|number)\."
    r"|must be one of |must match |must hold exactly one of )"
)

# Tried after all others, which have nothing left to be called of then.
LAST = ("Stop", "Delete", "Disconnect")


def main():
    began = monotonic()
    callers = {service: Caller(service) for service in given["operations"]}
    models = [
        callers[service].client.meta.service_model.operation_model(name)
        for service, names in given["operations"].items()
        for name in names
    ]
    patterns.check(patterns_of(models))
    differences, of_another, kinds, statuses, refused = [], [], Counter(), Counter(), 0
    for model in sorted(models, key=lambda model: (model.name.startswith(LAST), model.name)):
        service = model.service_model.service_name
        for case in cases_of(model.input_shape, given["ours"]):
            at = " ".join([service, model.name, *path_of(case)])
            if is_of_another(model, case):
                of_another.append(at)
                continue
            expected = expected_of(model, case)
            status, found = callers[service].found(model, case)
            refused += bool(expected)
            kinds[case.kind] += 1
            statuses[status] += 1
            if found != expected:
                differences.append({"at": at, "kind": case.kind, "model": expected, "emulator": found})
    tell(
        {
            "model": f"botocore {botocore.__version__}",
            "operations": len(models),
            "cases": sum(kinds.values()),
            "refused": refused,
            "kinds": kinds,
            "statuses": statuses,
            "differences": differences,
            "ofAnother": of_another,
            "seconds": round(monotonic() - began, 1),
        }
    )


def patterns_of(models):
    shapes = (place.shape for model in models for place in places_of(model.input_shape))
    return {shape.metadata["pattern"] for shape in shapes if "pattern" in shape.metadata}


def expected_of(model, case):
    """Paths of what the model refuses, as a sorted list; botocore's own validator finds none that is not among them."""
    sent = on_wire(model.input_shape, case.request)
    shape = model.input_shape
    expected = together(problems_of(shape, sent, "", model.idempotent_members))
    without_token = {"ClientToken": "t"} if "ClientToken" in model.idempotent_members else {}
    if not case.by_hand and ParamValidator().validate({**without_token, **sent}, shape).has_errors():
        assert expected, (model.name, case)
    return expected


def together(paths):
    """Each path once, without the numbers of entries."""
    return sorted({re.sub(r"\[\d+\]", "[]", path) for path in paths})


def is_of_another(model, case):
    """Whether a path that ends in an empty label is that of another operation."""
    label = case.steps[-1:]
    if case.by_hand or not label or case.request.get(label[0]) != "":
        return False
    if not model.http["requestUri"].endswith(f"/{{{label[0]}}}"):
        return False
    method, path = route_of(model)
    names = model.service_model.operation_names
    others = (route_of(model.service_model.operation_model(name)) for name in names)
    return (method, path.removesuffix("/{}")) in others


def route_of(model):
    return model.http["method"], re.sub(r"{\w+}", "{}", model.http["requestUri"])


def on_wire(shape, request):
    """A list in the query that has no entry is not there at all."""
    if not isinstance(request, dict):
        return request
    in_query = {name for name, member in shape.members.items() if member.serialization.get("location") == "querystring"}
    return {name: value for name, value in request.items() if name not in in_query or value != []}


def path_of(case):
    """Where it is, as the emulator writes it; nothing for the request itself."""
    return [".".join(case.steps).replace(".[", "[").replace(".{", "{")] if case.steps else []


class Caller:
    """boto3's client as it is, but that it does not look at what it sends, and sends what it is told to by hand."""

    def __init__(self, service):
        self.client = client_of(service, parameter_validation=False)
        self.body = None
        self.client.meta.events.register("before-call", self.write)

    def write(self, params, **_):
        """Is told of every request before boto3 signs it."""
        if self.body is not None:
            params["body"] = self.body

    def found(self, model, case):
        """The status of the answer, and the paths that a refusal names."""
        request = case.request
        self.body = None
        if case.by_hand:
            self.body, request = self.split(model.input_shape, case.request)
        try:
            answer = getattr(self.client, xform_name(model.name))(**request)
            return answer["ResponseMetadata"]["HTTPStatusCode"], []
        except ClientError as error:
            return self.told(error, model)

    def split(self, shape, request):
        """The body by hand, and what boto3 puts elsewhere."""
        if not isinstance(request, dict):
            least = {name: "x" for name in shape.required_members if "location" in shape.members[name].serialization}
            return json.dumps(request).encode(), least
        elsewhere = {name for name, member in shape.members.items() if "location" in member.serialization}
        body = {name: value for name, value in request.items() if name not in elsewhere}
        return json.dumps(wire_form(body)).encode(), {name: request[name] for name in request if name in elsewhere}

    def told(self, error, model):
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
        if status == 500:
            return status, [f"{code}: {message}"]
        # An empty bearer token, or none, is refused before anybody looks at the request.
        if status == 401:
            return status, ["ConnectionToken" if "ConnectionToken" in model.input_shape.members else "ParticipantToken"]
        if status != 400 or code not in VALIDATION:
            return status, []
        assert type(error) is not ClientError, f"{model.name} does not declare {code}."
        if message == "The body is not a JSON object.":
            return status, [""]
        return status, together(SENTENCE.findall(message))


main()
