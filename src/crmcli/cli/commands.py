"""The program's table of contents: every command, where it lives, and what it does in one line."""

from typing import NamedTuple

from crmcli.language import _


class Entry(NamedTuple):
    """One command: the module and function that are imported when it is called."""

    module: str
    function: str
    panel: str
    summary: str


DAILY = _("Daily")
MONEY = _("Money")
RECORDS = _("Records")
CONTROL = _("Control")
SETUP = _("Set-up")

COMMANDS: dict[str, Entry] = {
    "add": Entry("customers", "add", DAILY, _("Add a customer, or business cards.")),
    "find": Entry("lists", "find", DAILY, _("Find customers by words.")),
    "who": Entry("who", "who", DAILY, _("Who is it? One line, before you pick up the phone.")),
    "show": Entry("show", "show", DAILY, _("Show one customer on one screen.")),
    "log": Entry("activities", "log", DAILY, _("Log a visit, a call, a mail …")),
    "next": Entry("activities", "next_step", DAILY, _("Plan or close the next step.")),
    "promote": Entry("stages", "promote", DAILY, _("Move customers forward, with the reason.")),
    "demote": Entry("stages", "demote", DAILY, _("Move customers back, or beside the path.")),
    "stale": Entry("lists", "stale", DAILY, _("Who is stuck, since when, and why.")),
    "stages": Entry("lists", "stages", DAILY, _("Draw where everybody stands.")),
    "list": Entry("lists", "list_customers", DAILY, _("List customers, by filters and words.")),
    "activities": Entry("activities", "activities", DAILY, _("Who was in touch with whom.")),
    "undo": Entry("history", "undo", DAILY, _("Take the last step back.")),
    "order": Entry("", "", MONEY, _("Orders: add, list, show, cancel.")),
    "pay": Entry("money", "pay", MONEY, _("Enter a payment.")),
    "receivables": Entry("money", "receivables", MONEY, _("Who owes what, since when.")),
    "edit": Entry("customers", "edit", RECORDS, _("Change what is known of customers.")),
    "contact": Entry("", "", RECORDS, _("People at a customer: add, list, edit, move, archive.")),
    "card": Entry("", "", RECORDS, _("Business cards: read, list, show, review.")),
    "flow": Entry("flow", "flow", CONTROL, _("Who entered and left each stage, and what became of them.")),
    "appraisal": Entry("appraisal", "appraisal", CONTROL, _("What each rep moved, by the ledger.")),
    "history": Entry("history", "history", RECORDS, _("Tell a customer's story.")),
    "dupes": Entry("dupes", "dupes", RECORDS, _("Who may be in the file twice, and why.")),
    "merge": Entry("merging", "merge", RECORDS, _("Make one customer of several.")),
    "archive": Entry("customers", "archive", RECORDS, _("Put customers away, or bring them back.")),
    "export": Entry("export", "export", RECORDS, _("Write everything of a kind, or all there is, to files.")),
    "import": Entry("imports", "import_", RECORDS, _("Take in spreadsheets, or a whole export.")),
    "rep": Entry("", "", SETUP, _("Sales reps: add, list, edit.")),
    "config": Entry("", "", SETUP, _("Settings, and fields of your own.")),
    "db": Entry("", "", SETUP, _("The database file: path, info, check, backup, restore.")),
    "demo": Entry("demo", "demo", SETUP, _("Play the main job on example cards.")),
    "help": Entry("topics", "help_topic", SETUP, _("Explain formats, dates, spreadsheets, exit codes, environment.")),
    "order add": Entry("money", "order_add", "", _("Add a confirmed order.")),
    "order list": Entry("money", "order_list", "", _("List orders and what is paid of them.")),
    "order show": Entry("money", "order_show", "", _("Show one order with its instalments and payments.")),
    "order cancel": Entry("money", "order_cancel", "", _("Cancel orders.")),
    "contact add": Entry("contacts", "add", "", _("Add a person to a customer.")),
    "contact list": Entry("contacts", "list_contacts", "", _("List the people at a customer.")),
    "contact edit": Entry("contacts", "edit", "", _("Change a contact.")),
    "contact move": Entry("contacts", "move", "", _("Move a contact to another customer.")),
    "contact archive": Entry("contacts", "archive", "", _("Put contacts away, or bring them back.")),
    "card list": Entry("cardbox", "list_cards", "", _("List the cards that came in, or that wait.")),
    "card show": Entry("cardbox", "show", "", _("Print a card as it came.")),
    "card review": Entry("cardreview", "review", "", _("Look through the cards that wait.")),
    "card read": Entry("card", "read", "", _("Say what cards say; store nothing.")),
    "rep add": Entry("setup", "rep_add", "", _("Register a sales rep.")),
    "rep list": Entry("setup", "rep_list", "", _("List the reps.")),
    "rep edit": Entry("setup", "rep_edit", "", _("Change a rep.")),
    "config list": Entry("setup", "config_list", "", _("List the settings and what they mean.")),
    "config get": Entry("setup", "config_get", "", _("Print one setting.")),
    "config set": Entry("setup", "config_set", "", _("Set one setting.")),
    "config unset": Entry("setup", "config_unset", "", _("Put one setting back to its default.")),
    "config path": Entry("setup", "config_path", "", _("Print where the person's settings are.")),
    "config field": Entry("", "", "", _("Fields of your own: add, list, rename, set, remove.")),
    "config field add": Entry("fields", "add", "", _("Define a field of your own.")),
    "config field list": Entry("fields", "list_fields", "", _("List your own fields and who uses them.")),
    "config field rename": Entry("fields", "rename", "", _("Call a field something else.")),
    "config field set": Entry("fields", "set_choices", "", _("Say what a field may hold.")),
    "config field remove": Entry("fields", "remove", "", _("Remove a field.")),
    "db path": Entry("database", "path", "", _("Print the path of the database.")),
    "db info": Entry("database", "info", "", _("Count what is in the database.")),
    "db check": Entry("database", "check", "", _("Look the database over.")),
    "db backup": Entry("database", "backup", "", _("Copy the database, whole and checked.")),
    "db restore": Entry("database", "restore", "", _("Put a copy in the place of the database.")),
}


def below(group: str) -> dict[str, Entry]:
    """Return the commands of a group by their own names; "" is the program itself."""
    prefix = f"{group} " if group else ""
    names = (name for name in COMMANDS if name.startswith(prefix) and " " not in name[len(prefix) :])
    return {name[len(prefix) :]: COMMANDS[name] for name in names}
