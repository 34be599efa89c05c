"""Real shells on a terminal of their own, into which lines are typed key by key."""

import os
import pty
import select
import subprocess
import time
from pathlib import Path

_START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
_READ = {"bash": ". {}", "zsh": ". {}", "fish": "source {}"}
_PATIENCE = 60  # seconds: only a shell that hangs is given up


def typed(shell: str, script: Path, lines: list[str], environment: dict[str, str], folder: Path) -> str:
    """Start a shell, have it read the script, type the lines, and return all that the terminal showed."""
    control, terminal = pty.openpty()
    process = subprocess.Popen(
        _START[shell],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**environment, "TERM": "xterm", "PS1": "> ", "LC_ALL": "C.UTF-8"},
        cwd=folder,
        start_new_session=True,
    )
    os.close(terminal)
    said = b""
    try:
        for number, line in enumerate([_READ[shell].format(script), *lines]):
            os.write(control, f"{line}\necho 'end'-{number}-\n".encode())
            said += _until(control, f"end-{number}-".encode())
    finally:
        process.kill()
        process.wait()
        os.close(control)
    return said.decode("utf-8", "replace")


def _until(control: int, mark: bytes) -> bytes:
    """Read what the terminal shows until a mark; answer a shell that asks what kind of terminal it is."""
    said = b""
    end = time.monotonic() + _PATIENCE
    while mark not in said and time.monotonic() < end:
        ready, _write, _error = select.select([control], [], [], 1)
        if ready:
            part = os.read(control, 65_536)
            if b"\x1b[c" in part or b"\x1b[0c" in part:
                os.write(control, b"\x1b[?62c")
            said += part
    assert mark in said, said.decode("utf-8", "replace")
    return said
