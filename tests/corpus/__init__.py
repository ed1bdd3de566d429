"""Real documents, measured: what goes in, what comes out, whether it imports and type-checks."""
