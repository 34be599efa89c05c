"""What shells are told so that they complete what is typed, and what they say of a line that is half typed."""

from pathlib import Path

SHELLS = ("bash", "zsh", "fish")
# Where the scripts' own function and program are named.
_NAMES = "@NAMES@"


def script(shell: str, names: tuple[str, ...]) -> str:
    """Return the script that has a shell ask for completions of these programs."""
    return Path(__file__).with_name(f"crm.{shell}").read_text("utf-8").replace(_NAMES, " ".join(names))
