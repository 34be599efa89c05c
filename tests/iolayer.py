"""Every input and output of a command, seen and spoilt: a layer below SQLite and below Python's own file calls.

SQLite's calls are met in its VFS: the very library that the standard `sqlite3` module uses gets a default VFS that is
a copy of its own with some methods replaced. Needs no compiler and no other SQLite; where a Python hides its SQLite,
`unavailable()` says so.
"""

import builtins
import ctypes
import errno
import fcntl
import os
import signal
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from crmcli import paths

_FULL, _CANTOPEN, _CREATE = 13, 14, 0x4
_IOERR = {
    "open": _CANTOPEN, "create": _CANTOPEN, "read": 266, "write": 778, "sync": 1034, "truncate": 1546, "size": 1802,
    "delete": 2570, "access": 3338, "lock": 3850,
}  # fmt: skip
_CAN_BE_FULL = {"create", "write", "sync", "mkdir", "link", "replace"}
_FAILS_WITH = {"error": errno.EIO, "full": errno.ENOSPC, "short": errno.ENOSPC}


class Call(NamedTuple):
    """One thing asked of the file system; of a temporary file that has no name, `path` is ""."""

    kind: str
    path: str
    offset: int = 0  # of a write; the new size of a truncation
    content: bytes = b""
    target: str = ""  # the new name of a link or a replacement


class Listener(Protocol):
    """Is told of every call before it happens."""

    def before(self, call: Call) -> str:
        """Return "" to let it happen, or the fault to meet: error, full, short, kill, torn."""


class Recorder:
    """Lets everything happen and remembers it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def before(self, call: Call) -> str:
        self.calls.append(call)
        return ""


class Injector:
    """Spoils the call number `at` (from 0), and where it is `lasting` every later one that can fail so."""

    def __init__(self, at: int, fault: str, *, lasting: bool = False) -> None:
        self.at, self.fault, self.lasting = at, fault, lasting
        self.seen = 0

    def before(self, call: Call) -> str:
        here = self.seen == self.at or (self.lasting and self.seen > self.at)
        self.seen += 1
        return self.fault if here and possible(self.fault, call.kind) else ""


def possible(fault: str, kind: str) -> bool:
    """Return whether a call of that kind can end so."""
    if fault in ("short", "torn"):
        return kind == "write"
    return kind in _CAN_BE_FULL if fault == "full" else True


# --- SQLite ---------------------------------------------------------------------------------------------------------

_Open = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_Access = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_int, POINTER(c_int))
_Transfer = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_Number = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
_Size = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))
_SetCall = ctypes.CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_GetCall = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_OpenFolder = ctypes.CFUNCTYPE(c_int, c_char_p, POINTER(c_int))


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("longest_path", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", _Open), ("delete", _Delete), ("access", _Access), ("others", c_void_p * 10),
        ("set_call", _SetCall), ("get_call", _GetCall), ("next_call", c_void_p),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", _Transfer), ("write", _Transfer), ("truncate", _Truncate),
        ("sync", _Number), ("size", _Size), ("lock", _Number), ("others", c_void_p * 11),
    )  # fmt: skip


_LENGTH = {1: 13 * 8, 2: 17 * 8, 3: 19 * 8}  # bytes of the methods' structure, by version


class _File(ctypes.Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class Layer:
    """What SQLite and the program's own file calls pass through; without a listener nobody notices it."""

    def __init__(self, library: Any) -> None:
        self.listener: Listener | None = None
        self.hurried = False  # leave out the slow waiting for the disk, which only a power cut could tell
        self._files: dict[int, tuple[str, _Methods]] = {}
        self._patched: dict[int, tuple[_Methods, _Methods]] = {}
        self._held: list[Any] = []
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._real: Any = library.sqlite3_vfs_find(None)
        self._methods = {
            "read": _Transfer(self._read), "write": _Transfer(self._write), "truncate": _Truncate(self._truncate),
            "sync": _Number(self._sync), "size": _Size(self._size), "lock": _Number(self._lock),
        }  # fmt: skip
        self._ours = _Vfs.from_buffer_copy(self._real.contents)
        self._ours.name = b"crm-test"
        self._ours.open, self._ours.delete = _Open(self._open), _Delete(self._delete)
        self._ours.access = _Access(self._access)
        self._watch_folders()
        assert library.sqlite3_vfs_register(ctypes.byref(self._ours), 1) == 0

    def _watch_folders(self) -> None:
        """See when SQLite makes a folder's entries durable: it opens the folder for that and for nothing else."""
        real = self._real.contents
        original = _OpenFolder(real.get_call(self._real, b"openDirectory"))

        def opened(name: bytes, handle: Any) -> int:
            if self.listener:
                self.listener.before(Call("dirsync", os.path.dirname(os.fsdecode(name))))
            return int(original(name, handle))

        self._held += [original, _OpenFolder(opened)]
        assert real.set_call(self._real, b"openDirectory", ctypes.cast(self._held[-1], c_void_p)) == 0

    def _fault(self, kind: str, path: str, **more: Any) -> str:
        fault = self.listener.before(Call(kind, path, **more)) if self.listener else ""
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return fault

    def _refusal(self, kind: str, path: str, **more: Any) -> int:
        fault = self._fault(kind, path, **more)
        return _IOERR[kind] if fault else 0

    def _open(self, _vfs: int, name: int, file: int, flags: int, answer: Any) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        new = not path or (flags & _CREATE and not os.path.exists(path))
        opened = _File.from_address(file)
        if code := self._refusal("create" if new else "open", path):
            opened.methods = None
            return code
        code = self._real.contents.open(self._real, name, file, flags, answer)
        if opened.methods:
            address = ctypes.addressof(opened.methods.contents)
            if address not in self._patched:
                original, ours = opened.methods.contents, _Methods()
                ctypes.memmove(ctypes.byref(ours), address, _LENGTH[min(original.version, 3)])
                for method, function in self._methods.items():
                    setattr(ours, method, function)
                self._patched[address] = original, ours
            original, ours = self._patched[address]
            self._files[file] = path, original
            opened.methods = ctypes.pointer(ours)
        return int(code)

    def _delete(self, _vfs: int, name: bytes, flush: int) -> int:
        code = self._refusal("delete", os.fsdecode(name))
        return code or int(self._real.contents.delete(self._real, name, 0 if self.hurried else flush))

    def _access(self, _vfs: int, name: bytes, flags: int, answer: Any) -> int:
        return self._refusal("access", os.fsdecode(name)) or int(
            self._real.contents.access(self._real, name, flags, answer)
        )

    def _read(self, file: int, place: int, amount: int, offset: int) -> int:
        path, real = self._files[file]
        return self._refusal("read", path) or int(real.read(file, place, amount, offset))

    def _write(self, file: int, place: int, amount: int, offset: int) -> int:
        path, real = self._files[file]
        fault = ""
        if self.listener:
            fault = self._fault("write", path, offset=offset, content=ctypes.string_at(place, amount))
        if fault in ("short", "torn"):
            real.write(file, place, amount // 2, offset)
        if fault == "torn":
            os.kill(os.getpid(), signal.SIGKILL)
        if fault:
            return _IOERR["write"] if fault == "error" else _FULL
        return int(real.write(file, place, amount, offset))

    def _truncate(self, file: int, size: int) -> int:
        path, real = self._files[file]
        return self._refusal("truncate", path, offset=size) or int(real.truncate(file, size))

    def _sync(self, file: int, flags: int) -> int:
        path, real = self._files[file]
        return self._refusal("sync", path) or (0 if self.hurried else int(real.sync(file, flags)))

    def _size(self, file: int, answer: Any) -> int:
        path, real = self._files[file]
        return self._refusal("size", path) or int(real.size(file, answer))

    def _lock(self, file: int, level: int) -> int:
        path, real = self._files[file]
        return self._refusal("lock", path) or int(real.lock(file, level))

    # --- Python's own calls -----------------------------------------------------------------------------------------

    @contextmanager
    def listened(self, listener: Listener | None, folder: Path) -> Iterator[None]:
        """Let `listener` meet every call of SQLite's, and Python's on paths below `folder`."""
        with pytest.MonkeyPatch.context() as patch:
            if listener:
                _Python(self, folder).install(patch)
            self.listener = listener
            try:
                yield
            finally:
                self.listener = None


class _Python:
    """The file calls of the standard library that the program uses, each with the listener before it."""

    def __init__(self, layer: Layer, folder: Path) -> None:
        self.layer = layer
        self.folder = str(folder) + os.sep
        self.handles: dict[int, str] = {}
        self.real_open, self.real_fsync, self.real_flock = os.open, os.fsync, fcntl.flock

    def install(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(os, "open", self.open)
        patch.setattr(os, "fsync", self.fsync)
        patch.setattr(fcntl, "flock", self.flock)
        patch.setattr(paths, "open", self.opened, raising=False)
        for name, kind in (("unlink", "delete"), ("mkdir", "mkdir")):
            patch.setattr(os, name, self.on_path(kind, getattr(os, name)))
        for name in ("link", "replace"):
            patch.setattr(os, name, self.on_paths(name, getattr(os, name)))

    def meet(self, call: Call) -> None:
        if not (call.path + os.sep).startswith(self.folder):
            return
        fault = self.layer._fault(*call[:2], offset=call.offset, content=call.content, target=call.target)
        if fault:
            code = _FAILS_WITH[fault]
            raise OSError(code, os.strerror(code), call.path)

    def open(self, path: Any, flags: int, *more: Any, **named: Any) -> int:
        name = os.path.abspath(os.fsdecode(path))
        new = flags & os.O_CREAT and not os.path.lexists(name)
        self.meet(Call("create" if new else "open", name))
        handle = self.real_open(path, flags, *more, **named)
        self.handles[handle] = name
        return handle

    def fsync(self, handle: int) -> None:
        kind = "dirsync" if stat.S_ISDIR(os.fstat(handle).st_mode) else "sync"
        self.meet(Call(kind, self.handles.get(handle, "")))
        if not self.layer.hurried:
            self.real_fsync(handle)

    def flock(self, handle: int, operation: int) -> None:
        self.meet(Call("lock", self.handles.get(handle, "")))
        self.real_flock(handle, operation)

    def on_path(self, kind: str, real: Callable[..., None]) -> Callable[..., None]:
        def called(path: Any, *more: Any, **named: Any) -> None:
            name = os.path.abspath(os.fsdecode(path))
            if kind == "mkdir" or os.path.lexists(name):
                self.meet(Call(kind, name))
            real(path, *more, **named)

        return called

    def on_paths(self, kind: str, real: Callable[..., None]) -> Callable[..., None]:
        def called(source: Any, target: Any, **named: Any) -> None:
            self.meet(Call(kind, os.path.abspath(source), target=os.path.abspath(target)))
            real(source, target, **named)

        return called

    def opened(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "w" not in mode:
            return builtins.open(file, mode, *more, **named)
        return _Written(self, builtins.open(file, mode, buffering=0), self.handles[file])


class _Written:
    """A file that is written to, unbuffered."""

    def __init__(self, python: _Python, file: Any, path: str) -> None:
        self.python, self.file, self.path = python, file, path

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *_problem: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> int:
        call = Call("write", self.path, self.file.tell(), bytes(content))
        fault = self.python.layer._fault(call.kind, call.path, offset=call.offset, content=call.content)
        if fault in ("short", "torn"):
            self.file.write(content[: len(content) // 2])
        if fault == "torn":
            os.kill(os.getpid(), signal.SIGKILL)
        if fault:
            raise OSError(_FAILS_WITH[fault], os.strerror(_FAILS_WITH[fault]))
        return int(self.file.write(content))

    def flush(self) -> None:
        self.file.flush()

    def fileno(self) -> int:
        return int(self.file.fileno())


# --- The one there is ----------------------------------------------------------------------------------------------

_layer: Layer | None = None


def unavailable() -> str:
    """Return why this Python's SQLite cannot be listened to, or ""."""
    global _layer
    if _layer:
        return ""
    if ctypes.sizeof(c_void_p) != 8:
        return "the structures of SQLite's VFS are written down here for 64 bits"
    try:
        import _sqlite3

        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_libversion.restype = c_char_p
        found = library.sqlite3_libversion().decode()
    except (AttributeError, OSError) as problem:
        return f"this Python does not show the SQLite inside it: {problem}"
    if found != sqlite3.sqlite_version:
        return f"the SQLite {found} that is found is not the {sqlite3.sqlite_version} that Python uses"
    _layer = Layer(library)
    recorder = Recorder()
    with tempfile.TemporaryDirectory() as name, _layer.listened(recorder, Path(name)):
        connection = sqlite3.connect(f"{name}/probe")
        connection.execute("PRAGMA user_version = 1")
        connection.close()
    return "" if recorder.calls else "this Python's SQLite takes no notice of a VFS that is registered with it"


def layer() -> Layer:
    """Return the process's layer; the test is skipped where there can be none."""
    if problem := unavailable():
        pytest.skip(f"faults cannot be injected: {problem}")
    assert _layer
    return _layer


def forked(work: Callable[[], bytes]) -> bytes | None:
    """Do something in a copy of this process, which may be killed: None."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        code = 1
        try:
            os.write(send, work())
            code = 0
        finally:
            os._exit(code)
    os.close(send)
    with builtins.open(receive, "rb") as pipe:
        answer = pipe.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == -signal.SIGKILL:
        return None
    assert ended == 0, "the copy of this process ended with an error of its own"
    return answer
