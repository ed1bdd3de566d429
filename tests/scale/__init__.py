"""Documents of any size, for what must grow no faster than they do."""
