"""How customers stand to each other, and by which ways they do not want to be reached."""

from collections.abc import Sequence

from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, RefusedError, meant, quoted
from crmcli.language import _
from crmcli.model.words import Channel, Tie
from crmcli.rules.kinds import meaning
from crmcli.rules.texts import LONG, checked
from crmcli.store import owners as held
from crmcli.store.refs import Found, customer
from crmcli.store.write import Request, Work


def link(request: Request, one: str, other: str, kind: str, note: str = "") -> Outcome:
    """Say that one customer is the dealer, agent or parent of another, or was referred by it; twice is as once."""
    tie = _tie(kind)

    def linked(work: Work, pair: tuple[str, str]) -> Done:
        return _link(work, customer(work.sql, pair[0]), customer(work.sql, pair[1]), tie, note)

    return each(request, [(one, other)], linked)


def _tie(word: str) -> Tie:
    try:
        return Tie(meaning(word).replace(" ", "-").replace("_", "-"))
    except ValueError:
        raise BadInputError(
            _("--as: {word} is none of {names}.").format(word=quoted(word), names=", ".join(Tie))
        ) from None


def _link(work: Work, one: Found, other: Found, tie: Tie, note: str) -> Done:
    from crmcli.model import Relation

    if one.id == other.id:
        raise RefusedError(_("{name} ({id}) is one customer, not two.").format(**one._asdict()))
    if tie == Tie.PARENT and other.id in held.ancestors(work.sql, one.id):
        raise RefusedError(
            _("{other} ({other_id}) is a parent of {name} ({id}); it cannot be the other way round too.").format(
                **one._asdict(), other=other.name, other_id=other.id
            )
        )
    names = {"name": one.name, "id": one.id, "other": other.name, "other_id": other.id, "tie": _said(tie)}
    hint = _("See it: crm show {id} · take it back: crm unlink {id} {other}").format(id=one.id, other=other.id)
    if held.relations(work.sql, one.id, other.id, tie):
        return Done(str(one.id), _("{name} ({id}) is {tie} {other} ({other_id}) already.").format(**names), hint)
    work.add(
        Relation(
            customer_id=one.id,
            other_id=other.id,
            kind=tie.value,
            since=work.today,
            note=checked(note, "--note", LONG),
        )
    )
    return Done(str(one.id), _("{name} ({id}) is {tie} {other} ({other_id}) now.").format(**names), hint)


def _said(tie: Tie) -> str:
    return {
        Tie.DEALER: _("dealer of"),
        Tie.AGENT: _("agent of"),
        Tie.PARENT: _("parent of"),
        Tie.REFERRED_BY: _("referred by"),
    }[tie]


def unlink(request: Request, one: str, other: str, kind: str) -> Outcome:
    """Take back how two customers stand to each other: one relation, or with kind "" all, whichever way round."""
    tie = _tie(kind) if kind else ""

    def unlinked(work: Work, pair: tuple[str, str]) -> Done:
        from crmcli.model import Relation

        first, second = customer(work.sql, pair[0]), customer(work.sql, pair[1])
        rows = held.relations(work.sql, first.id, second.id, tie)
        for row in rows:
            work.remove(Relation, row)
        said = _("{name} ({id}) and {other} ({other_id}) are not linked any more.")
        if not rows:
            said = _("{name} ({id}) and {other} ({other_id}) are not linked so.")
        return Done(str(first.id), said.format(**first._asdict(), other=second.name, other_id=second.id))

    return each(request, [(one, other)], unlinked)


def channels(words: Sequence[str]) -> tuple[str, ...]:
    """Return the channels that words, or lists like `mail,sms`, mean; BadInputError lists those there are."""
    named = [meaning(part) for word in words for part in word.split(",")]
    known = {channel.value for channel in Channel}
    for one in named:
        if one not in known:
            raise BadInputError(
                _("{word} is no way to reach somebody.").format(word=quoted(one)),
                meant(one, Channel),
            )
    return tuple(dict.fromkeys(named))


def set_opt_outs(work: Work, customer_id: int, outs: Sequence[str], ins: Sequence[str]) -> None:
    """Note by which ways a customer does not want to be reached any more, or does again; `all` is every way."""
    if not (outs or ins):
        return
    from crmcli.model import OptOut

    present = held.opt_outs(work.sql, customer_id)
    wanted = set(present)
    if Channel.ALL in ins:
        wanted.clear()
    elif ins:
        if Channel.ALL in wanted:
            wanted = {channel.value for channel in Channel if channel != Channel.ALL}
        wanted -= set(ins)
    wanted |= set(outs)
    for channel in sorted(present.keys() - wanted):
        work.remove(OptOut, present[channel])
    for channel in sorted(wanted - present.keys()):
        work.add(OptOut(customer_id=customer_id, channel=channel, since=work.today))
