"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import Dfa, Limits, Matches, Nfa, checked, is_valid

Letters: TypeAlias = Annotated[
    str, Matches("^(a+)+$", Dfa(classes="0=0 61=1 62=0", transitions="2 1:3;2;2 1:3", accepting="3"))
]
"""What keeps a backtracking engine busy for longer than the universe is old. Matches `^(a+)+$`."""


def is_letters(value: object) -> TypeGuard[str]:
    """Whether the value is a `Letters`."""
    return is_valid(value, Letters)


def check_letters(value: object) -> str:
    """The value, if it is a `Letters`; raises ValueError otherwise."""
    result: str = checked(value, Letters, "Letters")
    return result


Letter: TypeAlias = Annotated[
    str,
    Meta(min_length=2, max_length=10),
    Matches("^(a+)+$", Dfa(classes="0=0 61=1 62=0", transitions="2 1:3;2;2 1:3", accepting="3")),
]
"""The same within limits, which are looked at first. 2 to 10 characters; matches `^(a+)+$`."""


def is_letter(value: object) -> TypeGuard[str]:
    """Whether the value is a `Letter`."""
    return is_valid(value, Letter)


def check_letter(value: object) -> str:
    """The value, if it is a `Letter`; raises ValueError otherwise."""
    result: str = checked(value, Letter, "Letter")
    return result


Ending: TypeAlias = Annotated[
    str, Matches("(a|a)*b", Dfa(classes="0=0 62=1 63=0", transitions="1 1:2;2", accepting="2"))
]
"""Matches `(a|a)*b`."""


def is_ending(value: object) -> TypeGuard[str]:
    """Whether the value is an `Ending`."""
    return is_valid(value, Ending)


def check_ending(value: object) -> str:
    """The value, if it is an `Ending`; raises ValueError otherwise."""
    result: str = checked(value, Ending, "Ending")
    return result


Slug: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z")]
"""Matches `^[a-z0-9]+(-[a-z0-9]+)*$`."""


def is_slug(value: object) -> TypeGuard[str]:
    """Whether the value is a `Slug`."""
    return is_valid(value, Slug)


def check_slug(value: object) -> str:
    """The value, if it is a `Slug`; raises ValueError otherwise."""
    result: str = checked(value, Slug, "Slug")
    return result


Year: TypeAlias = Annotated[str, Meta(pattern=r"[0-9]{4}\Z", extra_json_schema={"pattern": r"\d{4}$"})]
"""Matches `\\d{4}$`."""


def is_year(value: object) -> TypeGuard[str]:
    """Whether the value is a `Year`."""
    return is_valid(value, Year)


def check_year(value: object) -> str:
    """The value, if it is a `Year`; raises ValueError otherwise."""
    result: str = checked(value, Year, "Year")
    return result


Email: TypeAlias = Annotated[
    str,
    Matches(
        r"^\S+@\S+$",
        Dfa(
            classes=(
                "0=0 9=1 e=0 20=1 21=0 40=2 41=0 a0=1 a1=0 1680=1 1681=0 2000=1 200b=0 "
                "2028=1 202a=0 202f=1 2030=0 205f=1 2060=0 3000=1 3001=0 feff=1 ff00=0"
            ),
            transitions="2 1:3;2 1:3 2:4;3;5 1:3;5 1:3",
            accepting="5",
        ),
    ),
]
"""Matches `^\\S+@\\S+$`."""


def is_email(value: object) -> TypeGuard[str]:
    """Whether the value is an `Email`."""
    return is_valid(value, Email)


def check_email(value: object) -> str:
    """The value, if it is an `Email`; raises ValueError otherwise."""
    result: str = checked(value, Email, "Email")
    return result


Price: TypeAlias = Annotated[
    str,
    Matches(
        r"(?<=\$)\d+(?:\.\d\d)?$",
        Dfa(
            classes="0=0 24=1 25=0 2e=2 2f=0 30=3 3a=0",
            transitions="1 1:2;1 1:2 3:3;1 1:2 2:4 3:3;1 1:2 3:5;1 1:2 3:6;1 1:2",
            accepting="3 6",
        ),
    ),
]
"""Matches `(?<=\\$)\\d+(?:\\.\\d\\d)?$`."""


def is_price(value: object) -> TypeGuard[str]:
    """Whether the value is a `Price`."""
    return is_valid(value, Price)


def check_price(value: object) -> str:
    """The value, if it is a `Price`; raises ValueError otherwise."""
    result: str = checked(value, Price, "Price")
    return result


Word: TypeAlias = Annotated[
    str,
    Meta(
        pattern=(
            r"^[A-Z\xc0-\xd6\xd8-\xde\u0100\u0102\u0104\u0106\u0108\u010a\u010c\u010e"
            r"\u0110\u0112\u0114\u0116\u0118\u011a\u011c\u011e\u0120\u0122\u0124\u0126"
            r"\u0128\u012a\u012c\u012e\u0130\u0132\u0134\u0136\u0139\u013b\u013d\u013f"
            r"\u0141\u0143\u0145\u0147\u014a\u014c\u014e\u0150\u0152\u0154\u0156\u0158"
            r"\u015a\u015c\u015e\u0160\u0162\u0164\u0166\u0168\u016a\u016c\u016e\u0170"
            r"\u0172\u0174\u0176\u0178\u0179\u017b\u017d\u0181\u0182\u0184\u0186\u0187"
            r"\u0189-\u018b\u018e-\u0191\u0193\u0194\u0196-\u0198\u019c\u019d\u019f"
            r"\u01a0\u01a2\u01a4\u01a6\u01a7\u01a9\u01ac\u01ae\u01af\u01b1-\u01b3"
            r"\u01b5\u01b7\u01b8\u01bc\u01c4\u01c7\u01ca\u01cd\u01cf\u01d1\u01d3\u01d5"
            r"\u01d7\u01d9\u01db\u01de\u01e0\u01e2\u01e4\u01e6\u01e8\u01ea\u01ec\u01ee"
            r"\u01f1\u01f4\u01f6-\u01f8\u01fa\u01fc\u01fe\u0200\u0202\u0204\u0206"
            r"\u0208\u020a\u020c\u020e\u0210\u0212\u0214\u0216\u0218\u021a\u021c\u021e"
            r"\u0220\u0222\u0224\u0226\u0228\u022a\u022c\u022e\u0230\u0232\u023a\u023b"
            r"\u023d\u023e\u0241\u0243-\u0246\u0248\u024a\u024c\u024e\u0370\u0372"
            r"\u0376\u037f\u0386\u0388-\u038a\u038c\u038e\u038f\u0391-\u03a1\u03a3-"
            r"\u03ab\u03cf\u03d2-\u03d4\u03d8\u03da\u03dc\u03de\u03e0\u03e2\u03e4"
            r"\u03e6\u03e8\u03ea\u03ec\u03ee\u03f4\u03f7\u03f9\u03fa\u03fd-\u042f"
            r"\u0460\u0462\u0464\u0466\u0468\u046a\u046c\u046e\u0470\u0472\u0474\u0476"
            r"\u0478\u047a\u047c\u047e\u0480\u048a\u048c\u048e\u0490\u0492\u0494\u0496"
            r"\u0498\u049a\u049c\u049e\u04a0\u04a2\u04a4\u04a6\u04a8\u04aa\u04ac\u04ae"
            r"\u04b0\u04b2\u04b4\u04b6\u04b8\u04ba\u04bc\u04be\u04c0\u04c1\u04c3\u04c5"
            r"\u04c7\u04c9\u04cb\u04cd\u04d0\u04d2\u04d4\u04d6\u04d8\u04da\u04dc\u04de"
            r"\u04e0\u04e2\u04e4\u04e6\u04e8\u04ea\u04ec\u04ee\u04f0\u04f2\u04f4\u04f6"
            r"\u04f8\u04fa\u04fc\u04fe\u0500\u0502\u0504\u0506\u0508\u050a\u050c\u050e"
            r"\u0510\u0512\u0514\u0516\u0518\u051a\u051c\u051e\u0520\u0522\u0524\u0526"
            r"\u0528\u052a\u052c\u052e\u0531-\u0556\u10a0-\u10c5\u10c7\u10cd\u13a0-"
            r"\u13f5\u1c89\u1c90-\u1cba\u1cbd-\u1cbf\u1e00\u1e02\u1e04\u1e06\u1e08"
            r"\u1e0a\u1e0c\u1e0e\u1e10\u1e12\u1e14\u1e16\u1e18\u1e1a\u1e1c\u1e1e\u1e20"
            r"\u1e22\u1e24\u1e26\u1e28\u1e2a\u1e2c\u1e2e\u1e30\u1e32\u1e34\u1e36\u1e38"
            r"\u1e3a\u1e3c\u1e3e\u1e40\u1e42\u1e44\u1e46\u1e48\u1e4a\u1e4c\u1e4e\u1e50"
            r"\u1e52\u1e54\u1e56\u1e58\u1e5a\u1e5c\u1e5e\u1e60\u1e62\u1e64\u1e66\u1e68"
            r"\u1e6a\u1e6c\u1e6e\u1e70\u1e72\u1e74\u1e76\u1e78\u1e7a\u1e7c\u1e7e\u1e80"
            r"\u1e82\u1e84\u1e86\u1e88\u1e8a\u1e8c\u1e8e\u1e90\u1e92\u1e94\u1e9e\u1ea0"
            r"\u1ea2\u1ea4\u1ea6\u1ea8\u1eaa\u1eac\u1eae\u1eb0\u1eb2\u1eb4\u1eb6\u1eb8"
            r"\u1eba\u1ebc\u1ebe\u1ec0\u1ec2\u1ec4\u1ec6\u1ec8\u1eca\u1ecc\u1ece\u1ed0"
            r"\u1ed2\u1ed4\u1ed6\u1ed8\u1eda\u1edc\u1ede\u1ee0\u1ee2\u1ee4\u1ee6\u1ee8"
            r"\u1eea\u1eec\u1eee\u1ef0\u1ef2\u1ef4\u1ef6\u1ef8\u1efa\u1efc\u1efe\u1f08"
            r"-\u1f0f\u1f18-\u1f1d\u1f28-\u1f2f\u1f38-\u1f3f\u1f48-\u1f4d\u1f59\u1f5b"
            r"\u1f5d\u1f5f\u1f68-\u1f6f\u1fb8-\u1fbb\u1fc8-\u1fcb\u1fd8-\u1fdb\u1fe8-"
            r"\u1fec\u1ff8-\u1ffb\u2102\u2107\u210b-\u210d\u2110-\u2112\u2115\u2119-"
            r"\u211d\u2124\u2126\u2128\u212a-\u212d\u2130-\u2133\u213e\u213f\u2145"
            r"\u2183\u2c00-\u2c2f\u2c60\u2c62-\u2c64\u2c67\u2c69\u2c6b\u2c6d-\u2c70"
            r"\u2c72\u2c75\u2c7e-\u2c80\u2c82\u2c84\u2c86\u2c88\u2c8a\u2c8c\u2c8e"
            r"\u2c90\u2c92\u2c94\u2c96\u2c98\u2c9a\u2c9c\u2c9e\u2ca0\u2ca2\u2ca4\u2ca6"
            r"\u2ca8\u2caa\u2cac\u2cae\u2cb0\u2cb2\u2cb4\u2cb6\u2cb8\u2cba\u2cbc\u2cbe"
            r"\u2cc0\u2cc2\u2cc4\u2cc6\u2cc8\u2cca\u2ccc\u2cce\u2cd0\u2cd2\u2cd4\u2cd6"
            r"\u2cd8\u2cda\u2cdc\u2cde\u2ce0\u2ce2\u2ceb\u2ced\u2cf2\ua640\ua642\ua644"
            r"\ua646\ua648\ua64a\ua64c\ua64e\ua650\ua652\ua654\ua656\ua658\ua65a\ua65c"
            r"\ua65e\ua660\ua662\ua664\ua666\ua668\ua66a\ua66c\ua680\ua682\ua684\ua686"
            r"\ua688\ua68a\ua68c\ua68e\ua690\ua692\ua694\ua696\ua698\ua69a\ua722\ua724"
            r"\ua726\ua728\ua72a\ua72c\ua72e\ua732\ua734\ua736\ua738\ua73a\ua73c\ua73e"
            r"\ua740\ua742\ua744\ua746\ua748\ua74a\ua74c\ua74e\ua750\ua752\ua754\ua756"
            r"\ua758\ua75a\ua75c\ua75e\ua760\ua762\ua764\ua766\ua768\ua76a\ua76c\ua76e"
            r"\ua779\ua77b\ua77d\ua77e\ua780\ua782\ua784\ua786\ua78b\ua78d\ua790\ua792"
            r"\ua796\ua798\ua79a\ua79c\ua79e\ua7a0\ua7a2\ua7a4\ua7a6\ua7a8\ua7aa-"
            r"\ua7ae\ua7b0-\ua7b4\ua7b6\ua7b8\ua7ba\ua7bc\ua7be\ua7c0\ua7c2\ua7c4-"
            r"\ua7c7\ua7c9\ua7cb\ua7cc\ua7ce\ua7d0\ua7d2\ua7d4\ua7d6\ua7d8\ua7da\ua7dc"
            r"\ua7f5\uff21-\uff3a\U00010400-\U00010427\U000104b0-\U000104d3\U00010570-"
            r"\U0001057a\U0001057c-\U0001058a\U0001058c-\U00010592\U00010594\U00010595"
            r"\U00010c80-\U00010cb2\U00010d50-\U00010d65\U000118a0-\U000118bf"
            r"\U00016e40-\U00016e5f\U00016ea0-\U00016eb8\U0001d400-\U0001d419"
            r"\U0001d434-\U0001d44d\U0001d468-\U0001d481\U0001d49c\U0001d49e\U0001d49f"
            r"\U0001d4a2\U0001d4a5\U0001d4a6\U0001d4a9-\U0001d4ac\U0001d4ae-\U0001d4b5"
            r"\U0001d4d0-\U0001d4e9\U0001d504\U0001d505\U0001d507-\U0001d50a\U0001d50d"
            r"-\U0001d514\U0001d516-\U0001d51c\U0001d538\U0001d539\U0001d53b-"
            r"\U0001d53e\U0001d540-\U0001d544\U0001d546\U0001d54a-\U0001d550\U0001d56c"
            r"-\U0001d585\U0001d5a0-\U0001d5b9\U0001d5d4-\U0001d5ed\U0001d608-"
            r"\U0001d621\U0001d63c-\U0001d655\U0001d670-\U0001d689\U0001d6a8-"
            r"\U0001d6c0\U0001d6e2-\U0001d6fa\U0001d71c-\U0001d734\U0001d756-"
            r"\U0001d76e\U0001d790-\U0001d7a8\U0001d7ca\U0001e900-\U0001e921][A-Za-z"
            r"\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u02c6-\u02d1\u02e0-\u02e4"
            r"\u02ec\u02ee\u0370-\u0374\u0376\u0377\u037a-\u037d\u037f\u0386\u0388-"
            r"\u038a\u038c\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f\u0531-"
            r"\u0556\u0559\u0560-\u0588\u05d0-\u05ea\u05ef-\u05f2\u0620-\u064a\u066e"
            r"\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
            r"\u0710\u0712-\u072f\u074d-\u07a5\u07b1\u07ca-\u07ea\u07f4\u07f5\u07fa"
            r"\u0800-\u0815\u081a\u0824\u0828\u0840-\u0858\u0860-\u086a\u0870-\u0887"
            r"\u0889-\u088f\u08a0-\u08c9\u0904-\u0939\u093d\u0950\u0958-\u0961\u0971-"
            r"\u0980\u0985-\u098c\u098f\u0990\u0993-\u09a8\u09aa-\u09b0\u09b2\u09b6-"
            r"\u09b9\u09bd\u09ce\u09dc\u09dd\u09df-\u09e1\u09f0\u09f1\u09fc\u0a05-"
            r"\u0a0a\u0a0f\u0a10\u0a13-\u0a28\u0a2a-\u0a30\u0a32\u0a33\u0a35\u0a36"
            r"\u0a38\u0a39\u0a59-\u0a5c\u0a5e\u0a72-\u0a74\u0a85-\u0a8d\u0a8f-\u0a91"
            r"\u0a93-\u0aa8\u0aaa-\u0ab0\u0ab2\u0ab3\u0ab5-\u0ab9\u0abd\u0ad0\u0ae0"
            r"\u0ae1\u0af9\u0b05-\u0b0c\u0b0f\u0b10\u0b13-\u0b28\u0b2a-\u0b30\u0b32"
            r"\u0b33\u0b35-\u0b39\u0b3d\u0b5c\u0b5d\u0b5f-\u0b61\u0b71\u0b83\u0b85-"
            r"\u0b8a\u0b8e-\u0b90\u0b92-\u0b95\u0b99\u0b9a\u0b9c\u0b9e\u0b9f\u0ba3"
            r"\u0ba4\u0ba8-\u0baa\u0bae-\u0bb9\u0bd0\u0c05-\u0c0c\u0c0e-\u0c10\u0c12-"
            r"\u0c28\u0c2a-\u0c39\u0c3d\u0c58-\u0c5a\u0c5c\u0c5d\u0c60\u0c61\u0c80"
            r"\u0c85-\u0c8c\u0c8e-\u0c90\u0c92-\u0ca8\u0caa-\u0cb3\u0cb5-\u0cb9\u0cbd"
            r"\u0cdc-\u0cde\u0ce0\u0ce1\u0cf1\u0cf2\u0d04-\u0d0c\u0d0e-\u0d10\u0d12-"
            r"\u0d3a\u0d3d\u0d4e\u0d54-\u0d56\u0d5f-\u0d61\u0d7a-\u0d7f\u0d85-\u0d96"
            r"\u0d9a-\u0db1\u0db3-\u0dbb\u0dbd\u0dc0-\u0dc6\u0e01-\u0e30\u0e32\u0e33"
            r"\u0e40-\u0e46\u0e81\u0e82\u0e84\u0e86-\u0e8a\u0e8c-\u0ea3\u0ea5\u0ea7-"
            r"\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec4\u0ec6\u0edc-\u0edf\u0f00\u0f40-"
            r"\u0f47\u0f49-\u0f6c\u0f88-\u0f8c\u1000-\u102a\u103f\u1050-\u1055\u105a-"
            r"\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\u10a0-\u10c5"
            r"\u10c7\u10cd\u10d0-\u10fa\u10fc-\u1248\u124a-\u124d\u1250-\u1256\u1258"
            r"\u125a-\u125d\u1260-\u1288\u128a-\u128d\u1290-\u12b0\u12b2-\u12b5\u12b8-"
            r"\u12be\u12c0\u12c2-\u12c5\u12c8-\u12d6\u12d8-\u1310\u1312-\u1315\u1318-"
            r"\u135a\u1380-\u138f\u13a0-\u13f5\u13f8-\u13fd\u1401-\u166c\u166f-\u167f"
            r"\u1681-\u169a\u16a0-\u16ea\u16f1-\u16f8\u1700-\u1711\u171f-\u1731\u1740-"
            r"\u1751\u1760-\u176c\u176e-\u1770\u1780-\u17b3\u17d7\u17dc\u1820-\u1878"
            r"\u1880-\u1884\u1887-\u18a8\u18aa\u18b0-\u18f5\u1900-\u191e\u1950-\u196d"
            r"\u1970-\u1974\u1980-\u19ab\u19b0-\u19c9\u1a00-\u1a16\u1a20-\u1a54\u1aa7"
            r"\u1b05-\u1b33\u1b45-\u1b4c\u1b83-\u1ba0\u1bae\u1baf\u1bba-\u1be5\u1c00-"
            r"\u1c23\u1c4d-\u1c4f\u1c5a-\u1c7d\u1c80-\u1c8a\u1c90-\u1cba\u1cbd-\u1cbf"
            r"\u1ce9-\u1cec\u1cee-\u1cf3\u1cf5\u1cf6\u1cfa\u1d00-\u1dbf\u1e00-\u1f15"
            r"\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d"
            r"\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fbc\u1fbe\u1fc2-\u1fc4\u1fc6-\u1fcc"
            r"\u1fd0-\u1fd3\u1fd6-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ff4\u1ff6-\u1ffc\u2071"
            r"\u207f\u2090-\u209c\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124"
            r"\u2126\u2128\u212a-\u212d\u212f-\u2139\u213c-\u213f\u2145-\u2149\u214e"
            r"\u2183\u2184\u2c00-\u2ce4\u2ceb-\u2cee\u2cf2\u2cf3\u2d00-\u2d25\u2d27"
            r"\u2d2d\u2d30-\u2d67\u2d6f\u2d80-\u2d96\u2da0-\u2da6\u2da8-\u2dae\u2db0-"
            r"\u2db6\u2db8-\u2dbe\u2dc0-\u2dc6\u2dc8-\u2dce\u2dd0-\u2dd6\u2dd8-\u2dde"
            r"\u2e2f\u3005\u3006\u3031-\u3035\u303b\u303c\u3041-\u3096\u309d-\u309f"
            r"\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-"
            r"\u31ff\u3400-\u4dbf\u4e00-\ua48c\ua4d0-\ua4fd\ua500-\ua60c\ua610-\ua61f"
            r"\ua62a\ua62b\ua640-\ua66e\ua67f-\ua69d\ua6a0-\ua6e5\ua717-\ua71f\ua722-"
            r"\ua788\ua78b-\ua7dc\ua7f1-\ua801\ua803-\ua805\ua807-\ua80a\ua80c-\ua822"
            r"\ua840-\ua873\ua882-\ua8b3\ua8f2-\ua8f7\ua8fb\ua8fd\ua8fe\ua90a-\ua925"
            r"\ua930-\ua946\ua960-\ua97c\ua984-\ua9b2\ua9cf\ua9e0-\ua9e4\ua9e6-\ua9ef"
            r"\ua9fa-\ua9fe\uaa00-\uaa28\uaa40-\uaa42\uaa44-\uaa4b\uaa60-\uaa76\uaa7a"
            r"\uaa7e-\uaaaf\uaab1\uaab5\uaab6\uaab9-\uaabd\uaac0\uaac2\uaadb-\uaadd"
            r"\uaae0-\uaaea\uaaf2-\uaaf4\uab01-\uab06\uab09-\uab0e\uab11-\uab16\uab20-"
            r"\uab26\uab28-\uab2e\uab30-\uab5a\uab5c-\uab69\uab70-\uabe2\uac00-\ud7a3"
            r"\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufa6d\ufa70-\ufad9\ufb00-\ufb06\ufb13-"
            r"\ufb17\ufb1d\ufb1f-\ufb28\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41"
            r"\ufb43\ufb44\ufb46-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-"
            r"\ufdfb\ufe70-\ufe74\ufe76-\ufefc\uff21-\uff3a\uff41-\uff5a\uff66-\uffbe"
            r"\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc\U00010000-"
            r"\U0001000b\U0001000d-\U00010026\U00010028-\U0001003a\U0001003c\U0001003d"
            r"\U0001003f-\U0001004d\U00010050-\U0001005d\U00010080-\U000100fa"
            r"\U00010280-\U0001029c\U000102a0-\U000102d0\U00010300-\U0001031f"
            r"\U0001032d-\U00010340\U00010342-\U00010349\U00010350-\U00010375"
            r"\U00010380-\U0001039d\U000103a0-\U000103c3\U000103c8-\U000103cf"
            r"\U00010400-\U0001049d\U000104b0-\U000104d3\U000104d8-\U000104fb"
            r"\U00010500-\U00010527\U00010530-\U00010563\U00010570-\U0001057a"
            r"\U0001057c-\U0001058a\U0001058c-\U00010592\U00010594\U00010595\U00010597"
            r"-\U000105a1\U000105a3-\U000105b1\U000105b3-\U000105b9\U000105bb"
            r"\U000105bc\U000105c0-\U000105f3\U00010600-\U00010736\U00010740-"
            r"\U00010755\U00010760-\U00010767\U00010780-\U00010785\U00010787-"
            r"\U000107b0\U000107b2-\U000107ba\U00010800-\U00010805\U00010808\U0001080a"
            r"-\U00010835\U00010837\U00010838\U0001083c\U0001083f-\U00010855\U00010860"
            r"-\U00010876\U00010880-\U0001089e\U000108e0-\U000108f2\U000108f4"
            r"\U000108f5\U00010900-\U00010915\U00010920-\U00010939\U00010940-"
            r"\U00010959\U00010980-\U000109b7\U000109be\U000109bf\U00010a00\U00010a10-"
            r"\U00010a13\U00010a15-\U00010a17\U00010a19-\U00010a35\U00010a60-"
            r"\U00010a7c\U00010a80-\U00010a9c\U00010ac0-\U00010ac7\U00010ac9-"
            r"\U00010ae4\U00010b00-\U00010b35\U00010b40-\U00010b55\U00010b60-"
            r"\U00010b72\U00010b80-\U00010b91\U00010c00-\U00010c48\U00010c80-"
            r"\U00010cb2\U00010cc0-\U00010cf2\U00010d00-\U00010d23\U00010d4a-"
            r"\U00010d65\U00010d6f-\U00010d85\U00010e80-\U00010ea9\U00010eb0\U00010eb1"
            r"\U00010ec2-\U00010ec7\U00010f00-\U00010f1c\U00010f27\U00010f30-"
            r"\U00010f45\U00010f70-\U00010f81\U00010fb0-\U00010fc4\U00010fe0-"
            r"\U00010ff6\U00011003-\U00011037\U00011071\U00011072\U00011075\U00011083-"
            r"\U000110af\U000110d0-\U000110e8\U00011103-\U00011126\U00011144\U00011147"
            r"\U00011150-\U00011172\U00011176\U00011183-\U000111b2\U000111c1-"
            r"\U000111c4\U000111da\U000111dc\U00011200-\U00011211\U00011213-\U0001122b"
            r"\U0001123f\U00011240\U00011280-\U00011286\U00011288\U0001128a-\U0001128d"
            r"\U0001128f-\U0001129d\U0001129f-\U000112a8\U000112b0-\U000112de"
            r"\U00011305-\U0001130c\U0001130f\U00011310\U00011313-\U00011328\U0001132a"
            r"-\U00011330\U00011332\U00011333\U00011335-\U00011339\U0001133d\U00011350"
            r"\U0001135d-\U00011361\U00011380-\U00011389\U0001138b\U0001138e\U00011390"
            r"-\U000113b5\U000113b7\U000113d1\U000113d3\U00011400-\U00011434\U00011447"
            r"-\U0001144a\U0001145f-\U00011461\U00011480-\U000114af\U000114c4"
            r"\U000114c5\U000114c7\U00011580-\U000115ae\U000115d8-\U000115db\U00011600"
            r"-\U0001162f\U00011644\U00011680-\U000116aa\U000116b8\U00011700-"
            r"\U0001171a\U00011740-\U00011746\U00011800-\U0001182b\U000118a0-"
            r"\U000118df\U000118ff-\U00011906\U00011909\U0001190c-\U00011913\U00011915"
            r"\U00011916\U00011918-\U0001192f\U0001193f\U00011941\U000119a0-\U000119a7"
            r"\U000119aa-\U000119d0\U000119e1\U000119e3\U00011a00\U00011a0b-\U00011a32"
            r"\U00011a3a\U00011a50\U00011a5c-\U00011a89\U00011a9d\U00011ab0-\U00011af8"
            r"\U00011bc0-\U00011be0\U00011c00-\U00011c08\U00011c0a-\U00011c2e"
            r"\U00011c40\U00011c72-\U00011c8f\U00011d00-\U00011d06\U00011d08\U00011d09"
            r"\U00011d0b-\U00011d30\U00011d46\U00011d60-\U00011d65\U00011d67\U00011d68"
            r"\U00011d6a-\U00011d89\U00011d98\U00011db0-\U00011ddb\U00011ee0-"
            r"\U00011ef2\U00011f02\U00011f04-\U00011f10\U00011f12-\U00011f33\U00011fb0"
            r"\U00012000-\U00012399\U00012480-\U00012543\U00012f90-\U00012ff0"
            r"\U00013000-\U0001342f\U00013441-\U00013446\U00013460-\U000143fa"
            r"\U00014400-\U00014646\U00016100-\U0001611d\U00016800-\U00016a38"
            r"\U00016a40-\U00016a5e\U00016a70-\U00016abe\U00016ad0-\U00016aed"
            r"\U00016b00-\U00016b2f\U00016b40-\U00016b43\U00016b63-\U00016b77"
            r"\U00016b7d-\U00016b8f\U00016d40-\U00016d6c\U00016e40-\U00016e7f"
            r"\U00016ea0-\U00016eb8\U00016ebb-\U00016ed3\U00016f00-\U00016f4a"
            r"\U00016f50\U00016f93-\U00016f9f\U00016fe0\U00016fe1\U00016fe3\U00016ff2"
            r"\U00016ff3\U00017000-\U00018cd5\U00018cff-\U00018d1e\U00018d80-"
            r"\U00018df2\U0001aff0-\U0001aff3\U0001aff5-\U0001affb\U0001affd\U0001affe"
            r"\U0001b000-\U0001b122\U0001b132\U0001b150-\U0001b152\U0001b155\U0001b164"
            r"-\U0001b167\U0001b170-\U0001b2fb\U0001bc00-\U0001bc6a\U0001bc70-"
            r"\U0001bc7c\U0001bc80-\U0001bc88\U0001bc90-\U0001bc99\U0001d400-"
            r"\U0001d454\U0001d456-\U0001d49c\U0001d49e\U0001d49f\U0001d4a2\U0001d4a5"
            r"\U0001d4a6\U0001d4a9-\U0001d4ac\U0001d4ae-\U0001d4b9\U0001d4bb\U0001d4bd"
            r"-\U0001d4c3\U0001d4c5-\U0001d505\U0001d507-\U0001d50a\U0001d50d-"
            r"\U0001d514\U0001d516-\U0001d51c\U0001d51e-\U0001d539\U0001d53b-"
            r"\U0001d53e\U0001d540-\U0001d544\U0001d546\U0001d54a-\U0001d550\U0001d552"
            r"-\U0001d6a5\U0001d6a8-\U0001d6c0\U0001d6c2-\U0001d6da\U0001d6dc-"
            r"\U0001d6fa\U0001d6fc-\U0001d714\U0001d716-\U0001d734\U0001d736-"
            r"\U0001d74e\U0001d750-\U0001d76e\U0001d770-\U0001d788\U0001d78a-"
            r"\U0001d7a8\U0001d7aa-\U0001d7c2\U0001d7c4-\U0001d7cb\U0001df00-"
            r"\U0001df1e\U0001df25-\U0001df2a\U0001e030-\U0001e06d\U0001e100-"
            r"\U0001e12c\U0001e137-\U0001e13d\U0001e14e\U0001e290-\U0001e2ad\U0001e2c0"
            r"-\U0001e2eb\U0001e4d0-\U0001e4eb\U0001e5d0-\U0001e5ed\U0001e5f0"
            r"\U0001e6c0-\U0001e6de\U0001e6e0-\U0001e6e2\U0001e6e4\U0001e6e5\U0001e6e7"
            r"-\U0001e6ed\U0001e6f0-\U0001e6f4\U0001e6fe\U0001e6ff\U0001e7e0-"
            r"\U0001e7e6\U0001e7e8-\U0001e7eb\U0001e7ed\U0001e7ee\U0001e7f0-\U0001e7fe"
            r"\U0001e800-\U0001e8c4\U0001e900-\U0001e943\U0001e94b\U0001ee00-"
            r"\U0001ee03\U0001ee05-\U0001ee1f\U0001ee21\U0001ee22\U0001ee24\U0001ee27"
            r"\U0001ee29-\U0001ee32\U0001ee34-\U0001ee37\U0001ee39\U0001ee3b\U0001ee42"
            r"\U0001ee47\U0001ee49\U0001ee4b\U0001ee4d-\U0001ee4f\U0001ee51\U0001ee52"
            r"\U0001ee54\U0001ee57\U0001ee59\U0001ee5b\U0001ee5d\U0001ee5f\U0001ee61"
            r"\U0001ee62\U0001ee64\U0001ee67-\U0001ee6a\U0001ee6c-\U0001ee72\U0001ee74"
            r"-\U0001ee77\U0001ee79-\U0001ee7c\U0001ee7e\U0001ee80-\U0001ee89"
            r"\U0001ee8b-\U0001ee9b\U0001eea1-\U0001eea3\U0001eea5-\U0001eea9"
            r"\U0001eeab-\U0001eebb\U00020000-\U0002a6df\U0002a700-\U0002b81d"
            r"\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
            r"\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479]*\Z"
        ),
        extra_json_schema={"pattern": r"^\p{Lu}\p{L}*$"},
    ),
]
"""Matches `^\\p{Lu}\\p{L}*$`."""


def is_word(value: object) -> TypeGuard[str]:
    """Whether the value is a `Word`."""
    return is_valid(value, Word)


def check_word(value: object) -> str:
    """The value, if it is a `Word`; raises ValueError otherwise."""
    result: str = checked(value, Word, "Word")
    return result


Escapes: TypeAlias = Annotated[
    str, Meta(pattern=r"^[0-9A-Z_a-z]+\-_[0-9A-Z_a-z]\Z", extra_json_schema={"pattern": r"^\w+\-\_\w$"})
]
"""Valid without the flag `u` only, where `\\-` and `\\_` are what follows the backslash. Matches `^\\w+\\-\\_\\w$`."""


def is_escapes(value: object) -> TypeGuard[str]:
    """Whether the value is an `Escapes`."""
    return is_valid(value, Escapes)


def check_escapes(value: object) -> str:
    """The value, if it is an `Escapes`; raises ValueError otherwise."""
    result: str = checked(value, Escapes, "Escapes")
    return result


Code: TypeAlias = Annotated[
    str,
    Meta(max_length=100000, pattern="^[A-Z]"),
    Meta(pattern=r"[0-9]\Z"),
    Matches(
        r"^(\w+\s?)+$",
        Dfa(
            classes=(
                "0=0 9=1 e=0 20=1 21=0 30=2 3a=0 41=2 5b=0 5f=2 60=0 61=2 7b=0 a0=1 a1=0 "
                "1680=1 1681=0 2000=1 200b=0 2028=1 202a=0 202f=1 2030=0 205f=1 2060=0 "
                "3000=1 3001=0 feff=1 ff00=0"
            ),
            transitions="2 2:3;2;2 1:4 2:3;2 2:3",
            accepting="3 4",
        ),
    ),
]
"""All patterns of an `allOf` hold. 0 to 100000 characters; matches `^[A-Z]`; matches `[0-9]$`; matches
`^(\\w+\\s?)+$`.
"""


def is_code(value: object) -> TypeGuard[str]:
    """Whether the value is a `Code`."""
    return is_valid(value, Code)


def check_code(value: object) -> str:
    """The value, if it is a `Code`; raises ValueError otherwise."""
    result: str = checked(value, Code, "Code")
    return result


Host: TypeAlias = Annotated[
    str,
    Meta(pattern=r"^(?!\-)(?:[\-0-9a-z]+\.)+[a-z]+\Z", extra_json_schema={"pattern": r"^(?!-)([a-z0-9-]+\.)+[a-z]+$"}),
]
"""Neither a prefix nor a suffix may be a hyphen; a look-ahead is judged in linear time, too. Matches
`^(?!-)([a-z0-9-]+\\.)+[a-z]+$`.
"""


def is_host(value: object) -> TypeGuard[str]:
    """Whether the value is a `Host`."""
    return is_valid(value, Host)


def check_host(value: object) -> str:
    """The value, if it is a `Host`; raises ValueError otherwise."""
    result: str = checked(value, Host, "Host")
    return result


Last: TypeAlias = Annotated[
    str,
    Matches(
        "(a|b)*a(a|b){12}$",
        Nfa(
            classes="0=0 61=1 62=2 63=0",
            masks="1;1 2 4 5-27-2;1 3 6-28-2",
            shifts="1-3-1;0-4-1 6-26-2;0-2-1 4-26-1;0 1 5-25-2",
            jumps="0:4;3:2",
            matched="",
            final="27 28",
        ),
    ),
]
"""A table for it would be large, so it is matched with sets of states. Matches `(a|b)*a(a|b){12}$`."""


def is_last(value: object) -> TypeGuard[str]:
    """Whether the value is a `Last`."""
    return is_valid(value, Last)


def check_last(value: object) -> str:
    """The value, if it is a `Last`; raises ValueError otherwise."""
    result: str = checked(value, Last, "Last")
    return result


Amount: TypeAlias = Annotated[int, Meta(gt=0, le=10)]
"""More than 0; at most 10."""


def is_amount(value: object) -> TypeGuard[int]:
    """Whether the value is an `Amount`."""
    return is_valid(value, Amount)


def check_amount(value: object) -> int:
    """The value, if it is an `Amount`; raises ValueError otherwise."""
    result: int = checked(value, Amount, "Amount")
    return result


Share: TypeAlias = Annotated[float, Limits(ge=Decimal("0.1234567890123456789"), multiple_of=0.01)]
"""At least 0.1234567890123456789; a multiple of 0.01."""


def is_share(value: object) -> TypeGuard[float]:
    """Whether the value is a `Share`."""
    return is_valid(value, Share)


def check_share(value: object) -> float:
    """The value, if it is a `Share`; raises ValueError otherwise."""
    result: float = checked(value, Share, "Share")
    return result


Huge: TypeAlias = Annotated[int, Limits(ge=-9223372036854775809, le=18446744073709551616)]
"""At least -9223372036854775809; at most 18446744073709551616."""


def is_huge(value: object) -> TypeGuard[int]:
    """Whether the value is a `Huge`."""
    return is_valid(value, Huge)


def check_huge(value: object) -> int:
    """The value, if it is a `Huge`; raises ValueError otherwise."""
    result: int = checked(value, Huge, "Huge")
    return result


Endless: TypeAlias = Annotated[float, Limits(lt=Decimal("1E+400"))]
"""Less than 1E+400."""


def is_endless(value: object) -> TypeGuard[float]:
    """Whether the value is an `Endless`."""
    return is_valid(value, Endless)


def check_endless(value: object) -> float:
    """The value, if it is an `Endless`; raises ValueError otherwise."""
    result: float = checked(value, Endless, "Endless")
    return result


Long: TypeAlias = Annotated[str, Limits(max_length=18446744073709551616)]
"""0 to 18446744073709551616 characters."""


def is_long(value: object) -> TypeGuard[str]:
    """Whether the value is a `Long`."""
    return is_valid(value, Long)


def check_long(value: object) -> str:
    """The value, if it is a `Long`; raises ValueError otherwise."""
    result: str = checked(value, Long, "Long")
    return result


NamesKey: TypeAlias = Annotated[
    str, Matches("^([a-z]+)*$", Dfa(classes="0=0 61=1 7b=0", transitions="2 1:1;2", accepting="1"))
]
"""Matches `^([a-z]+)*$`."""


def is_names_key(value: object) -> TypeGuard[str]:
    """Whether the value is a `NamesKey`."""
    return is_valid(value, NamesKey)


def check_names_key(value: object) -> str:
    """The value, if it is a `NamesKey`; raises ValueError otherwise."""
    result: str = checked(value, NamesKey, "NamesKey")
    return result


Other: TypeAlias = Annotated[
    str, Matches("^(b|b)*$", Dfa(classes="0=0 62=1 63=0", transitions="2 1:1;2", accepting="1"))
]
"""Matches `^(b|b)*$`."""


def is_other(value: object) -> TypeGuard[str]:
    """Whether the value is an `Other`."""
    return is_valid(value, Other)


def check_other(value: object) -> str:
    """The value, if it is an `Other`; raises ValueError otherwise."""
    result: str = checked(value, Other, "Other")
    return result


Either: TypeAlias = Annotated[
    str, Matches("^(b+)+$", Dfa(classes="0=0 62=1 63=0", transitions="2 1:3;2;2 1:3", accepting="3"))
]
"""One of two texts, which only patterns tell apart. Matches `^(b+)+$`."""


def is_either(value: object) -> TypeGuard[str]:
    """Whether the value is an `Either`."""
    return is_valid(value, Either)


def check_either(value: object) -> str:
    """The value, if it is an `Either`; raises ValueError otherwise."""
    result: str = checked(value, Either, "Either")
    return result


GetTextAmount: TypeAlias = Annotated[float, Limits(ge=1, le=Decimal("1E+400"))]
"""At least 1; at most 1E+400."""


def is_get_text_amount(value: object) -> TypeGuard[float]:
    """Whether the value is a `GetTextAmount`."""
    return is_valid(value, GetTextAmount)


def check_get_text_amount(value: object) -> float:
    """The value, if it is a `GetTextAmount`; raises ValueError otherwise."""
    result: float = checked(value, GetTextAmount, "GetTextAmount")
    return result
