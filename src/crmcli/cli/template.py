"""A customer as a text to edit: a form that explains itself, and what was changed in it."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crmcli.actions.customers import Details
from crmcli.errors import BadInputError, CrmError, meant, quoted
from crmcli.language import _, in_words
from crmcli.render.text import shown
from crmcli.store.reads.dossier import Dossier
from crmcli.store.reads.fields import FieldRow

_HEAD = _(
    "# {name} ({id}), {stage} since {since}. Change what is wrong after the colon, save, and close the editor.\n"
    "# Several e-mails, phones or tags are separated by commas. A longer text goes on in lines that begin with a space.\n"
    "# Lines that begin with # are not read; an unchanged text changes nothing. The stage moves with: crm promote"
)
_LISTS = {"email": "emails", "phone": "phones", "tags": "tags"}
_SINGLE = (
    *("name", "contact", "title", "wechat", "website", "address", "region", "industry", "category", "size"),
    *("grade", "source", "owner", "needs", "note"),
)


def written(found: Dossier, own: Sequence[FieldRow] = ()) -> str:
    """Return the form of a customer, with the fields of one's own at its end."""
    person = found.contacts[0] if found.contacts and not found.contacts[0].archived_on else None
    points = [*(person.points if person else []), *found.points]

    def reach(kind: str) -> list[str]:
        return [point.value for point in points if point.kind == kind]

    values: dict[str, str] = {
        "name": found.name,
        "contact": person.name if person else "",
        "title": person.title if person else "",
        "email": ", ".join(reach("email")),
        "phone": ", ".join(reach("phone")),
        "wechat": ", ".join(reach("wechat")[:1]),
        "website": ", ".join(reach("website")[:1]),
        **{name: getattr(found, name) for name in ("address", "region", "industry", "category", "size", "grade")},
        "source": found.source,
        "owner": found.owner,
        "tags": ", ".join(found.tags),
        "needs": found.needs,
        "note": found.note,
    }
    head = _HEAD.format(name=shown(found.name), id=found.id, stage=in_words(found.stage), since=found.stage_since)
    lines = [_line(name, value) for name, value in values.items()]
    for field in own:
        if field.choices:
            lines.append(_("# {key}: {choices}").format(key=field.key, choices=field.choices))
        lines.append(_line(field.key, found.fields[field.key]))
    return "\n".join([head, "", *lines, ""])


def _line(name: str, value: str) -> str:
    return f"{name}: {value}".replace("\n", "\n ").rstrip(" ")


def in_editor(text: str, name: str) -> str:
    """Return the text after the person's editor ($VISUAL, $EDITOR, else vi) was closed; CrmError if it failed."""
    editor = _editor()
    handle, path = tempfile.mkstemp(prefix="crm-", suffix=".txt")
    try:
        # As it is, both ways: a carriage return in a note is part of the note.
        with open(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        try:
            ended = subprocess.run([*editor, path], check=False).returncode
        except OSError as problem:
            raise CrmError(
                _("The editor {editor} did not start: {problem}").format(editor=editor[0], problem=problem.strerror),
                _("Set EDITOR, or say with options what to change."),
            ) from None
        if ended:
            raise CrmError(_("The editor ended with {code}; {name} is as it was.").format(code=ended, name=name))
        return Path(path).read_bytes().decode()
    except UnicodeDecodeError:
        raise BadInputError(_("The editor did not save UTF-8; {name} is as it was.").format(name=name)) from None
    finally:
        Path(path).unlink(missing_ok=True)


def _editor() -> list[str]:
    """Return the words of the person's editor command."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise CrmError(_("EDITOR is no command: {command}").format(command=quoted(command)))
    return words


def read(after: str, before: str, own: Sequence[FieldRow] = ()) -> Details:
    """Return what was changed between two texts of the form; BadInputError names the line."""
    keys = [field.key for field in own]
    names = (*_SINGLE, *_LISTS, *keys)
    old, new = _parsed(before, names), _parsed(after, names)
    changed: dict[str, Any] = {}
    for name, value in new.items():
        if value == old.get(name):
            continue
        if name in keys:
            changed["own"] = (*changed.get("own", ()), (name, value))
            continue
        if name not in _LISTS:
            changed[name] = value
            continue
        values = tuple(part.strip() for part in value.split(",") if part.strip())
        if name == "tags":
            had = {part.strip() for part in old["tags"].split(",")}
            changed |= {"tags": values, "untags": tuple(had - set(values) - {""})}
        else:
            changed[_LISTS[name]] = values
    return Details(**changed)


def _parsed(text: str, names: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#") or (not line.strip() and not last):
            continue
        if line[:1] in (" ", "") and last:
            values[last] += "\n" + line[1:]
            continue
        name, colon, value = line.partition(":")
        if not colon or name.strip() not in names:
            raise BadInputError(
                _("line {number}: {line} is no field of the form.").format(number=number, line=quoted(line)),
                meant(name.strip(), names),
            )
        last = name.strip()
        values[last] = value.strip()
    return {name: value.strip() for name, value in values.items()}
