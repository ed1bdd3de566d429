"""Logging under the package's own name, and a filter that keeps API keys out of httpx2's log.

httpx2 logs the URL of each request, and an API key may stand in its query.
"""

from __future__ import annotations

import logging
from typing import Final

import httpx2

from .secrets import masked_query

PACKAGE: Final = (__package__ or "").rpartition(".")[0] or __package__ or __name__
"""The name of the generated package: the logger's name, and where `User-Agent` begins."""

logger: Final = logging.getLogger(PACKAGE)
"""DEBUG: every answer. WARNING: every kind of drift, once per operation and place."""

_redacted_names: set[str] = set()


class RedactQuery(logging.Filter):
    """Masks the query parameters that carry credentials, in records that hold an `httpx2.URL`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_redacted(arg) if isinstance(arg, httpx2.URL) else arg for arg in record.args)
        return True


_filter = RedactQuery()


def redact_queries(names: set[str]) -> None:
    """From now on mask these (percent-encoded) query parameters in httpx2's log, and what looks like them."""
    _redacted_names.update(names)
    logging.getLogger("httpx2").addFilter(_filter)


def _redacted(url: httpx2.URL) -> str:
    text, question_mark, query = str(url).partition("?")
    return text + question_mark + masked_query(query, frozenset(_redacted_names))
