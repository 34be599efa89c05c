"""Mail: by SMTP, or through the machine's sendmail."""

import smtplib
import ssl
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser

from crmcli import clock
from crmcli.errors import CrmError
from crmcli.exchange.channels.message import Message, Result, State, harmless, one_line
from crmcli.exchange.channels.settings import Mail, Settings, password
from crmcli.language import _

_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted")
_MIME = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_TEMPORARY = range(400, 500)
_NO_PERMISSION = 77  # sendmail's EX_NOPERM, and from 64 on what no second attempt mends
_TRY_LATER = 75  # EX_TEMPFAIL


def send(message: Message, given: Settings) -> Result:
    """Send one mail; what was refused for now may be tried again, with the same Message-ID."""
    if not message.address:
        return Result(State.NEVER, _("there is no address; crm rep edit NAME --email gives one"))
    try:
        content = composed(message, given.mail)
    except ValueError as problem:
        return Result(State.NEVER, str(problem))
    if given.mail.sendmail:
        return _by_sendmail(content, message, given.mail)
    return _by_smtp(content, message, given.mail)


def composed(message: Message, mail: Mail) -> bytes:
    """Return the mail as it is sent; ValueError where its headers are not those that were meant."""
    sender, recipient = _address(mail.sender), _address(message.address)
    name = one_line(message.recipient)
    made = EmailMessage(policy=policy.SMTP)
    try:
        made["From"] = Address("crm", addr_spec=sender)
        made["To"] = Address(name, addr_spec=recipient)
        made["Subject"] = one_line(message.subject)
        made["Date"] = clock.now()
        made["Message-ID"] = f"<{message.number}@{sender.rpartition('@')[2]}>"
    except Exception as problem:
        raise ValueError(_("the mail cannot be addressed: {problem}").format(problem=type(problem).__name__)) from None
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(harmless(message.text) + "\n", cte="base64")
    content = made.as_bytes()
    _compare(content, {"From": sender, "To": recipient, "Subject": one_line(message.subject)})
    return content


def _address(text: str) -> str:
    address = one_line(text)
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or any(char.isspace() or char in '<>,;:"()[]\\' for char in address):
        raise ValueError(_("{address} is no address").format(address=address))
    return address


def _compare(content: bytes, meant: dict[str, str]) -> None:
    """Raise ValueError where a reader would find other headers than those that were meant."""
    found = BytesParser(policy=policy.default).parsebytes(content)
    if sorted(found.keys()) != sorted((*_HEADERS, *_MIME)):
        raise ValueError(_("the headers of the mail are not those that were meant"))
    for name in ("From", "To"):
        there = [one.addr_spec for one in found[name].addresses]
        if there != [meant[name]]:
            raise ValueError(_("the headers of the mail are not those that were meant"))
    if str(found["Subject"]) != meant["Subject"]:
        raise ValueError(_("the headers of the mail are not those that were meant"))


def _by_smtp(content: bytes, message: Message, mail: Mail) -> Result:
    context = ssl.create_default_context()
    try:
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.seconds, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=mail.seconds)
    except (smtplib.SMTPException, OSError) as problem:
        return _refused(problem)
    try:
        try:
            server.ehlo_or_helo_if_needed()
            if mail.security == "starttls":
                server.starttls(context=context)
                server.ehlo()
            if mail.user:
                server.login(mail.user, password(mail))
            _accept(*server.mail(one_line(mail.sender)))
            _accept(*server.rcpt(one_line(message.address)))
        except (smtplib.SMTPException, OSError) as problem:
            return _refused(problem)
        except CrmError as problem:
            return Result(State.LATER, problem.message)
        try:
            code, answer = server.data(content)
        except smtplib.SMTPDataError as problem:
            return _answered(problem.smtp_code, problem.smtp_error)
        except (smtplib.SMTPException, OSError):
            # From here on the server may have it.
            return Result(State.UNSURE, _("the line went dead after the mail was handed over"))
        return Result(State.SENT) if code == 250 else _answered(code, answer)
    finally:
        server.close()


def _accept(code: int, answer: bytes) -> None:
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, answer)


def _refused(problem: Exception) -> Result:
    if isinstance(problem, smtplib.SMTPResponseException):
        return _answered(problem.smtp_code, problem.smtp_error)
    return Result(State.LATER, getattr(problem, "strerror", None) or type(problem).__name__)


def _answered(code: int, answer: bytes | str) -> Result:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    state = State.LATER if code in _TEMPORARY or code <= 0 else State.NEVER
    return Result(state, one_line(f"{code} {text}")[:200])


def _by_sendmail(content: bytes, message: Message, mail: Mail) -> Result:
    import subprocess

    command = [mail.sendmail, "-i", "-f", one_line(mail.sender), "--", one_line(message.address)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=mail.seconds * 4, check=False)
    except subprocess.TimeoutExpired:
        return Result(State.UNSURE, _("sendmail did not answer"))
    if done.returncode == 0:
        return Result(State.SENT)
    said = one_line(done.stderr.decode("utf-8", "replace"))[:200] or f"sendmail: {done.returncode}"
    later = done.returncode == _TRY_LATER or done.returncode > _NO_PERMISSION or done.returncode < 0
    return Result(State.LATER if later else State.NEVER, said)
