"""How a person wants to be reached: the table `[remind]` of the configuration, checked as a whole."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.errors import BadInputError, CrmError, meant, quoted
from crmcli.language import _

CHANNELS = ("stdout", "mail", "desktop", "command", "notify")
POLICIES = ("at-least-once", "at-most-once")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SECURITY = ("starttls", "tls", "none")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_LARGEST_SECRET = 4_096
_SECONDS = 30.0


class Mail(NamedTuple):
    """A mail server, or the program that hands mail on."""

    sender: str = ""
    host: str = ""
    port: int = 0
    security: str = "starttls"
    user: str = ""
    password_command: tuple[str, ...] = ()
    password_file: str = ""
    keyring: str = ""
    sendmail: str = ""
    seconds: float = _SECONDS


class Settings(NamedTuple):
    """By which channels, under which policy, when the summary goes to the directors, and how each channel works."""

    channels: tuple[str, ...] = ("stdout",)
    policy: str = "at-least-once"
    summary: str = "mon"
    mail: Mail = Mail()
    command: tuple[str, ...] = ()
    urls: Mapping[str, tuple[str, ...]] = {}  # by the rep's name; "" is for everybody


def settings(table: Mapping[str, Any]) -> Settings:
    """Return the settings of the table `[remind]`; BadInputError names the key that cannot be."""
    usual = Settings()
    _refuse_unknown(table, "remind", ("channels", "policy", "summary", "mail", "command", "notify"))
    channels = _words(table, "remind", "channels") or usual.channels
    for name in channels:
        _one_of(name, CHANNELS, "remind.channels")
    policy = _text(table, "remind", "policy") or usual.policy
    summary = _text(table, "remind", "summary") or usual.summary
    _one_of(policy, POLICIES, "remind.policy")
    _one_of(summary, (*DAYS, "off"), "remind.summary")
    found = Settings(
        channels, policy, summary, _mail(_table(table, "mail")), _command(_table(table, "command")), _urls(table)
    )
    _refuse_incomplete(found)
    return found


def _refuse_incomplete(found: Settings) -> None:
    if "mail" in found.channels:
        if not found.mail.sender:
            raise BadInputError(_("remind.mail: `from` is missing, the address that mails come from."))
        if not (found.mail.host or found.mail.sendmail):
            raise BadInputError(_("remind.mail: either `host` or `sendmail` has to be there."))
    if "command" in found.channels and not found.command:
        raise BadInputError(_('remind.command: `run` is missing, for example run = ["notify-me"].'))
    if "notify" in found.channels and not found.urls:
        raise BadInputError(_("remind.notify: `urls` is missing."))


def _mail(table: Mapping[str, Any]) -> Mail:
    place = "remind.mail"
    _refuse_unknown(table, place, ("from", *Mail._fields[1:]))
    security = _text(table, place, "security") or "starttls"
    _one_of(security, _SECURITY, f"{place}.security")
    host = _text(table, place, "host")
    if security == "none" and host not in ("", *_LOCAL):
        raise BadInputError(_("remind.mail: without encryption only this machine's own mail server is spoken to."))
    port = table.get("port", {"starttls": 587, "tls": 465, "none": 25}[security])
    seconds = table.get("seconds", _SECONDS)
    if type(port) is not int or not 0 < port < 65_536:
        raise BadInputError(_("{key}: {value} cannot be.").format(key=f"{place}.port", value=quoted(str(port))))
    if type(seconds) not in (int, float) or not 0 < seconds <= 600:
        raise BadInputError(_("{key}: {value} cannot be.").format(key=f"{place}.seconds", value=quoted(str(seconds))))
    texts = {name: _text(table, place, name) for name in ("user", "password_file", "keyring", "sendmail")}
    return Mail(
        sender=_text(table, place, "from"),
        host=host,
        port=port,
        security=security,
        password_command=_words(table, place, "password_command"),
        seconds=float(seconds),
        **texts,
    )


def _command(table: Mapping[str, Any]) -> tuple[str, ...]:
    _refuse_unknown(table, "remind.command", ("run",))
    return _words(table, "remind.command", "run")


def _urls(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    notify = _table(table, "notify")
    _refuse_unknown(notify, "remind.notify", ("urls",))
    given = notify.get("urls", {})
    if isinstance(given, dict):
        return {str(name): _words(given, "remind.notify.urls", name) for name in given}
    found = _words(notify, "remind.notify", "urls")
    return {"": found} if found else {}


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise BadInputError(_("{key}: it is no table.").format(key=f"remind.{name}"))
    return found


def _text(table: Mapping[str, Any], place: str, name: str) -> str:
    found = table.get(name, "")
    if not isinstance(found, str) or "\0" in found or "\n" in found:
        raise BadInputError(_("{key}: it is not one line of text.").format(key=f"{place}.{name}"))
    return found.strip()


def _words(table: Mapping[str, Any], place: str, name: str) -> tuple[str, ...]:
    """Return a list of texts; never one text that a shell would have to take apart."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) and "\0" not in one for one in found):
        raise BadInputError(_('{key}: it is no list of texts, such as ["one", "two"].').format(key=f"{place}.{name}"))
    return tuple(found)


def _one_of(name: str, allowed: tuple[str, ...], place: str) -> None:
    if name not in allowed:
        raise BadInputError(_("{key}: there is no {name}.").format(key=place, name=quoted(name)), meant(name, allowed))


def _refuse_unknown(table: Mapping[str, Any], place: str, known: tuple[str, ...]) -> None:
    for name in table:
        if name not in known:
            raise BadInputError(
                _("{place}: there is no key {name}.").format(place=place, name=quoted(str(name))),
                meant(str(name), known),
            )


def password(mail: Mail) -> str:
    """Return the password of the mail server, from a command, a private file, or the keyring; CrmError."""
    if mail.password_command:
        return _of_command(mail.password_command)
    if mail.password_file:
        return _of_file(Path(os.path.expanduser(mail.password_file)))
    if mail.keyring:
        return _of_keyring(mail.keyring, mail.user)
    raise CrmError(_("remind.mail: there is a user and no password_command, password_file or keyring."))


def _of_command(command: tuple[str, ...]) -> str:
    import subprocess

    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise CrmError(_("password_command: {problem}").format(problem=type(problem).__name__)) from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines:
        raise CrmError(_("password_command: it ended with {code}.").format(code=done.returncode))
    return lines[0]


def _of_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise CrmError(
                    _("{path} may be read by others.").format(path=path),
                    _("Mend it: chmod 600 {path}").format(path=path),
                )
            return file.read(_LARGEST_SECRET).decode("utf-8", "replace").splitlines()[0]
    except (OSError, IndexError) as problem:
        said = getattr(problem, "strerror", None) or _("it is empty")
        raise CrmError(_("{path} cannot be read: {problem}").format(path=path, problem=said)) from None


def _of_keyring(service: str, user: str) -> str:
    try:
        import keyring
    except ImportError:
        raise CrmError(_("The keyring needs: pip install 'crmcli[notify]'")) from None
    try:
        found = keyring.get_password(service, user)
    except Exception as problem:
        raise CrmError(_("The keyring cannot be read: {problem}").format(problem=type(problem).__name__)) from None
    if not found:
        raise CrmError(_("The keyring has no password of {user} for {service}.").format(user=user, service=service))
    return str(found)
