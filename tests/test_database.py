"""The file itself: looked over, and where it stands."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crmcli
from conftest import Crm
from crmcli.rules import places
from crmcli.store import place, recount, schema
from databases import change, found, names, results, rows_of

SOURCE = str(Path(crmcli.__file__).parents[1])


# --- Looked over ----------------------------------------------------------------------------------------------------


def test_a_database_that_is_well(firm: Crm) -> None:
    before = firm.db.read_bytes()
    answer = firm.ok("db check")
    assert answer.lines[0] == "check,result,detail"
    assert {line.split(",")[1] for line in answer.lines[1:]} == {"ok"}
    assert answer.err == "All is well.\n"
    assert firm.ok("db check -q").out == "", "what runs every night says nothing where there is nothing to say"
    assert firm.db.read_bytes() == before


def test_a_database_of_nobody_is_well(crm: Crm) -> None:
    crm.ok("config set currency EUR")
    crm.ok("db check")
    crm.add("Somebody")
    crm.ok("undo")
    crm.ok("db check")


@pytest.mark.parametrize(
    ("statement", "check", "said"),
    [
        ("UPDATE standing SET stage = 'lost' WHERE customer_id = 2", "stages", "Holztechnik Börnsee (2) is lost, but"),
        ("UPDATE standing SET next_due = '' WHERE customer_id = 2", "standing", "Holztechnik Börnsee (2)"),
        ("DELETE FROM standing WHERE customer_id = 3", "standing", "深圳市广元机电 (3)"),
        ("INSERT INTO balance VALUES (9, 1, 77, 'EUR', '2026-03-01', 5, NULL)", "balance", "no customer (77)"),
        ("UPDATE credit SET amount = amount + 1", "credit", "Talleres Ibarra (1)"),
        ("DELETE FROM match_key WHERE kind = 'email'", "match_key", "Talleres Ibarra (1)"),
        ("UPDATE search SET body = 'nothing' WHERE rowid = 2", "search", "Holztechnik Börnsee (2)"),
        ("INSERT INTO search (rowid, body) VALUES (9, 'x')", "search", "no customer (9)"),
        ("DELETE FROM search_data WHERE id > 10", "search_index", "does not fit"),
        ("UPDATE horizon SET day = '2026-01-01'", "horizon", "2026-01-01, but there are facts of 2026-03-"),
        ("DELETE FROM horizon", "horizon", "0 rows instead of one"),
    ],
)
def test_a_cache_that_is_wrong_is_named_and_computed_anew(firm: Crm, statement: str, check: str, said: str) -> None:
    whole = rows_of(firm.db)
    change(firm.db, statement)
    assert said in found(firm)[check]
    assert "crm db check --repair" in firm("db check").err
    broken = firm.db.read_bytes()
    dry = firm("db check --repair --dry-run")
    assert (dry.code, firm.db.read_bytes()) == (10, broken)
    assert re.search(f"nothing is written: .*{check}", dry.err)
    mended = firm.ok("db check --repair")
    assert "Computed anew" in mended.err
    assert "All is well." in mended.err
    if check != "search_index":  # FTS5 lays its index out as it likes
        assert [line for line in rows_of(firm.db) if "search_" not in line] == [
            line for line in whole if "search_" not in line
        ]
    assert firm.ok("find saws").code == 0
    assert [row["id"] for row in firm.rows("find ibarra")] == [1]
    assert results(firm, code=0)["structure"] == ("ok", "")
    assert firm.rows("undo --list")[0]["command"].startswith("crm next"), "to compute anew is no step"


@pytest.mark.parametrize(
    ("statements", "check", "said"),
    [
        (["CREATE TABLE bookmarks (url TEXT)"], "schema", "table bookmarks is not crm's"),
        (["DROP INDEX activity_at"], "schema", "index activity_at is missing"),
        (["DROP TRIGGER transition_no_update"], "schema", "trigger transition_no_update is missing"),
        (
            ["DROP VIEW effective_transition", "CREATE VIEW effective_transition AS SELECT * FROM transition"],
            "schema",
            "view effective_transition is not as it should be",
        ),
        (["DELETE FROM rep"], "references", "ownership 1: no such rep"),
        (["UPDATE activity SET customer_id = 99"], "references", "activity 1: no such customer"),
        (["UPDATE current_step SET step_id = 3"], "orphans", "steps that were never finished: 3"),
        (["DELETE FROM step WHERE id = 2"], "orphans", "transitions of no step: 1"),
        (["UPDATE instalment SET customer_id = 2 WHERE id = 1"], "orphans", "of another customer than their order: 1"),
        (["DROP TABLE standing"], "standing", "it cannot be read: no such table"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_is_not_as_it_should_be_is_named(firm: Crm, statements: list[str], check: str, said: str) -> None:
    change(firm.db, *statements)
    assert said in found(firm)[check]
    before = firm.db.read_bytes()
    answer = firm("db check -q")
    assert answer.code == 10
    assert check in answer.out
    assert answer.err == ""
    assert firm.db.read_bytes() == before


def test_an_added_customer_that_was_taken_back_leaves_no_orphan(firm: Crm) -> None:
    firm.add("A mistake")
    firm.ok("undo")
    firm.ok("db check")


def test_the_order_in_which_words_were_entered_is_nobodys_fault(firm: Crm) -> None:
    firm.ok("edit 2 --tag zebra --tag alpha --tag mole")
    for name in ("Zoe", "Anna", "Mia"):
        firm.ok(f"contact add 2 {name} --email {name}@firm.example")
    firm.ok("contact edit c2 --title Director")
    firm.ok("config field add budget")
    firm.ok("edit 2 --set budget=large")
    firm.ok("contact archive c3")
    firm.ok("undo")
    firm.ok("db check")


def test_statistics_and_spaces_are_nobodys_fault(firm: Crm) -> None:
    change(firm.db, "ANALYZE")
    firm.ok("db check")


def test_many_customers_are_counted_and_not_all_named(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        firm.add(f"Firm {number}")
    monkeypatch.setattr(recount, "_CHUNK", 2)
    firm.ok("db check")
    change(firm.db, "UPDATE standing SET created_on = '2020-01-01'")
    assert found(firm)["standing"].endswith("Firm 1 (5); and 4 more")
    firm.ok("db check --repair")


def test_a_damaged_page_is_found_and_not_repaired(firm: Crm) -> None:
    with firm.db.open("r+b") as handle:
        handle.seek(5 * 4096)
        handle.write(b"\xab" * 4096)
    before = firm.db.read_bytes()
    assert "structure" in found(firm)
    answer = firm("db check --repair")
    assert answer.code == 10
    assert "crm db restore" in answer.err
    assert firm.db.read_bytes() == before


def test_an_older_database_is_looked_over_and_not_migrated(firm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        schema, "MIGRATIONS", [*schema.MIGRATIONS, lambda sql: sql.execute("CREATE TABLE colour (name TEXT)")]
    )
    monkeypatch.setattr(schema, "VERSION", len(schema.MIGRATIONS))
    before = firm.db.read_bytes()
    shown = results(firm, code=0)
    assert shown["version"][0] == "skipped"
    assert "the next command brings it up to date" in shown["version"][1]
    assert shown["schema"] == ("ok", "")
    assert shown["standing"][0] == "skipped"
    assert firm.db.read_bytes() == before
    firm.ok("list")
    assert results(firm, code=0)["standing"] == ("ok", "")


def test_only_repairing_has_a_dry_run(firm: Crm) -> None:
    assert firm("db check --dry-run").code == 2


@pytest.mark.parametrize("line", ["db check", "db backup", "db backup copy.db", "db check --repair"])
def test_where_no_database_is_nothing_is_well(crm: Crm, line: str) -> None:
    answer = crm(line)
    assert answer.code == 7
    assert "There is no database at" in answer.err
    assert names(crm.folder) == []


def test_the_table_of_checks_fits_a_narrow_screen(firm: Crm) -> None:
    change(firm.db, "UPDATE standing SET created_on = '2020-01-01'")
    shown = firm("db check", terminal=True, width=60)
    assert max(map(len, shown.lines)) <= 60
    assert "Holztechnik" in shown.out
    assert "深圳市广元机电" in shown.out.replace("\n", "")


# --- Where it stands ------------------------------------------------------------------------------------------------

_TABLE = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/sales /mnt/sales\\040team cifs rw 0 0
ana@host: /mnt/ssh fuse.sshfs rw 0 0
C: /mnt/c 9p rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
portal /run/user/1/doc fuse.portal rw 0 0
rubbish
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/crm.db", ""),
        ("/home/ana/crm.db", "nfs4"),
        ("/home/local/crm.db", ""),
        ("/homes/crm.db", ""),
        ("/mnt/sales team/crm.db", "cifs"),
        ("/mnt/ssh/deep/er/crm.db", "fuse.sshfs"),
        ("/mnt/c/Users/ana/crm.db", "9p"),
        ("/media/stick/crm.db", ""),
        ("/run/user/1/doc/crm.db", ""),
    ],
)
def test_network_file_systems_are_known_by_their_mounts(path: str, kind: str) -> None:
    assert places.network(path, places.mounts(_TABLE)) == kind


def test_of_two_mounts_at_one_place_the_later_counts() -> None:
    table = places.mounts("a /data nfs rw\nb /data ext4 rw\n")
    assert places.network("/data/crm.db", table) == ""
    assert places.network("/data/crm.db", table[::-1]) == "nfs"


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ana/Dropbox/crm/crm.db", "Dropbox"),
        ("/home/ana/Dropbox (Firma S.L.)/crm.db", "Dropbox"),
        ("/Users/ana/OneDrive - Contoso/crm.db", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.com/crm.db", "Google Drive"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/crm.db", "iCloud"),
        ("/home/ana/Nextcloud/crm.db", "Nextcloud"),
        ("/home/ana/坚果云/crm.db", "a cloud"),
        ("/home/ana/.local/share/crm/crm.db", ""),
        ("/home/ana/dropboxes/crm.db", ""),
        ("/home/ana/Dropbox", ""),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: str, service: str) -> None:
    assert places.synchronised(path) == service


@given(st.text(), st.text())
def test_whatever_stands_in_a_table_of_mounts_is_read(path: str, table: str) -> None:
    places.network(path, places.mounts(table))
    places.synchronised(path)


@pytest.fixture
def nas(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """A person whose data folder is on a network."""
    (crm.folder / "mounts").write_text(f"/dev/sda1 / ext4 rw\nnas:/x {crm.folder / 'data'} nfs4 rw\n")
    monkeypatch.setattr(place, "MOUNTS", crm.folder / "mounts")
    return crm


def test_a_database_on_a_network_is_warned_of_when_it_is_made_and_looked_over(nas: Crm) -> None:
    assert "nfs4" not in nas("list").err
    assert "nfs4" not in nas("add Dry --dry-run").err
    first = nas.ok("add First")
    assert "network file system (nfs4)" in first.err
    assert first.out == "1\n"
    for quiet in ("add Second", "list", "db backup", "undo"):
        assert "nfs4" not in nas.ok(quiet).err, "a warning with every command is not read"
    assert "nfs4" in nas.ok("db info").err
    assert results(nas, code=0)["place"][0] == "warned"


def test_a_folder_of_syncthing_is_known_by_its_mark(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    (crm.folder / ".stfolder").mkdir()
    assert "synchronised by Syncthing" in crm.ok("add First").err
    monkeypatch.setattr(place, "MOUNTS", crm.folder / "no-such-table")
    assert "synchronised by Syncthing" in crm.ok("db info").err
