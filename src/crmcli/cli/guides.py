"""What there is, and how it is used, by task: the help topics that stand beside the commands."""

import importlib

from crmcli.cli.commands import Entry, below
from crmcli.language import _

MONEY = _("""\
An order counts from its day on: the first makes a buyer, the second, on another day, a repeat customer. What is due
stands in instalments; payments pay what is due first, and what is left over is kept as credit.
  crm order add ibarra 12500 EUR --code S-1001                     due at once
  crm order add ibarra 9000 EUR --at -60d --instalment -30d=3000 --instalment +30d=6000
  crm pay S-1001 5000                                              towards this order
  crm pay ibarra 7500 EUR --at yesterday                           towards what is due first
  crm order show S-1001                                            its instalments, and what paid them
  crm order list ibarra --format csv                               all orders, paid and outstanding
  crm receivables                                                  who owes what: not due, and by days past due
  crm receivables --by instalment --as-of eom                      each that is open, as of a day
  crm order milestone S-1001 delivered --reached today             what is due after it falls due
  crm invoice add S-1001 F-2026-081                                its invoice; invoice credit takes some of it back
  crm order return S-1001 500 -m "one was scratched"               goods that came back
  crm product add SAW-1 "Panel saw" --list 6400 --currency EUR
  crm price ibarra SAW-1                                           what you may ask, and what they paid before
  crm quote add ibarra --line SAW-1:2 --until +30d                 crm quote accept makes an order of it
  crm expense add 420.50 EUR --kind hotel --customer ibarra        what it cost to sell
  crm sales --period this-year --by month                          what was sold, received, still to come, earned
  crm order cancel S-1001 -m "they changed their mind"             what was paid towards it becomes credit
An amount is written plainly: 12500 or 12500.50, never 12.500 or 12,500. Its currency is an ISO code; where none is
said it is that of crm config set currency EUR. Nothing is added up across currencies: each has its own row.
Ageing: not_due, then d1_30, d31_60, d61_90, d91_120 and over_120 days past due; unapplied is what is paid too much.
""")

CARDS = _("""\
A card may be a contact file (.vcf), a QR code, a photo, a scan, a PDF, or text. What each file is, is found out by
content; photos take pip install 'crmcli[photo]', and are read on your own machine.
  crm card read cards                                              what cards say; nothing is kept
  crm add --card cards --source "Autumn Fair"                      a folder, or files: --card *.vcf
  crm add --text "Nuria Sáenz, Forjas del Cadagua S.L., nuria@forjas.example"
  crm add --card cards                                             again: known, nothing changes
  crm card list --inbox                                            what waits for a person to look
  crm card review --yes                                            takes what is likely; without --yes it asks
  crm card show k1                                                 a card as it came
  crm dupes                                                        who may be in the file twice, and why
Each card is one customer with one owner: who acts (--as), or --owner. Two people of one firm are two contacts there.
Whoever is known is completed: what is empty is filled, what differs stays. A card that is likely, not surely, of
somebody known is asked about on a terminal; from a script it waits in the inbox, and the exit code is 4.
created, completed, known, to look at, unreadable is what becomes of a card. All of it goes back with: crm undo
""")

DIRECTOR = _("""\
Who decides, who is stuck, who moved whom, and whether that can be believed. Roles: rep, manager, director.
  crm rep add luis --role director
  crm rep list                                                     who is there, whose manager is who
  crm today --all                                                  what is due, everybody's; the most urgent first
  crm approvals                                                    what waits for somebody else's word
  crm approve q1 --as luis                                         crm reject q1 -m WHY is the other answer
  crm stale --all --days 180                                       who is stuck, also where time was given
  crm alerts                                                       who is beyond the expected days, and who was told
  crm decisions --review                                           how it ended to give more time, or to give up
  crm rules run                                                    what is due today; for cron
  crm flow --period last-quarter                                   who entered and left each stage
  crm appraisal --period this-quarter                              what each rep moved, by the ledger
  crm conflicts                                                    where reps get into each other's way
  crm assign --unowned --to luis                                   or --to ana,luis: shared evenly
  crm handover luis                                                what whoever takes over has to know
  crm audit verify                                                 whether anybody rewrote the ledgers
  crm audit seal seals.txt                                         kept elsewhere it proves what an own look cannot
  crm audit signals                                                what is worth a look; it accuses nobody
A promotion to prospect holds at once and counts when somebody else has countersigned it. A move that skips a stage,
goes back out of lost or dormant, or makes a buyer without an order waits until it is approved; a third extension does
too. --force -m WHY goes past a refusal, is recorded, and shows among the signals. Limits and switches: crm config list
""")

REMINDERS = _("""\
What is due reaches people through `crm remind run`, once a day from cron: `crm remind install`. Nothing new is nothing
said. How, the person's settings say (crm config path), in tables behind the plain lines:

[remind]
channels = ["mail"]           stdout (for cron, which mails it), mail, desktop, command, notify; several are possible
policy = "at-least-once"      after a crash send again what may have arrived; or "at-most-once": report it only
summary = "mon"               the day of the directors' summary, with the seal of the ledgers; or "off"

[remind.mail]                 to the address of each rep: crm rep edit ana --email ana@firm.example
from = "crm@firm.example"
host = "smtp.firm.example"    or sendmail = "/usr/sbin/sendmail"
security = "starttls"         or "tls"; "none" only to this machine; port = 587
user = "crm"
password_command = ["pass", "show", "smtp"]    or password_file = "~/.smtp" (mode 600), or keyring = "smtp"

[remind.command]
run = ["my-notifier", "--json"]                no shell; the message is JSON on its standard input; 75 is later

[remind.notify.urls]                           WeChat Work, DingTalk, Feishu, SMS …: pip install 'crmcli[notify]'
ana = ["wecombot://KEY"]                       the addresses of apprise, by rep; or urls = [...] for everybody

Who is told: owners of what is theirs, the directors of what escalates and of what is nobody's. What was refused for
now is tried again by later runs, each time after twice as many; crm remind status lists what did not arrive, and ends
with 10; crm remind run --retry tries again what failed for good.
""")

_SHORT = 92  # columns, so that it stands in one line


def commands() -> str:
    """Return every command under its panel, in one line each."""
    entries = below("")
    width = max(map(len, entries)) + 2
    parts = []
    for panel in dict.fromkeys(entry.panel for entry in entries.values()):
        listed = (f"  {name:<{width}}{one.summary}\n" for name, one in entries.items() if one.panel == panel)
        parts.append(f"{panel}\n{''.join(listed)}")
    return "\n".join(parts)


def quickref() -> str:
    """Return one example of every command, as it is typed; of a group what is in it."""
    entries = below("")
    parts = []
    for panel in dict.fromkeys(entry.panel for entry in entries.values()):
        lines = [_typed(name, entry) for name, entry in entries.items() if entry.panel == panel]
        parts.append(f"{panel}\n" + "".join(f"  {line}\n" for line in lines))
    return "\n".join(parts)


def _typed(name: str, entry: Entry) -> str:
    if not entry.module:
        return f"crm {name} {'|'.join(below(name))}"
    examples = getattr(importlib.import_module(f"crmcli.cli.{entry.module}"), entry.function).examples
    return next((one for one in examples if len(one) <= _SHORT), f"crm {name}")
