"""Other people's formats: bytes or text in, plain values out, and back."""
