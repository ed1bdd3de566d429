"""`make bench`: the tool and its peers on the same documents, in turn, in one run; writes docs/benchmarks.md."""
