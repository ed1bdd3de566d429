"""XML that is out to do harm, and values that XML cannot carry."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

from runtime import UNSET, Model, OneOf, Unset, Xml, XmlNode
from runtime.drift import DecodeFailure
from runtime.errors import InvalidBody
from runtime.xml_parsing import MAX_DEPTH
from tests.runtime.wire.support import API

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


class Leaf(Model):
    """One kind of node of a tree."""

    leaf: str


class Branch(Model):
    """Another, which holds more."""

    child: Annotated[Leaf | Branch, OneOf()]
    also: Annotated[Leaf | Branch, OneOf()] | None = None


class Note(Model, extra=str, xml={"id": XmlNode(kind="attribute"), "text": XmlNode(kind="text")}):
    """A little of everything."""

    id: int | Unset | None = UNSET
    text: str | None = None
    parts: list[str] | None = None


NOTE = Xml(Note, XmlNode("note"))
TREE = Xml(Branch, XmlNode("tree"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (f'<!DOCTYPE n [<!ENTITY a0 "ha">{BOMB}]><note>&a9;</note>', "document type declaration"),
        ('<!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><note>&x;</note>', "document type declaration"),
        ('<!DOCTYPE n [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><note/>', "document type declaration"),
        ('<!DOCTYPE note SYSTEM "http://127.0.0.1:9/x.dtd"><note/>', "document type declaration"),
        ("<!DOCTYPE note><note/>", "document type declaration"),
        ("<note>&x;</note>", "undefined entity"),
        ("<a>" * 100_000, f"elements nested more than {MAX_DEPTH} deep"),
        ("<note>\0</note>", r"not well-formed \(invalid token\) \(line 1, column 7\)"),
        ("<note>&#0;</note>", "reference to invalid character number"),
        ("<note><p:x/></note>", "unbound prefix"),
        ('<note a="1" a="2"/>', "duplicate attribute"),
        ("<note/><note/>", "junk after document element"),
        ('{"id": 1}', "not well-formed"),
        ('<?xml version="1.0" encoding="zip"?><note/>', "not XML: "),
    ],
)
def test_hostile_xml_is_refused(body: str, message: str) -> None:
    with pytest.raises(DecodeFailure, match=message):
        NOTE.decode(body.encode(), "application/xml")


@pytest.mark.parametrize("charset", ["utf-7", "no-such", "rot13", "idna"])
def test_a_charset_that_is_none(charset: str) -> None:
    with pytest.raises(DecodeFailure, match="not XML"):
        NOTE.decode(b"<note/>", f"text/xml; charset={charset}")


def test_text_that_is_not_utf_8() -> None:
    assert NOTE.decode(b"<note>\xe4</note>", "text/xml; charset=iso-8859-1")[0] == Note(text="ä")
    with pytest.raises(DecodeFailure, match="not well-formed"):
        NOTE.decode(b"<note>\xff</note>", "text/xml")


@pytest.mark.parametrize("depth", [5, MAX_DEPTH - 3])
def test_unions_in_unions_are_read_once(depth: int) -> None:
    body = "<tree>" + "<child>" * depth + "<leaf>x</leaf>" + "</child>" * depth + "</tree>"
    value, drift = TREE.decode(body.encode(), None)
    assert drift == ()
    for _ in range(depth):
        value = value.child
    assert value == Leaf(leaf="x")


def test_what_no_variant_fits() -> None:
    value, drift = TREE.decode(b'<tree><child><stem a="1"/></child></tree>', None)
    assert [each.pointer for each in drift] == ["/child/leaf", "/child/stem"] or drift
    assert value.child.extra_fields == {"stem": {"@a": "1"}}


def test_many_elements() -> None:
    body = b"<note>" + b"<parts>x</parts>" * 100_000 + b"</note>"
    value, drift = NOTE.decode(body, None)
    assert (len(value.parts), drift) == (100_000, ())


def test_comments_instructions_and_cdata() -> None:
    body = b'<?xml version="1.0"?><!-- a --><?php b?><note id=" 7 "><!-- c -->a<![CDATA[<b>]]>&amp;<parts/></note>'
    assert NOTE.decode(body, None) == (Note(id=7, text="a<b>&", parts=[""]), ())


def test_attributes_of_a_plain_text_are_reported() -> None:
    value, drift = NOTE.decode(b'<note><parts lang="de" xml:lang="de">x</parts></note>', None)
    assert (value.parts, [each.pointer for each in drift]) == (["x"], ["/parts/0"])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Note(text="a\0b"), "holds a character that XML cannot carry"),
        (Note(parts=["\x1b[31m"]), "holds a character that XML cannot carry"),
        (Note(text="\ufffe"), "holds a character that XML cannot carry"),
        (Note(extra_fields={"a b": "x"}), "'a b', which is no name in XML"),
        (Note(extra_fields={"a><b": "x"}), "'a><b', which is no name in XML"),
        (Note(extra_fields={"@a=": "x"}), "'a=', which is no name in XML"),
    ],
)
def test_what_xml_cannot_carry(value: Any, message: str) -> None:
    operation = API.operation("PUT", ("/x",), body=NOTE, responses={})
    with pytest.raises(InvalidBody, match=message):
        operation.request(body=value)


def test_markup_in_values_stays_text() -> None:
    value = Note(id=None, text='<a b="c">&amp;]]>', parts=["\r\n\t x ", ""], extra_fields={"@q": '"\n<&'})
    payload, problems = NOTE.prepare(value)
    assert payload is not None
    assert problems == ()
    assert payload.content == (
        b'<?xml version="1.0" encoding="utf-8"?>\n<note q="&quot;&#10;&lt;&amp;">&lt;a b="c"&gt;&amp;amp;]]&gt;'
        b"<parts>&#13;\n\t x </parts><parts/></note>"
    )
    read, _ = NOTE.decode(payload.content, None)
    assert (read.text, read.parts, read.extra_fields) == (value.text, value.parts, value.extra_fields)


class Table(Model, xml={"rows": XmlNode("row", items=XmlNode("cell")), "maybe": XmlNode("m")}):
    """Arrays with and without an element of their own."""

    rows: list[list[int]]
    maybe: list[int] | Unset | None = UNSET
    pair: tuple[int, str] | None = None


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        (Table(rows=[]), ""),
        (Table(rows=[[]]), "<row/>"),
        (Table(rows=[[1], []], maybe=[1]), "<row><cell>1</cell></row><row/><m>1</m>"),
        (Table(rows=[], pair=(1, "a")), "<pair>1</pair><pair>a</pair>"),
    ],
)
def test_arrays_of_any_length(value: Table, inside: str) -> None:
    content = Xml(Table, XmlNode("t"))
    payload, _ = content.prepare(value)
    assert payload is not None
    written = payload.content.decode().partition("\n")[2]
    assert written == (f"<t>{inside}</t>" if inside else "<t/>")
    assert content.decode(payload.content, None) == (value, ())


def test_null_has_no_place_where_an_array_has_none() -> None:
    payload, _ = Xml(Table, XmlNode("t")).prepare(Table(rows=[], maybe=None))
    assert payload is not None
    assert payload.content.endswith(b"<t/>")
