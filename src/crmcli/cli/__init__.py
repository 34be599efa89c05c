"""How it is said: the command line."""
