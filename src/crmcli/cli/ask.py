"""crm stale --ask: one stuck customer after the other, and what is decided about each."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from crmcli import clock
from crmcli.cli import frame, say
from crmcli.errors import BadInputError, CrmError
from crmcli.language import _, in_words, many
from crmcli.render.screens import customer_screen
from crmcli.render.text import shown
from crmcli.store.read import view
from crmcli.store.reads import dossier
from crmcli.store.reads.stale import StaleRow

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome

_ANSWERS = {
    word: answer
    for answer, words in {
        "a": "a act actuar 跟进 继续 继续跟进",
        "b": "b abandon abandonar 放弃",
        "s": "s skip saltar 跳过",
        "q": "q quit salir 退出",
    }.items()
    for word in words.split()
} | {"": "s"}


def walk(ctx: typer.Context, rows: Sequence[StaleRow], actor: str) -> None:
    """Show every customer and carry out what the person answers, each answer as a step of its own."""
    decided = 0
    for place, row in enumerate(rows, 1):
        _show(ctx, row, _("{place} of {count}").format(place=place, count=len(rows)))
        try:
            answer = _answer(_("a(ct), b (abandon), s(kip) or q(uit)?"))
            if answer in ("a", "b"):
                decided += _decided(ctx, row, actor, answer)
        except typer.Abort:
            # Ctrl-D, or Ctrl-C: what was decided before is kept, and that is what has to be said.
            say.say("")
            answer = "q"
        if answer == "q":
            break
    said = _("{count} answered; each is one step: crm undo --list") if rows else _("Nobody is stuck.")
    say.say(said.format(count=decided))


def _show(ctx: typer.Context, row: StaleRow, place: str) -> None:
    with view(frame.database(ctx), clock.today()) as opened:
        found = dossier.dossier(opened, str(row.id))
    say.data("\n" + customer_screen(found, frame.screen()))
    say.say(
        many(
            "{place}: {days} day without movement, {contacts} contacts in this stage; {cause}.",
            "{place}: {days} days without movement, {contacts} contacts in this stage; {cause}.",
            row.days_stale,
        ).format(place=place, days=row.days_stale, contacts=row.contacts_in_stage, cause=in_words(row.cause))
    )


def _answer(question: str) -> str:
    while True:
        typed = typer.prompt(question, default="s", show_default=False, prompt_suffix=" ", err=True).strip().lower()
        if typed in _ANSWERS:
            return _ANSWERS[typed]
        say.say(_("Answer with a, b, s or q."))


def _decided(ctx: typer.Context, row: StaleRow, actor: str, answer: str) -> bool:
    """Ask what belongs to the answer until it can be carried out; returns whether it was, an empty text is no."""
    decide = _act if answer == "a" else _abandon
    while True:
        try:
            return decide(ctx, row, actor)
        except CrmError as error:
            say.fail(error)
            if not _again(error):
                return False


def _again(error: CrmError) -> bool:
    """Say whether other words could help: what a rule refuses, or somebody else did, no words change."""
    return isinstance(error, BadInputError)


def _act(ctx: typer.Context, row: StaleRow, actor: str) -> bool:
    from crmcli.actions import decisions

    until = _text(_("Until when? (+14d, eom, 2026-12-01)"))
    text = _text(_("What is to be done until then?")) if until else ""
    if not text:
        return False
    _carry_out(lambda: decisions.act(frame.request(ctx, actor), str(row.id), until, text, frame.date_order()))
    return True


def _abandon(ctx: typer.Context, row: StaleRow, actor: str) -> bool:
    from crmcli.actions import decisions

    why = _text(_("Why?"))
    if not why:
        return False
    _carry_out(lambda: decisions.abandon(frame.request(ctx, actor), [str(row.id)], why))
    return True


def _text(question: str) -> str:
    answer: str = typer.prompt(shown(question), default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


def _carry_out(action: Callable[[], "Outcome"]) -> None:
    for done in action().done:
        say.say(done.sentence)
