"""Where a database should not stand: file systems of a network, and folders that a service synchronises."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Mount(NamedTuple):
    """A file system and where it hangs, as the system's table of mounts has it."""

    point: str
    type: str


_NETWORK = frozenset(
    (
        *(
            "9p",
            "afp",
            "afpfs",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "coda",
            "davfs",
            "drvfs",
            "glusterfs",
            "gpfs",
            "lustre",
        ),
        *("ncpfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "webdav"),
    )
)
# What comes through FUSE is named by its program; ntfs and exfat come so too, and are no network.
_NETWORK_PROGRAMS = (
    *("sshfs", "rclone", "s3fs", "gcsfuse", "gvfsd", "glusterfs", "davfs", "cifs", "smbnetfs", "juicefs", "seadrive"),
    *(
        "google-drive",
        "onedrive",
        "vmhgfs",
        "grpcfuse",
        "goofys",
        "mount-s3",
        "blobfuse",
        "ceph",
        "moosefs",
        "curlftpfs",
    ),
)
# The names of folders that the services make; a person's or a firm's name may follow: "OneDrive - Contoso".
_SYNCHRONISED = (
    (re.compile(r"(?i)dropbox([ (-].*)?"), "Dropbox"),
    (re.compile(r"(?i)onedrive([ -].*)?"), "OneDrive"),
    (re.compile(r"(?i)google ?drive([ -].*)?"), "Google Drive"),
    (re.compile(r"(?i)(mobile documents|icloud ?drive)"), "iCloud"),
    (re.compile(r"(?i)(nextcloud|owncloud)\d*"), "Nextcloud"),
    (re.compile(r"(?i)(seafile|synologydrive|pcloud ?drive|mega ?sync|yandex\.disk|nutstore|坚果云)"), "a cloud"),
)
# What services leave in the folder that they synchronise.
MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "Nextcloud",
}


def mounts(table: str) -> list[Mount]:
    """Read a table of mounts as Linux writes it in /proc/mounts; lines that are none are passed over."""
    found = []
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) >= 3:
            point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), parts[1])
            found.append(Mount(point, parts[2]))
    return found


def network(path: str, table: Iterable[Mount]) -> str:
    """Return the type of the network file system that an absolute path is on, or ""."""
    best = Mount("", "")
    for mount in table:
        point = mount.point.rstrip("/")
        # Of two that hang at one place the later hides the earlier.
        if (path == point or path.startswith(point + "/")) and len(point) >= len(best.point):
            best = Mount(point, mount.type)
    kind = best.type.lower()
    program = kind.partition(".")[2]
    return best.type if kind in _NETWORK or any(name in program for name in _NETWORK_PROGRAMS) else ""


def synchronised(path: str, markers: Iterable[str] = ()) -> str:
    """Return the service that synchronises an absolute path, by the names of its folders and what lies in them; or ""."""
    for marker in markers:
        if marker in MARKERS:
            return MARKERS[marker]
    for folder in path.split("/")[:-1]:
        for pattern, service in _SYNCHRONISED:
            if pattern.fullmatch(folder):
                return service
    return ""
