from __future__ import annotations

from .._runtime import Model, XmlNode

__all__ = ("Company",)


class Company(Model, xml={"vat": XmlNode(kind="attribute")}):
    vat: str
