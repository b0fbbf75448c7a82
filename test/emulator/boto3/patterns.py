"""Texts for the patterns of the service models; re can tell of most of them whether a text matches."""

import re
import unicodedata
from collections import namedtuple

UUID = "0123abcd-0123-4567-89ab-0123456789ab"


def filled(start, with_character):
    """Writes texts of any length that is not shorter than the start."""
    return lambda length: (start + with_character * length)[: max(length, len(start))]


def is_tag_key(text):
    """What `[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*` says, which re cannot."""
    return not text.startswith("aws:") and all(
        unicodedata.category(character)[0] in "LZN" or character in "_.:/=+-@" for character in text
    )


# Writes a text of a length; texts that match; texts that do not; and what tells, where re cannot.
Pattern = namedtuple("Pattern", "of_length matching against matches", defaults=[None])

known = {
    r"^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$": Pattern(
        filled("", "k"), ["Größe 1/2", "a@b=c+d-e_f.g:h"], ["aws:team", "a#b", "a!"], is_tag_key
    ),
    r"^(?!aws:)[a-zA-Z+-=._:/]+$": Pattern(filled("", "k"), ["team:1/2", "a+b=c"], ["aws:team", "a b", "größe"]),
    r".*\S.*": Pattern(filled("", "n"), [" a ", "é"], [" ", "\t  "]),
    r"^[a-zA-Z0-9\_\-:\/]+$": Pattern(filled("", "i"), ["arn:aws:x/i_1-2"], ["a b", "a$", "é"]),
    r"^[a-zA-Z0-9\_\-:\/$]+$": Pattern(filled("", "v"), ["v-1:$LATEST"], ["a b", "a.b", "é"]),
    r"[a-z]{2}(-[a-z]+){1,2}(-[0-9])?": Pattern(
        filled("us-", "e"), ["us-east-1", "us-gov-west-1", "eu-west"], ["us", "US-EAST-1", "us_east_1"]
    ),
    r"[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}(:[A-Z0-9_$]+){0,1}$"
    r"|^arn:[a-z-]*?:wisdom:[a-z0-9-]*?:[0-9]{12}:[a-z-]*?/[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}"
    r"(?:/[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}){0,2}(:[A-Z0-9_$]+){0,1}": Pattern(
        filled(f"{UUID}:", "L"),
        [UUID, f"{UUID}:$LATEST", f"arn:aws:wisdom:us-east-1:123456789012:ai-agent/{UUID}/{UUID}:1"],
        ["agent", f"{UUID}:latest", "arn:aws:wisdom:us-east-1:123456789012:ai-agent/a"],
    ),
    r"^[-:/A-Za-z0-9]+": Pattern(filled("arn:", "a"), ["arn:aws:s3:us-east-1:1:x"], ["#" * 20, " " * 20]),
    r"[^\s@]+@[^\s@]+\.[^\s@]+": Pattern(
        filled("a@b.", "c"), ["ada@example.com"], ["ada", "ada@example", "ada @example.com"]
    ),
}


def matches(pattern, text):
    """Whether the whole text matches."""
    own = known[pattern].matches
    return own(text) if own else re.fullmatch(pattern, text) is not None


def check(patterns):
    """Holds that every pattern is known, and that its texts do what they are for, also read without anchors."""
    unknown = sorted(set(patterns) - set(known))
    assert not unknown, f"There are no texts for {unknown}; add them to {__file__}."
    for pattern in patterns:
        for text in [*known[pattern].matching, known[pattern].of_length(50)]:
            assert matches(pattern, text), (pattern, text)
        for text in known[pattern].against:
            assert not matches(pattern, text), (pattern, text)
            assert known[pattern].matches or not re.search(pattern, text), (pattern, text)
