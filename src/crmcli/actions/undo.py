"""Taking back a step: facts are put back as they were, ledger rows are voided by new ones."""

from crmcli.actions.books import keep_closed_undone
from crmcli.actions.outcome import Done
from crmcli.errors import ConflictError, NotFoundError, RefusedError, quoted
from crmcli.language import _, in_words
from crmcli.store import facts, fields, journal, ledger, stages
from crmcli.store.write import Request, Work, account, step


def undo(request: Request, number: int | None) -> Done:
    """Take back the latest step, or the one of that number if no later step touched the same customers.

    Raises NotFoundError, RefusedError if it is taken back already, ConflictError naming the later step.
    """
    with step(request, undoing=True) as work:
        past = _chosen(work, number)
        keep_closed_undone(work, past.id)
        journal.name_undone(work.sql, work.step_id, past.id)
        work.touched |= journal.put_back(work.sql, past.id)
        _void(work, past.id)
        _refuse_lost_choices(work, past.id)
        _refuse_lost_stages(work, past.id)
        work.what = _("Undone: {what}").format(what=past.what)
        said = _("Step {id} undone: {what}").format(id=past.id, what=past.what or past.command)
    return Done(str(past.id), said, _("See what can be undone: crm undo --list"))


def _void(work: Work, number: int) -> None:
    """Take every row that a step wrote to the ledgers out of the reports."""
    written = (work.clock, work.request.stamp, account(), facts.host(), work.step_id)
    ledger.void(
        work.sql,
        number,
        ledger.Writing(*written, asked_by=work.request.actor),
        _("step {id} undone").format(id=number),
    )


def _chosen(work: Work, number: int | None) -> journal.Past:
    if number is None:
        past = journal.latest(work.sql)
        if past is None:
            raise RefusedError(_("There is nothing to undo."))
        return past
    found = journal.named(work.sql, number)
    if found is None:
        raise NotFoundError(_("There is no step {id}.").format(id=number), _("See them with: crm undo --list"))
    past, undone = found
    if undone:
        raise RefusedError(_("Step {id} is undone already.").format(id=number))
    if past.kind:
        raise RefusedError(
            _("Step {id} changed nothing that could be undone: {what}").format(id=number, what=past.what)
        )
    later = journal.later_step(work.sql, number)
    if later is not None:
        raise ConflictError(
            _("Step {id} cannot be undone alone: step {later} touched the same.").format(id=number, later=later),
            _("Undo the later ones first: crm undo {later}").format(later=later),
        )
    return past


def _refuse_lost_choices(work: Work, number: int) -> None:
    """Raise ConflictError where what is put back is none of the choices that its field has since, or had before."""
    if not journal.touched_table(work.sql, number, "field", "field_value"):
        return
    outside = fields.outside_choices(work.sql)
    if outside:
        raise ConflictError(
            _("Step {id} cannot be undone alone: {key} would be {value}, which is none of its choices.").format(
                id=number, key=outside[0], value=quoted(outside[1])
            ),
            _("Undo the later ones first: crm undo --list"),
        )


def _refuse_lost_stages(work: Work, number: int) -> None:
    """Raise ConflictError where customers are, or were, in a stage that is none any more.

    Whoever was there could be put back by another undo.
    """
    if not journal.touched_table(work.sql, number, "stage"):
        return
    work.touched |= stages.of_their_own(work.sql)
    lost = stages.unknown(work.sql)
    if lost:
        raise ConflictError(
            _("Step {id} cannot be undone alone: customers are, or were, in stage {stage}.").format(
                id=number, stage=in_words(lost)
            ),
            _("Undo the later ones first: crm undo --list"),
        )
