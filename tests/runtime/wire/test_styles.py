"""The encoder of parameter values, against the tables of OpenAPI 3.2 and the examples of RFC 6570."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runtime.percent import Unencodable
from runtime.wire import Location, StyleName, encode

BLUE = "blue"
ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

# OpenAPI 3.2 "Style Examples": location, style, explode, then what stands for the empty string, a string, an
# array and an object. None: the specification calls it "n/a".
STYLE_EXAMPLES: list[tuple[Location, StyleName, bool, str | None, str | None, str | None, str | None]] = [
    ("path", "matrix", False, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    (
        "path",
        "matrix",
        True,
        ";color",
        ";color=blue",
        ";color=blue;color=black;color=brown",
        ";R=100;G=200;B=150",
    ),
    ("path", "label", False, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    ("path", "label", True, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    ("path", "simple", False, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("path", "simple", True, "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ("header", "simple", False, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("header", "simple", True, "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ("query", "form", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    (
        "query",
        "form",
        True,
        "color=",
        "color=blue",
        "color=blue&color=black&color=brown",
        "R=100&G=200&B=150",
    ),
    (
        "query",
        "spaceDelimited",
        False,
        None,
        None,
        "color=blue%20black%20brown",
        "color=R%20100%20G%20200%20B%20150",
    ),
    (
        "query",
        "pipeDelimited",
        False,
        None,
        None,
        "color=blue%7Cblack%7Cbrown",
        "color=R%7C100%7CG%7C200%7CB%7C150",
    ),
    ("query", "deepObject", True, None, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("cookie", "form", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("cookie", "cookie", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    (
        "cookie",
        "cookie",
        True,
        "color=",
        "color=blue",
        "color=blue; color=black; color=brown",
        "R=100; G=200; B=150",
    ),
    # With the delimiter that cookies have ("Serializing Headers and Cookies", appendix D).
    (
        "cookie",
        "form",
        True,
        "color=",
        "color=blue",
        "color=blue; color=black; color=brown",
        "R=100; G=200; B=150",
    ),
]


@pytest.mark.parametrize("row", STYLE_EXAMPLES, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_style_examples(row: Any) -> None:
    location, style, explode, *expected = row
    for value, text in zip(["", BLUE, ARRAY, OBJECT], expected, strict=True):
        if text is not None:
            assert encode(location, style, explode, "color", value) == text


# RFC 6570 §3.2, with the variables of §3.2.1: operator, explode, value, expansion without a leading `?`.
COUNT = ["one", "two", "three"]
KEYS = {"semi": ";", "dot": ".", "comma": ","}
RFC_6570: list[tuple[Location, StyleName, bool, str, Any, str | None]] = [
    ("path", "simple", False, "count", COUNT, "one,two,three"),
    ("path", "simple", True, "count", COUNT, "one,two,three"),
    ("path", "simple", False, "var", "value", "value"),
    ("path", "simple", False, "hello", "Hello World!", "Hello%20World%21"),
    ("path", "simple", False, "half", "50%", "50%25"),
    ("path", "simple", False, "keys", KEYS, "semi,%3B,dot,.,comma,%2C"),
    ("path", "simple", True, "keys", KEYS, "semi=%3B,dot=.,comma=%2C"),
    ("path", "simple", False, "dub", "me/too", "me%2Ftoo"),
    ("path", "simple", False, "undef", None, None),
    ("path", "simple", False, "empty_keys", {}, None),
    ("path", "label", False, "who", "fred", ".fred"),
    ("path", "label", False, "half", "50%", ".50%25"),
    ("path", "label", False, "var", "value", ".value"),
    ("path", "label", False, "empty", "", "."),
    ("path", "label", False, "undef", None, None),
    ("path", "label", False, "list", ["red", "green", "blue"], ".red,green,blue"),
    ("path", "label", True, "list", ["red", "green", "blue"], ".red.green.blue"),
    ("path", "label", False, "keys", KEYS, ".semi,%3B,dot,.,comma,%2C"),
    ("path", "label", True, "keys", KEYS, ".semi=%3B.dot=..comma=%2C"),
    ("path", "label", True, "empty_keys", {}, None),
    ("path", "matrix", False, "who", "fred", ";who=fred"),
    ("path", "matrix", False, "half", "50%", ";half=50%25"),
    ("path", "matrix", False, "empty", "", ";empty"),
    ("path", "matrix", False, "v", "6", ";v=6"),
    ("path", "matrix", False, "hello", "Hello World!", ";hello=Hello%20World%21"),
    ("path", "matrix", False, "list", ["red", "green", "blue"], ";list=red,green,blue"),
    ("path", "matrix", True, "list", ["red", "green", "blue"], ";list=red;list=green;list=blue"),
    ("path", "matrix", False, "keys", KEYS, ";keys=semi,%3B,dot,.,comma,%2C"),
    ("path", "matrix", True, "keys", KEYS, ";semi=%3B;dot=.;comma=%2C"),
    ("query", "form", False, "who", "fred", "who=fred"),
    ("query", "form", False, "half", "50%", "half=50%25"),
    ("query", "form", False, "empty", "", "empty="),
    ("query", "form", False, "undef", None, None),
    ("query", "form", False, "list", ["red", "green", "blue"], "list=red,green,blue"),
    ("query", "form", True, "list", ["red", "green", "blue"], "list=red&list=green&list=blue"),
    ("query", "form", False, "keys", KEYS, "keys=semi,%3B,dot,.,comma,%2C"),
    ("query", "form", True, "keys", KEYS, "semi=%3B&dot=.&comma=%2C"),
    ("query", "form", True, "empty_keys", {}, None),
]


@pytest.mark.parametrize("row", RFC_6570, ids=lambda row: f"{row[1]}-{row[2]}-{row[3]}")
def test_rfc_6570(row: Any) -> None:
    location, style, explode, name, value, expected = row
    assert encode(location, style, explode, name, value) == expected


VALUES: list[tuple[Any, str]] = [
    (True, "true"),
    (False, "false"),
    (0, "0"),
    (-7, "-7"),
    (10**40, "1" + "0" * 40),
    (1.5, "1.5"),
    (2.0, "2"),
    (1e22, "1" + "0" * 22),
    (1e-7, "0.0000001"),
    (Decimal("1E+3"), "1000"),
    (Decimal("0.10"), "0.10"),
    (Decimal("1E-9"), "0.000000001"),
    ("2026-11-22T10:00:00Z", "2026-11-22T10%3A00%3A00Z"),
    ("ä€😀", "%C3%A4%E2%82%AC%F0%9F%98%80"),
    ("a+b c&d=e", "a%2Bb%20c%26d%3De"),
    ("-._~", "-._~"),
    ("\x00\n", "%00%0A"),
]


@pytest.mark.parametrize(("value", "text"), VALUES, ids=lambda value: repr(value)[:20])
def test_values(value: Any, text: str) -> None:
    assert encode("query", "form", True, "q", value) == f"q={text}"
    assert encode("path", "simple", False, "q", value) == text


# What the specification leaves open, as the module's docstring settles it.
SETTLED: list[tuple[Location, StyleName, bool, Any, str | None]] = [
    ("query", "form", True, ["a", None, "b"], "color=a&color=b"),
    ("query", "form", False, [None], None),
    ("query", "form", True, {"a": None, "b": 1}, "b=1"),
    ("query", "form", True, [], None),
    ("query", "form", True, [""], "color="),
    ("query", "form", False, ["", ""], "color=,"),
    ("query", "form", True, {"a": [1, 2], "b": "x"}, "a=1&a=2&b=x"),
    ("query", "form", True, {"a": {"b": 1}}, "a=%7B%22b%22%3A1%7D"),
    ("query", "form", False, [{"b": Decimal("1.50")}], "color=%7B%22b%22%3A1.50%7D"),
    ("query", "spaceDelimited", True, ARRAY, "color=blue&color=black&color=brown"),
    ("query", "pipeDelimited", True, ARRAY, "color=blue&color=black&color=brown"),
    ("query", "pipeDelimited", False, "blue", "color=blue"),
    ("query", "deepObject", True, {"a": {"b": {"c": 1}}}, "color%5Ba%5D%5Bb%5D%5Bc%5D=1"),
    ("query", "deepObject", True, {"a": ["x", "y"]}, "color%5Ba%5D%5B0%5D=x&color%5Ba%5D%5B1%5D=y"),
    ("query", "deepObject", True, ["x", {"y": 1}], "color%5B0%5D=x&color%5B1%5D%5By%5D=1"),
    ("query", "deepObject", True, {"a]b": 1}, "color%5Ba%5Db%5D=1"),
    ("query", "deepObject", True, "blue", "color=blue"),
    ("query", "deepObject", True, {}, None),
    ("query", "deepObject", True, {"a": None}, None),
    ("path", "matrix", True, {"a": ""}, ";a"),
    ("path", "matrix", True, ["", "b"], ";color;color=b"),
    ("cookie", "form", True, "Hello, world!", "color=Hello%2C%20world%21"),
    (
        "cookie",
        "cookie",
        True,
        {"greeting": "Hello%2C world!", "code": 42},
        "greeting=Hello%2C world!; code=42",
    ),
    ("header", "simple", False, ['"a, b"', "c"], '"a, b",c'),
]


@pytest.mark.parametrize("row", SETTLED, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}-{row[3]!r}")
def test_what_the_specification_leaves_open(row: Any) -> None:
    location, style, explode, value, expected = row
    assert encode(location, style, explode, "color", value) == expected


RESERVED: list[tuple[Location, str, str]] = [
    ("query", "a/b?c:d@e;f,g", "q=a/b?c:d@e;f,g"),
    ("query", "50%", "q=50%25"),
    ("query", "50%25 off%2F", "q=50%25%20off%2F"),
    ("query", "a&admin=1", "q=a%26admin=1"),  # would be a second parameter
    ("query", "a+b", "q=a%2Bb"),  # would be read as a space
    ("query", "a#b[0]", "q=a%23b%5B0%5D"),  # not allowed in a query (RFC 3986 §3.4)
    ("path", "a;b=c:d", "a;b=c:d"),
    ("path", "a/b?c#d", "a%2Fb%3Fc%23d"),  # forbidden by "Path Templating"
    ("path", "%2e", "%2e"),
    ("cookie", "a/b=c;d,e", "q=a/b=c%3Bd%2Ce"),
]


@pytest.mark.parametrize(("location", "value", "expected"), RESERVED)
def test_allow_reserved(location: Location, value: str, expected: str) -> None:
    style: StyleName = "simple" if location == "path" else "form"
    assert encode(location, style, False, "q", value, allow_reserved=True) == expected


def test_names_are_percent_encoded() -> None:
    assert encode("query", "form", True, "filter[a b]", "x") == "filter%5Ba%20b%5D=x"
    assert encode("path", "matrix", False, "a/b", "x") == ";a%2Fb=x"


UNENCODABLE: list[tuple[Location, StyleName, Any]] = [
    ("query", "spaceDelimited", ["a b", "c"]),
    ("query", "pipeDelimited", ["a|b", "c"]),
    ("header", "simple", ["a,b", "c"]),
    ("header", "simple", "a\r\nX-Admin: 1"),
    ("header", "simple", "a\x00"),
    ("header", "simple", " a"),
    ("header", "simple", "a\t"),
    ("header", "simple", "ä"),
    ("header", "simple", "\x7f"),
    ("cookie", "cookie", "a; admin=1"),
    ("cookie", "cookie", 'a"b'),
    ("cookie", "cookie", "a,b"),
    ("cookie", "cookie", "a\\b"),
    ("cookie", "cookie", "ä"),
    ("cookie", "cookie", "a\n"),
    ("query", "form", "\ud800"),
    ("path", "simple", "a\udfffb"),
    ("query", "form", float("nan")),
    ("query", "form", float("inf")),
    ("query", "form", Decimal("-Infinity")),
    ("query", "deepObject", {"a\ud800": 1}),
]


@pytest.mark.parametrize(("location", "style", "value"), UNENCODABLE)
def test_what_cannot_be_written_is_refused(location: Location, style: StyleName, value: Any) -> None:
    with pytest.raises(Unencodable):
        encode(location, style, False, "color", value)


def test_an_integer_that_python_cannot_print_is_refused() -> None:
    with pytest.raises(Unencodable, match="too many digits"):
        encode("query", "form", True, "color", 10**5_000)
