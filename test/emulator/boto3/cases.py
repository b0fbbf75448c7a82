"""What is to be tried of an operation's request, from boto3's own model."""

from collections import namedtuple
from datetime import datetime

import patterns
from shapes import KEY, holding, is_of, keys_of, least_of, places_of, text_of

# `by_hand` is what boto3 could not write: a value of another type.
Case = namedtuple("Case", "kind steps request by_hand")

NO_SUCH_VALUE = "NO_SUCH_VALUE"


def cases_of(shape, ours):
    for steps, inner in places_of(shape):
        location = location_of(shape, steps)
        tried = []
        values = list(values_of(inner, location, ours))
        if steps or has_body(shape):
            values += strange_values_of(inner, steps, location)
        for kind, value in values:
            if any(type(value) is type(other) and value == other for other in tried):
                continue
            tried.append(value)
            by_hand = kind == "of another type" and location == "body"
            yield Case(kind, steps, holding(shape, steps, value, ours), by_hand)


def has_body(shape):
    return any("location" not in member.serialization for member in shape.members.values())


def location_of(shape, steps):
    if not steps:
        return "body"
    return shape.members[steps[0]].serialization.get("location", "body")


def values_of(shape, location, ours):
    kind = shape.type_name
    if kind == "structure":
        yield from structures_of(shape, ours)
    elif kind == "boolean":
        yield from [("plain", True), ("plain", False)]
    elif kind == "timestamp":
        yield "plain", least_of(shape)
    elif kind == "string" and "enum" in shape.metadata:
        yield from (("of the enum", value) for value in shape.metadata["enum"])
        yield "of no enum", NO_SUCH_VALUE
    else:
        for label, size in sizes_of(shape, least=1 if location == "uri" else 0):
            yield label, value_of_size(shape, size, ours)
    pattern = shape.metadata.get("pattern")
    if pattern:
        yield from (("with the pattern", text) for text in patterns.known[pattern].matching)
        yield from (("against the pattern", text) for text in patterns.known[pattern].against)


def structures_of(shape, ours):
    least = least_of(shape, "", ours)
    yield "plain", least
    if shape.is_tagged_union:
        yield "without a member", {}
        yield from (("plain", {name: least_of(inner, name, ours)}) for name, inner in shape.members.items())
        if len(shape.members) > 1:
            yield "with two members", {name: least_of(inner, name, ours) for name, inner in shape.members.items()}
    for name in shape.required_members:
        if shape.members[name].serialization.get("location") == "uri":
            continue  # A path without a label is another path.
        yield "without a member", {other: value for other, value in least.items() if other != name}


def sizes_of(shape, least):
    """Lengths, numbers of entries, or numbers, around the limits."""
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is None and high is None:
        yield from [("plain", 1), ("plain", 7)]
    if low is not None:
        if shape.type_name in ("integer", "long", "float", "double") or low > 0:
            yield "below the minimum", low - 1
        yield "at the minimum", low
    elif high is not None:
        yield "plain", least
    if high is not None:
        yield from [("at the maximum", high), ("above the maximum", high + 1)]


def value_of_size(shape, size, ours):
    if shape.type_name == "string":
        return text_of(shape, size)
    if shape.type_name == "list":
        return [least_of(shape.member, "", ours)] * size
    if shape.type_name == "map":
        value = least_of(shape.value, "", ours)
        return {key: value for key in keys_of(shape.key, size)}
    return size


def strange_values_of(shape, steps, location):
    """Values of another JSON type; on the wire a label, a header and a key of a map are always text."""
    if location != "body":
        if shape.type_name in ("integer", "long"):
            yield from (("of another type", value) for value in ["seven", "1.5"])
        elif shape.type_name == "boolean":
            yield "of another type", "yes"
        return
    if steps[-1:] == (KEY,):
        return
    for value in ["text", 7, 1.5, True, [], {}]:
        # Whether a time may be written as text, the model does not tell.
        written = shape.type_name == "timestamp" and isinstance(value, (str, int, float)) and value is not True
        if not is_of(shape.type_name, value) and not written:
            yield "of another type", value


def wire_form(value):
    """As JSON that boto3 would write, were it asked to."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, dict):
        return {name: wire_form(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [wire_form(entry) for entry in value]
    return value
