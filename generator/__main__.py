"""`python -m generator`: the tool in a checkout, whether or not it is installed there.

The package is `openapi_vendor`, beside this file; only that package is installed.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from openapi_vendor.cli import main

if __name__ == "__main__":
    main()
