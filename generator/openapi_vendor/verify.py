"""The output verifier: what is about to be written holds nothing but our vocabulary and names that we allocated.

It does not trust how the text was made. It cuts out the string literals, and what is left of every file must be
made of known words, allocated identifiers, numbers and the few operators that our templates use; calls only of what
we call, and only by name; imports only of what we import. Strings that Python or the runtime would read as names
(forward references in annotations, the index of a package) must be allocated names. So no text of a document can be
code, whatever went wrong before. It takes compiled expressions only, none of which can backtrack: 10 MB a second.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Set

from openapi_vendor import vocabulary
from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity, quote

# What stands for a string in the skeleton of a file: no other character of the skeleton is a control character.
_CUT, _NAMED = "\x01", "\x02"

_STRING = re.compile(
    r"""(?<![A-Za-z0-9_"'])r?(?:"{3}[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"{3}"""
    r"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')""",
    re.DOTALL,
)
_SKELETON = re.compile(
    r"(?:[A-Za-z_][A-Za-z0-9_]*+|[0-9]++(?:\.[0-9]++)?+(?:e[+-]?[0-9]++)?+(?![A-Za-z0-9_.])|->|\.\.\.(?!\.)|:(?!=)"
    r"|[\x01\x02 \n()\[\]{},.=|@*-])*+"
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")
_EXPONENT = re.compile(r"(?<![A-Za-z0-9_])[0-9][0-9.]*+e[+-]?[0-9]+")
_CALL = re.compile(r"(?<![A-Za-z0-9_])(?<!class )(?<!def )([A-Za-z_][A-Za-z0-9_]*+)\(")
_CALL_OF_A_GROUP = re.compile(r"^ {8}return self\._group\(([A-Za-z_][A-Za-z0-9_]*)\)$", re.MULTILINE)
_OPERATION = re.compile(r"\bAPI\.(?:get|put|post|delete|options|head|patch|trace)\(")
_ODD = re.compile(
    r"[\x01\x02)\]}][ \n]*\("  # calls something without a name
    r"|[\x01\x02\]}][ \n]*\."  # an attribute of something without a name
    r"|[A-Za-z0-9_\x01\x02][\x01\x02]|[\x01\x02][A-Za-z0-9_]"  # a prefix that is none of ours
)
_SPACED_CALL = re.compile(r"(?<=[A-Za-z0-9_])[ \n]+\(")
_BEFORE_BRACKET = ("import", "in", "else", "return", "and", "or", "not", "if", "is")
_DECORATOR = re.compile(r"^ *@(?:property|deprecated\([\x01\x02]\))$", re.MULTILINE)
_IMPORT = re.compile(r"^ *(?:from +(\S+) +)?import +(.*)$", re.MULTILINE)
_IMPORT_WORD = re.compile(r"\bimport\b")
_INDEX = re.compile(r'\blazy_index\(\s*__name__,\s*"""([A-Za-z0-9_.=\s]*)""",?\s*\)')
_LITERAL = re.compile(r"\bLiteral\[[^\[\]]*\]")
_SUBSCRIPT = re.compile(r"(?<=[A-Za-z0-9_])\[")
_STRUCTURE = str.maketrans({chr(code): None for code in range(128) if chr(code) not in "<[]()" + _CUT})
_TEXT_AS_TYPE = re.compile(r"<[^<\[\]()]*\x01[^<\[\]()]*\]")
_INNERMOST = re.compile(r"[<\[][^<\[\]()]*\]|\([^<\[\]()]*\)")
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)

_MODULES = frozenset({"__future__", "collections.abc", "typing", "decimal", "uuid", "ssl", "msgspec", "datetime"})
_BUILTINS = frozenset(dir(builtins))


def verify(files: Mapping[str, str], allocated: Set[str]) -> None:
    """Check every generated file. Raises `Refused` (code `output-verification`) at the first that fails.

    `files` leaves out the runtime, which is ours to the byte; `allocated` are the identifiers from the registry.
    """
    known = vocabulary.every_word() | allocated
    for name, text in files.items():
        found = _INVISIBLE.search(text)
        if found:
            raise _refused(name, f"holds the invisible character {quote(found.group())}")
        if name.endswith(".py"):
            for problem in _problems(text, known, allocated):
                raise _refused(name, problem)


def _problems(text: str, known: Set[str], allocated: Set[str]) -> Iterator[str]:
    """What is wrong with the source, in words. The order matters: each check relies on those before it."""
    skeleton = _STRING.sub(lambda match: _NAMED if _is_name(match[0][1:-1], allocated) else _CUT, text)
    matched = _SKELETON.match(skeleton)
    end = matched.end() if matched else 0
    if end < len(skeleton):
        stranger = quote(skeleton[end : end + 20].replace(_CUT, '""').replace(_NAMED, '""'))
        yield f"holds something else than names, numbers and strings: {stranger}"
    odd = _ODD.search(skeleton)
    if odd:
        yield f"calls or prefixes something that has no name: {quote(odd[0])}"
    for match in _SPACED_CALL.finditer(skeleton):
        word = skeleton[max(0, match.start() - 80) : match.start()].split()[-1].rpartition("=")[2]
        if word not in _BEFORE_BRACKET:
            yield f"calls {quote(word)} across a gap"
    strangers = set(_NAME.findall(_EXPONENT.sub("", skeleton))) - known
    if strangers:
        yield f"uses names that were not allocated: {_some(strangers)}"
    # The client calls the classes of groups; nothing else of the document's is ever called.
    groups = set(_CALL_OF_A_GROUP.findall(skeleton))
    called = {name for name in groups if name in _BUILTINS or name not in allocated}
    rest = _OPERATION.sub("API.operation(", _CALL_OF_A_GROUP.sub("", skeleton) if groups else skeleton)
    called |= set(_CALL.findall(rest)) - vocabulary.called()
    if called:
        yield f"calls what it may not: {_some(called)}"
    if skeleton.count("@") != len(_DECORATOR.findall(skeleton)):
        yield "holds an unknown decorator"
    imports = _IMPORT.findall(skeleton)
    for module, names in imports:
        if not (module.startswith(".") or module in _MODULES or (not module and names == "datetime as dt")):
            yield f"imports {quote(module or names)}"
    if len(imports) != len(_IMPORT_WORD.findall(skeleton)):
        yield "imports inside another statement"
    makings = _CALL.findall(skeleton).count("lazy_index")
    indices = _INDEX.findall(text) if makings else []
    if len(indices) != makings:
        yield "makes an index of something else than names"
    strangers = {word for index in indices for word in _NAME.findall(index)} - known
    if strangers:
        yield f"indexes names that were not allocated: {_some(strangers)}"
    if _has_text_as_type(skeleton):
        yield "holds a text where a type is wanted"


def _is_name(text: str, allocated: Set[str]) -> bool:
    """Whether a string is an allocated name, maybe as a member of the index of models."""
    index, dot, name = text.rpartition(".")
    return name in allocated and (not dot or index == "models" or (index[:6] == "models" and index in allocated))


def _has_text_as_type(skeleton: str) -> bool:
    """Whether a string that is not an allocated name stands directly in a subscript: annotations are evaluated.

    Only the brackets are looked at, from the inside outwards.
    """
    if "[" not in skeleton:
        return False
    brackets = _SUBSCRIPT.sub("<", _LITERAL.sub("", skeleton)).translate(_STRUCTURE)
    while not _TEXT_AS_TYPE.search(brackets):
        outer = _INNERMOST.sub("", brackets)
        if outer == brackets:
            return False
        brackets = outer
    return True


def _some(names: Iterable[str]) -> str:
    return ", ".join(sorted(map(quote, names))[:5])


def _refused(name: str, problem: str) -> Refused:
    return Refused(
        Diagnostic(
            Severity.ERROR,
            "output-verification",
            f"the generated file {problem}; nothing was written",
            Location(name),
            "This is a bug of the generator, or a document made to attack it: please report it.",
        )
    )
