"""How it looks: rows to text, for people and for programs."""
