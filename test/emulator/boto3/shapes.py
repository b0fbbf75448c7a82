"""The shapes of a request: the places in it, requests that hold a value at a place, and what is wrong in a request."""

from collections import namedtuple
from datetime import datetime, timezone

import patterns

KEY, VALUE, ENTRY = "{key}", "{value}", "[]"

Place = namedtuple("Place", "steps shape")


def places_of(shape, steps=(), around=frozenset()):
    """Every member, entry, key and value below a shape, and itself; a shape within itself is not entered again."""
    yield Place(steps, shape)
    if shape.name in around:
        return
    around = around | {shape.name}
    for step, inner in inner_of(shape):
        yield from places_of(inner, (*steps, step), around)


def inner_of(shape):
    if shape.type_name == "structure":
        return list(shape.members.items())
    if shape.type_name == "list":
        return [(ENTRY, shape.member)]
    if shape.type_name == "map":
        return [(KEY, shape.key), (VALUE, shape.value)]
    return []


def least_of(shape, name="", ours={}):
    """The smallest good value; `ours` are values by the names of members that mean something to the service."""
    at_least = shape.metadata.get("min", 0)
    if shape.type_name == "structure":
        names = list(shape.required_members)
        if shape.is_tagged_union:
            names = list(shape.members)[:1]
        return {member: least_of(shape.members[member], member, ours) for member in names}
    if shape.type_name == "list":
        return [least_of(shape.member, name, ours)] * at_least
    if shape.type_name == "map":
        value = least_of(shape.value, name, ours)
        return {key: value for key in keys_of(shape.key, at_least)}
    if shape.type_name == "string":
        if name in ours and not problems_of(shape, ours[name]):
            return ours[name]
        return good_text_of(shape, max(at_least, 1))
    if shape.type_name == "boolean":
        return True
    if shape.type_name == "timestamp":
        return datetime(2026, 1, 1, tzinfo=timezone.utc)
    return max(at_least, 1)


def holding(shape, steps, value, ours={}):
    """The smallest value of a shape in which this value stands where the steps lead."""
    if not steps:
        return value
    step, *rest = steps
    inner = holding(dict(inner_of(shape))[step], rest, value, ours)
    least = least_of(shape, "", ours)
    if shape.type_name == "structure":
        return {step: inner} if shape.is_tagged_union else {**least, step: inner}
    if step == ENTRY:
        return [inner, *least[1:]]
    if step == KEY:
        return {inner: least_of(shape.value, "", ours)}
    return {keys_of(shape.key, 1)[0]: inner}


def keys_of(shape, count):
    """Good keys, each another, as long as they may be short."""
    enum = shape.metadata.get("enum")
    if enum:
        return enum[:count]
    return [text_of(shape, max(shape.metadata.get("min", 1), 5) - 5) + f"{index:05}" for index in range(count)]


def good_text_of(shape, length):
    """A text of about this length in which nothing is wrong."""
    pattern = shape.metadata.get("pattern")
    texts = [text_of(shape, length), *(patterns.known[pattern].matching if pattern else [])]
    return next(text for text in texts if not problems_of(shape, text))


def text_of(shape, length):
    """A text of this length, after the pattern where it can be that short."""
    enum = shape.metadata.get("enum")
    if enum:
        return enum[0]
    pattern = shape.metadata.get("pattern")
    return patterns.known[pattern].of_length(length) if pattern else "x" * length


types = {"structure": dict, "list": list, "map": dict, "string": str, "boolean": bool, "timestamp": datetime}


def problems_of(shape, value, path="", tokens=()):
    """Paths of what the model refuses; `tokens` are members that boto3 fills in."""
    limits = shape.metadata
    kind = shape.type_name
    if not is_of(kind, value):
        return [path]
    found = []
    size = value if is_number(value) else len(value) if kind in ("string", "list", "map") else None
    if size is not None and not limits.get("min", size) <= size <= limits.get("max", size):
        found.append(path)
    if kind == "string":
        if "enum" in limits and value not in limits["enum"]:
            found.append(path)
        if "pattern" in limits and not patterns.matches(limits["pattern"], value):
            found.append(path)
    elif kind == "structure":
        if shape.is_tagged_union and len(value) != 1:
            found.append(path)
        missing = [name for name in shape.required_members if name not in value and name not in tokens]
        found += [joined(path, name) for name in missing]
        for name, inner in value.items():
            found += problems_of(shape.members[name], inner, joined(path, name))
    elif kind == "list":
        for entry in value:
            found += problems_of(shape.member, entry, path + ENTRY)
    elif kind == "map":
        for key, inner in value.items():
            found += problems_of(shape.key, key, path + KEY)
            found += problems_of(shape.value, inner, path + VALUE)
    return found


def is_of(kind, value):
    if kind in ("integer", "long"):
        return isinstance(value, int) and not isinstance(value, bool)
    if kind in ("float", "double"):
        return is_number(value)
    return isinstance(value, types[kind])


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def joined(path, name):
    return f"{path}.{name}" if path else name
