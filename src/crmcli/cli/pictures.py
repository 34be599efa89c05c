"""--chart and --html: a report as a drawing in the terminal, or as one page to send."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import paths
from crmcli.cli import frame, say
from crmcli.errors import ConflictError, CrmError, ExitCode, UsageError
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.render.picture import Picture

Chart = Annotated[bool, typer.Option("--chart", help=_("Draw it: bars, and sparklines of what was before."))]
Html = Annotated[
    str,
    typer.Option("--html", metavar="FILE", help=_("One page to print or send, into this file; - is standard output.")),
]


def shown(
    picture: "Picture", chart: bool, html: str, *, footnotes: bool = False
) -> Callable[[frame.Output, str], None]:
    """Return what writes a picture as --chart or --html asked for it, given how reports were asked for.

    With `footnotes` the page has the footnote too, that is said in any case: facts of all customers are named there.
    """

    def write(output: frame.Output, footnote: str) -> None:
        if chart and html:
            raise UsageError(_("Either --chart or --html."))
        if output._replace(as_of="", exit_code=False) != frame.Output(""):
            raise UsageError(
                _("--chart and --html draw all of it: no --format, --fields, --limit, --sort or --excel with them.")
            )
        if chart:
            _draw(picture)
        else:
            from crmcli.render.page import as_page

            notes = [*picture.notes, *([footnote] if footnotes and footnote else [])]
            write_page(html, as_page(picture._replace(notes=notes)))
        if output.exit_code and any(table.report.rows for table in picture.tables):
            raise typer.Exit(ExitCode.FOUND)

    return write


def _draw(picture: "Picture") -> None:
    if not any(chart.bars for chart in picture.charts):
        say.say(_("Nothing fits."))
        return
    from crmcli.render.chart import as_charts

    say.data(as_charts(picture, frame.screen()))


def write_page(html: str, page: str) -> None:
    """Write a page to the file that was asked for, whole and readable by nobody else; `-` is standard output.

    A page that was written so before is replaced, nothing else is: ConflictError. CrmError where it cannot be written.
    """
    content = page.encode("utf-8", "replace")
    if html == "-":
        say.raw(content.decode())
        return
    path = paths.typed(html)
    try:
        if os.path.lexists(path) and not _is_ours(path):
            raise ConflictError(_("{path} is there already, and no page of crm.").format(path=path))
        paths.write_private(path, content)
    except OSError as problem:
        raise CrmError(_("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)) from None
    say.say(_("The page is in {path}; only you may read it.").format(path=path))


def _is_ours(path: os.PathLike[str]) -> bool:
    from crmcli.render.page import MARK

    if os.path.islink(path) or not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return MARK.encode() in file.read(1_000)
