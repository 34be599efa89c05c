"""Fields of one's own: defining them, and saying of customers what is in them."""

from collections.abc import Mapping

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import ConflictError, RefusedError, quoted
from crmcli.language import _, many
from crmcli.model import OwnField
from crmcli.rules import fields as rules
from crmcli.rules.texts import LONG, checked
from crmcli.store import fields
from crmcli.store.write import Request, Work

_MOST_NAMED = 3


def known(work: Work) -> dict[str, rules.OwnField]:
    """Return the fields that are defined, by key; their `id` is what `store.fields.put` takes."""
    return fields.defined(work.sql)


def define(work: Work, key: str, choices: tuple[str, ...] = ()) -> rules.OwnField:
    """Define a field; without choices it holds any text. BadInputError for a bad key, ConflictError for a known one."""
    kept = rules.valid_key(key)
    _free(work, kept)
    field_id = work.add(OwnField(key=kept, choices="\n".join(choices), created_on=work.today))
    return rules.OwnField(field_id, kept, choices)


def set_values(work: Work, customer_id: int, values: Mapping[str, str]) -> None:
    """Write what a customer has in fields, by key; "" takes it away. NotFoundError, BadInputError."""
    defined = known(work)
    found = [defined.get(rules.folded(key)) or fields.named(work.sql, key) for key in values]
    pairs = zip(found, values.values(), strict=True)
    fields.put(work.sql, [(customer_id, field.id, rules.kept_value(field, value)) for field, value in pairs])


def add(request: Request, key: str, choices: tuple[str, ...]) -> Outcome:
    """Define a field as a step of its own."""

    def one(work: Work, key: str) -> Done:
        field = define(work, key, choices)
        said = _("{key} is a field now; it holds any text.")
        if choices:
            said = _("{key} is a field now; it is one of: {choices}.")
        example = f"{field.key}={choices[0] if choices else _('VALUE')}"
        return Done(
            field.key,
            said.format(key=field.key, choices=", ".join(choices)),
            _("Say it of a customer: crm edit REF --set {example}").format(example=_quoted(example)),
        )

    return each(request, [key], one)


def rename(request: Request, key: str, new: str) -> Outcome:
    """Give a field another key; what customers have in it stays."""

    def one(work: Work, new: str) -> Done:
        field = fields.named(work.sql, key)
        kept = rules.valid_key(new)
        if kept == field.key:
            raise RefusedError(_("{key} is its name already.").format(key=field.key))
        _free(work, kept)
        work.get(OwnField, field.id).key = kept
        return Done(kept, _("{key} is called {new} now.").format(key=field.key, new=kept))

    return each(request, [new], one)


def choose(request: Request, key: str, choices: tuple[str, ...]) -> Outcome:
    """Make these the only values of a field, () any text; RefusedError names customers who have another one."""

    def one(work: Work, key: str) -> Done:
        field = fields.named(work.sql, key)._replace(choices=choices)
        _respell(work, field)
        work.get(OwnField, field.id).choices = "\n".join(choices)
        said = _("{key} is one of: {choices}.") if choices else _("{key} holds any text now.")
        return Done(field.key, said.format(key=field.key, choices=", ".join(choices)))

    return each(request, [key], one)


def remove(request: Request, key: str, reason: str) -> Outcome:
    """Remove a field; while customers have something in it only for a reason, and what they have goes with it."""

    def one(work: Work, key: str) -> Done:
        field = fields.named(work.sql, key)
        count = sum(tally.customers for tally in fields.values_of(work.sql, field.id))
        if count and not reason:
            raise RefusedError(
                _("{key} is not empty: {names}.").format(key=field.key, names=_names(work, field.id, count)),
                _("See them: crm list --where {condition}").format(condition=_quoted(f"{field.key}!=")),
                _("Remove what they have too: crm config field remove {key} --force -m WHY").format(key=field.key),
            )
        fields.clear(work.sql, field.id)
        work.remove(OwnField, field.id)
        said = _("{key} removed.") if not count else _("{key} removed with all that was in it ({count}): {why}")
        return Done(
            field.key,
            said.format(key=field.key, count=count, why=checked(reason, "--why", LONG)),
            _("Take it back: crm undo"),
        )

    return each(request, [key], one)


def _free(work: Work, key: str) -> None:
    if key in known(work):
        raise ConflictError(
            _("There is a field {key} already.").format(key=key), _("See them with: crm config field list")
        )


def _respell(work: Work, field: rules.OwnField) -> None:
    """Write what customers have as the choices have it; RefusedError where it is none of them."""
    if not field.choices:
        return
    choices = {rules.same(choice): choice for choice in field.choices}
    wrong: list[fields.Tally] = []
    for value, customers in fields.values_of(work.sql, field.id):
        choice = choices.get(rules.same(value))
        if choice is None:
            wrong.append(fields.Tally(value, customers))
        elif choice != value:
            fields.respell(work.sql, field.id, value, choice)
    if wrong:
        lines = [
            _("{value}: {names}").format(value=quoted(value), names=_names(work, field.id, customers, value))
            for value, customers in wrong[:_MOST_NAMED]
        ]
        if len(wrong) > _MOST_NAMED:
            lines.append(
                many("… and {count} more value", "… and {count} more values", len(wrong) - _MOST_NAMED).format(
                    count=len(wrong) - _MOST_NAMED
                )
            )
        raise RefusedError(
            _("{key}: customers have values that are none of these choices.").format(key=field.key),
            *lines,
            _("Change those first, or name them among the choices."),
        )


def _names(work: Work, field_id: int, count: int, value: str | None = None) -> str:
    """Return the first of the `count` customers who have a value, or anything, in a field."""
    found = fields.holders(work.sql, field_id, value, _MOST_NAMED)
    names = ", ".join(_("{name} ({id})").format(name=name, id=one) for one, name in found)
    more = count - len(found)
    return _("{names} and {count} more").format(names=names, count=more) if more else names


def _quoted(text: str) -> str:
    """Return a word of a command to type, in quotes where a shell would read it otherwise."""
    import shlex

    return text if all(char.isalnum() or char in "_-=." for char in text) else shlex.quote(text)
