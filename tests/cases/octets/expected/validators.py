"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations
