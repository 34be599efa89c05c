"""crm add --card and --text: cards of any kind become customers, and what could not be read comes back."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from crmcli.cli import frame, say
from crmcli.cli.asked import agreed
from crmcli.cli.cardfiles import Cards, Source, cards_of, country_of, write_rejected
from crmcli.errors import CrmError, ExitCode, UsageError
from crmcli.exchange.cards.given import Given, Waiting
from crmcli.language import _, many

if TYPE_CHECKING:
    from crmcli.actions.cards import CardRow
    from crmcli.actions.customers import Details
    from crmcli.store.write import Request


def source_of(request: "Request", arguments: list[str], *, card: bool, text: bool) -> Source:
    """Return the cards to take in; a dry run does not even bring an older database to its new shape for that."""
    if not request.dry_run:
        return cards_of(arguments, country_of(request.path), card=card, text=text)
    from crmcli.actions.cardbatch import country_meanwhile

    return cards_of(arguments, country_meanwhile(request), card=card, text=text)


def add_cards(
    request: "Request",
    source: Source,
    common: "Details",
    day: date | None,
    force: str,
    output: frame.Output,
    quiet: bool,
) -> None:
    """Take cards in and say what became of each; ends with 6 if one could not be read, else 4 if one needs a look."""
    from crmcli.actions import cardbatch, cards
    from crmcli.render.report import of

    if common.contact or common.title or common.emails or common.phones or common.wechat or common.website:
        raise UsageError(_("With --card and --text, person and contact points come from the cards."))
    told = _Told(quiet)
    try:
        rows = cardbatch.add_cards(request, told.watched(source), common, day, force, told.note)
    except KeyboardInterrupt:
        told.interrupted(request)
        raise
    if quiet:
        output = output._replace(format="ids")
    frame.emit(of(cards.CardRow._fields, rows), output.settled()._replace(limit=None))
    counts = Counter(row.result for row in rows)
    if not quiet:
        _conclude(request, counts, len(rows))
        _say_of_files(source.cards)
    if counts[cards.UNREADABLE]:
        if not request.dry_run:
            _give_back(told, quiet)
        raise typer.Exit(ExitCode.BAD_INPUT)
    if counts[cards.LOOK]:
        if not (quiet or request.dry_run or force) and _wanted():
            from crmcli.cli.cardreview import look_through

            look_through(request)
            return
        raise typer.Exit(ExitCode.CONFLICT)


def _wanted() -> bool:
    """Ask whether those that wait are to be looked at now, where somebody can answer."""
    if not say.person_answers():
        return False
    try:
        return agreed(_("Look at those that wait now?"), default=True)
    except typer.Abort:
        return False


class _Told:
    """What became of the cards so far: for the bar, and for the bad ones at the end."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.counts: Counter[str] = Counter()
        self.taken: set[Path] = set()
        self.rejected: list[Given] = []

    def note(self, one: Given, row: "CardRow") -> None:
        """Note what became of a card."""
        self.counts[row.result] += 1
        if row.result != "unreadable":
            self.taken.add(one.path)
        elif one.card and one.kind == "vcard":
            self.rejected.append(one)

    def watched(self, source: Source) -> Iterable[Given | Waiting]:
        """Return the cards, with a bar on a terminal where somebody has to wait for them."""
        if source.cards and not self.quiet and sys.stderr.isatty() and source.cards.take_time:
            return self._with_bar(source.cards)
        return source.given

    def _with_bar(self, cards: Cards) -> Iterator[Given | Waiting]:
        from crmcli.render.progress import shown

        for file in shown(cards.files, len(cards.files), self._so_far, sys.stderr):
            yield from cards.of(file)

    def _so_far(self) -> str:
        said = _("{created} created, {known} known, {doubtful} doubtful")
        known = self.counts["known"] + self.counts["completed"]
        return said.format(created=self.counts["created"], known=known, doubtful=self.counts["needs-look"])

    def interrupted(self, request: "Request") -> None:
        """Say what stays though the person stopped it."""
        if self.counts and not request.dry_run and not self.quiet:
            done = sum(self.counts.values())
            say.say(
                many(
                    "{count} card is done and stays; the same again goes on with the others.",
                    "{count} cards are done and stay; the same again goes on with the others.",
                    done,
                ).format(count=done)
            )


def _conclude(request: "Request", counts: Counter[str], total: int) -> None:
    said = _(
        "{created} created, {completed} completed, {known} known already, {look} to look at, {unreadable} unreadable."
    )
    said = many("1 card: {said}", "{count} cards: {said}", total).replace("{said}", said)
    if request.dry_run:
        said = _("Nothing is written. {said}").format(said=said)
    named = {name: counts[name] for name in ("created", "completed", "known", "unreadable")}
    say.say(said.format(count=total, look=counts["needs-look"], **named))
    if counts["needs-look"]:
        say.say(_("  Look at them: crm card review · make new customers of all: the same again with --force -m WHY"))
    if not request.dry_run and (counts["created"] or counts["completed"]):
        say.say(_("  See them: crm list · take it back: crm undo"))


def _say_of_files(cards: Cards | None) -> None:
    """Say which files were no cards, and what is missing to read the others."""
    if cards is None:
        return
    if cards.passed_over:
        say.say(_("  Passed over in the folders, no cards: {count}").format(count=cards.passed_over))
    if cards.missing:
        say.fail(cards.missing)


def _give_back(told: _Told, quiet: bool) -> None:
    """Put what could not be read into files beside those it came from, and say where."""
    try:
        written = write_rejected(told.rejected, told.taken)
    except CrmError as error:
        say.fail(error)  # the good cards have landed: the exit code is that of the bad ones
        return
    for path in [] if quiet else written:
        say.say(_("  What could not be read came back as {path}").format(path=path))
