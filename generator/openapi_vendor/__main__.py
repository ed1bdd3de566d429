"""`python -m openapi_vendor`."""

from openapi_vendor.cli import main

if __name__ == "__main__":
    main()
