"""What is true: pure functions on plain values."""
