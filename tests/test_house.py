"""The seven rooms keep their doors: who may import whom is read from the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "crmcli"

# What each room may import of the project; small files beside the rooms are open to all.
MAY_IMPORT = {
    "model": set(),
    "rules": {"model.words"},
    "store": {"model", "rules"},
    "actions": {"model", "rules", "store", "exchange"},
    "exchange": {"rules"},
    "render": {"model.words"},
    "cli": {"model.words", "rules", "store", "actions", "exchange", "render"},
}
BESIDE = {"errors", "clock", "paths", "config", "language", "interrupts"}
# Libraries that only some rooms may see.
RESERVED = {
    "sqlmodel": {"model", "store"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "typer": {"cli"},
    "rich": {"render"},
    "dateutil": {"rules"},
    "phonenumbers": {"rules"},
    "rapidfuzz": {"rules"},
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, wherever in it; `from x import y` as x and x.y."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        top, *rest = name.split(".")
        if top in RESERVED and room:
            assert room in RESERVED[top], f"{room} imports {top}"
        if top != "crmcli" or not rest or not room:
            continue
        inner = rest[0]
        if inner == room or inner in BESIDE or inner == "__version__":
            continue
        allowed = MAY_IMPORT[room]
        assert inner in allowed or ".".join(rest[:2]) in allowed, f"{room} imports {name}"


def test_rules_know_neither_the_clock_nor_files_nor_sql() -> None:
    for path in (SOURCE / "rules").rglob("*.py"):
        found = set(imports(path))
        assert not {
            name for name in found if name.startswith(("crmcli.clock", "crmcli.store", "pathlib", "os", "time"))
        }
        source = path.read_text("utf-8")
        assert "today()" not in source
        assert ".now(" not in source


def test_only_the_store_speaks_sql() -> None:
    for path in modules():
        if room_of(path) != "store":
            source = path.read_text("utf-8")
            assert "SELECT " not in source, path
            assert "INSERT INTO" not in source, path


def test_nobody_prints() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", path


def test_the_stage_of_a_customer_has_one_writer() -> None:
    writers = [
        path.relative_to(SOURCE).as_posix()
        for path in modules()
        if "INSERT INTO transition" in path.read_text("utf-8") or "Transition(" in path.read_text("utf-8")
    ]
    # What takes a move back (`store/ledger.py`) writes to every ledger alike.
    assert writers == ["actions/stages.py", "model/transition.py"]


def test_every_table_of_the_model_has_the_columns_of_the_schema() -> None:
    import sqlite3

    import crmcli.model as model
    from crmcli.store import schema

    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    seen = set()
    for name in model.__all__:
        table = getattr(model, name).__table__
        seen.add(table.name)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
        assert sorted(columns) == sorted(column.name for column in table.columns), name
    for table_name, columns_journalled in schema.FACTS.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table_name})")]
        assert columns == ["id", *columns_journalled], table_name
        assert table_name in seen
    for ledger, columns_kept in schema.LEDGERS.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({ledger})")]
        assert sorted(columns) == sorted(["id", *columns_kept]), ledger
        assert ledger in seen
    connection.close()
