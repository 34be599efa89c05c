"""One module per report: plain SQL in, NamedTuples out."""
