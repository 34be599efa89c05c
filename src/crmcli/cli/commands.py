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
LIFECYCLE = _("Lifecycle")
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
    "stale": Entry("stale", "stale", DAILY, _("Who is stuck, since when, and why.")),
    "stages": Entry("lists", "stages", DAILY, _("Draw where everybody stands.")),
    "list": Entry("lists", "list_customers", DAILY, _("List customers, by filters and words.")),
    "activities": Entry("activities", "activities", DAILY, _("Who was in touch with whom.")),
    "undo": Entry("history", "undo", DAILY, _("Take the last step back.")),
    "alerts": Entry("dwell", "alerts", LIFECYCLE, _("Who stays longer than expected, and who was told.")),
    "act": Entry("dwell", "act", LIFECYCLE, _("Give a stuck customer more time, with a next step.")),
    "abandon": Entry("dwell", "abandon", LIFECYCLE, _("Give customers up, with the reason.")),
    "decisions": Entry("dwell", "decisions", LIFECYCLE, _("What was decided, and how it ended.")),
    "explain": Entry("explain", "explain", LIFECYCLE, _("Why this stage, this limit, this alert.")),
    "lose": Entry("stages", "lose", LIFECYCLE, _("Move customers to lost, and say why.")),
    "claim": Entry("owners", "claim", LIFECYCLE, _("Take customers that belong to nobody.")),
    "order": Entry("", "", MONEY, _("Orders: add, list, show, edit, complete, cancel, return, milestone.")),
    "pay": Entry("money", "pay", MONEY, _("Enter a payment.")),
    "sales": Entry("sales", "sales", MONEY, _("What was sold, by whom, to whom, and what it earned.")),
    "expense": Entry("", "", MONEY, _("Expenses: add, list, edit, remove, summary.")),
    "target": Entry("", "", MONEY, _("What reps are to sell: set, list, unset.")),
    "receivables": Entry("receivables", "receivables", MONEY, _("Who owes what, since when.")),
    "milestones": Entry("milestones", "milestones", MONEY, _("What is to happen to orders, and what is late.")),
    "product": Entry("", "", MONEY, _("What you sell, and at which prices: add, list, edit, archive, import.")),
    "edit": Entry("customers", "edit", RECORDS, _("Change what is known of customers.")),
    "contact": Entry("", "", RECORDS, _("People at a customer: add, list, edit, move, archive.")),
    "assign": Entry("owners", "assign", RECORDS, _("Give customers to a rep, or share them among several.")),
    "owners": Entry("owners", "owners", RECORDS, _("Whose a customer was, by whose word and why.")),
    "conflicts": Entry("owners", "conflicts", RECORDS, _("Where reps get into each other's way.")),
    "handover": Entry("handover", "handover", RECORDS, _("What whoever takes over has to know.")),
    "link": Entry("relations", "link", RECORDS, _("Say how two customers stand to each other.")),
    "unlink": Entry("relations", "unlink", RECORDS, _("Take that back.")),
    "card": Entry("", "", RECORDS, _("Business cards: read, list, show, review.")),
    "history": Entry("history", "history", RECORDS, _("Tell a customer's story.")),
    "dupes": Entry("dupes", "dupes", RECORDS, _("Who may be in the file twice, and why.")),
    "merge": Entry("merging", "merge", RECORDS, _("Make one customer of several.")),
    "archive": Entry("customers", "archive", RECORDS, _("Put customers away, or bring them back.")),
    "export": Entry("export", "export", RECORDS, _("Write everything of a kind, or all there is, to files.")),
    "import": Entry("imports", "import_", RECORDS, _("Take in spreadsheets, or a whole export.")),
    "approvals": Entry("approvals", "approvals", CONTROL, _("What waits for somebody else's word.")),
    "approve": Entry("approvals", "approve", CONTROL, _("Agree to what somebody asked for.")),
    "reject": Entry("approvals", "reject", CONTROL, _("Say no to what somebody asked for.")),
    "flow": Entry("flow", "flow", CONTROL, _("Who entered and left each stage, and what became of them.")),
    "appraisal": Entry("appraisal", "appraisal", CONTROL, _("What each rep moved, by the ledger.")),
    "audit": Entry("", "", CONTROL, _("Whether anybody rewrote the ledgers; seals; what is worth a look.")),
    "rep": Entry("", "", SETUP, _("Sales reps: add, list, edit, leave.")),
    "config": Entry("", "", SETUP, _("Settings, and stages and fields of your own.")),
    "rules": Entry("", "", SETUP, _("What time alone brings about: run.")),
    "db": Entry("", "", SETUP, _("The database file: path, info, check, backup, restore.")),
    "demo": Entry("demo", "demo", SETUP, _("Play the main job on example cards.")),
    "completion": Entry("", "", SETUP, _("The Tab key completes: install, remove, or print for bash, zsh, fish.")),
    "help": Entry("topics", "help_topic", SETUP, _("Explain formats, dates, spreadsheets, exit codes, environment.")),
    "expense add": Entry("expenses", "add", "", _("Enter what it cost to sell.")),
    "expense list": Entry("expenses", "list_expenses", "", _("List expenses.")),
    "expense edit": Entry("expenses", "edit", "", _("Correct an expense.")),
    "expense remove": Entry("expenses", "remove", "", _("Remove expenses.")),
    "expense summary": Entry("expenses", "summary", "", _("Sum up what was spent.")),
    "target set": Entry("targets", "set_", "", _("Say what a rep is to sell in a period.")),
    "target list": Entry("targets", "list_targets", "", _("List the targets.")),
    "target unset": Entry("targets", "unset", "", _("Take a target away.")),
    "order add": Entry("orders", "add", "", _("Add a confirmed order.")),
    "order list": Entry("orders", "list_orders", "", _("List orders and what is paid of them.")),
    "order show": Entry("orders", "show", "", _("Show one order with its instalments and payments.")),
    "order cancel": Entry("orders", "cancel", "", _("Cancel orders.")),
    "product add": Entry("products", "add", "", _("Add a product with its prices.")),
    "product list": Entry("products", "list_products", "", _("List products and their prices.")),
    "product edit": Entry("products", "edit", "", _("Change a product, or its prices from a day on.")),
    "product archive": Entry("products", "archive", "", _("Put products away.")),
    "product import": Entry("products", "import_products", "", _("Take in a price list.")),
    "order complete": Entry("orders", "complete", "", _("Let a draft count, or note that an order is completed.")),
    "order edit": Entry("orders", "edit", "", _("Change an order.")),
    "order return": Entry("orders", "take_back", "", _("Enter goods that came back.")),
    "order milestone": Entry("milestones", "note", "", _("Note what is planned for an order, and what was reached.")),
    "contact add": Entry("contacts", "add", "", _("Add a person to a customer.")),
    "contact list": Entry("contacts", "list_contacts", "", _("List the people at a customer.")),
    "contact edit": Entry("contacts", "edit", "", _("Change a contact.")),
    "contact move": Entry("contacts", "move", "", _("Move a contact to another customer.")),
    "contact archive": Entry("contacts", "archive", "", _("Put contacts away, or bring them back.")),
    "card list": Entry("cardbox", "list_cards", "", _("List the cards that came in, or that wait.")),
    "card show": Entry("cardbox", "show", "", _("Print a card as it came.")),
    "card review": Entry("cardreview", "review", "", _("Look through the cards that wait.")),
    "card read": Entry("card", "read", "", _("Say what cards say; store nothing.")),
    "audit verify": Entry("audit", "verify", "", _("Recompute the chain of the ledgers, and look at every move.")),
    "audit seal": Entry("audit", "seal", "", _("Write down how the chain ends now, to be kept elsewhere.")),
    "audit signals": Entry("audit", "signals", "", _("Report what is worth a look; it accuses nobody.")),
    "rep add": Entry("setup", "rep_add", "", _("Register a sales rep.")),
    "rep list": Entry("setup", "rep_list", "", _("List the reps.")),
    "rep edit": Entry("setup", "rep_edit", "", _("Change a rep.")),
    "rep leave": Entry("owners", "rep_leave", "", _("Hand over what a rep has at hand, when the rep leaves.")),
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
    "config dwell": Entry("", "", "", _("Expected days by industry: set, list, unset.")),
    "config dwell set": Entry("limits", "set_days", "", _("Say how long customers of an industry may stay.")),
    "config dwell list": Entry("limits", "list_days", "", _("List the expected days of stages and industries.")),
    "config dwell unset": Entry("limits", "unset_days", "", _("Put an industry back to what its stage expects.")),
    "rules run": Entry("rules", "run", "", _("Carry out what is due today.")),
    "config stage": Entry("", "", "", _("The stages: list, add, rename, set, order.")),
    "config stage list": Entry("lifecycle", "list_stages", "", _("List the stages and what they need.")),
    "config stage add": Entry("lifecycle", "add", "", _("Add a stage of your own.")),
    "config stage rename": Entry("lifecycle", "rename", "", _("Call a stage something else.")),
    "config stage set": Entry("lifecycle", "set_", "", _("Say how long one stays, and what a move needs.")),
    "config stage order": Entry("lifecycle", "order", "", _("Put the stages in another order.")),
    "completion install": Entry("completion", "install", "", _("Have your shell complete what you type.")),
    "completion remove": Entry("completion", "remove", "", _("Have it complete no longer.")),
    "completion bash": Entry("completion", "bash", "", _("Print the script for bash.")),
    "completion zsh": Entry("completion", "zsh", "", _("Print the script for zsh.")),
    "completion fish": Entry("completion", "fish", "", _("Print the script for fish.")),
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
