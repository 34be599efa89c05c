"""The sales reps."""

import shlex

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, ConflictError
from crmcli.language import _, in_words
from crmcli.model import Rep
from crmcli.model.words import Role
from crmcli.rules.names import fold
from crmcli.rules.texts import checked
from crmcli.store import refs
from crmcli.store.write import Request, Work


def add(request: Request, name: str, role: Role, email: str, manager: str) -> Outcome:
    """Register a rep; ConflictError if there is one of that name."""
    return each(request, [name], lambda work, one: _add(work, one.strip(), role, email, manager))


def _add(work: Work, name: str, role: Role, email: str, manager: str) -> Done:
    _free(work, name, None)
    rep_id = work.add(
        Rep(
            name=checked(name, "NAME"),
            key=fold(name),
            role=role,
            email=checked(email, "--email"),
            manager_id=refs.rep(work.sql, manager).id if manager else None,
            created_on=work.today,
        )
    )
    return Done(
        f"r{rep_id}",
        _("{name} (r{id}) registered as {role}.").format(name=name, id=rep_id, role=in_words(role)),
        _("Give customers: crm edit REF --owner {name}").format(name=shlex.quote(name)),
    )


def _free(work: Work, name: str, own_id: int | None) -> None:
    if not fold(name):
        raise BadInputError(_("A rep needs a name."))
    known = refs.rep_with_key(work.sql, fold(name))
    if known and known.id != own_id:
        raise ConflictError(_("There is a rep {name} (r{id}) already.").format(name=known.name, id=known.id))


def edit(
    request: Request,
    ref: str,
    *,
    name: str | None,
    role: Role | None,
    email: str | None,
    manager: str | None,
    active: bool | None,
) -> Outcome:
    """Change a rep; None leaves a value as it is, "" as manager is nobody."""

    def one(work: Work, ref: str) -> Done:
        rep: Rep = work.get(Rep, refs.rep(work.sql, ref).id)
        if name is not None:
            _free(work, name, rep.id)
            rep.name, rep.key = checked(name.strip(), "--name"), fold(name)
        rep.role = rep.role if role is None else role
        rep.email = rep.email if email is None else checked(email, "--email")
        rep.active = rep.active if active is None else int(active)
        if manager is not None:
            rep.manager_id = refs.rep(work.sql, manager).id if manager else None
        return Done(f"r{rep.id}", _("{name} (r{id}) changed.").format(name=rep.name, id=rep.id))

    return each(request, [ref], one)
