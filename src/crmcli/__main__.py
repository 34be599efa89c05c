"""The program's entry: as little as possible before the command is known."""

import gc
import os
import sys


def main() -> None:
    """Run `crm` with the process's arguments and leave with its exit code."""
    gc.disable()  # a command lives for a tenth of a second: collecting costs a fifth of it
    if sys.argv[1:] == ["--version"]:
        from crmcli import __version__

        try:
            os.write(1, f"crm {__version__}\n".encode())
        except OSError as problem:
            os._exit(0 if isinstance(problem, BrokenPipeError) else 1)
        os._exit(0)
    try:
        from crmcli.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        os._exit(130)
    # Everything is flushed and closed by now; tearing the interpreter down costs a tenth of a command.
    os._exit(code)


if __name__ == "__main__":
    main()
