"""No float anywhere on the way of money: not in the modules that it passes through, nor in the database."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import crmcli
from crmcli.store import schema

SOURCE = Path(crmcli.__file__).parent
# Whatever parses, works out, keeps, sums up or tells an amount.
MODULES = [
    "rules/money",
    "rules/rates",
    "rules/allocation",
    "rules/ageing",
    "rules/terms",
    "rules/goods",
    "rules/sold",
    "rules/orders",
    "rules/quotes",
    "rules/policies",
    "rules/targets",
    "actions/orders",
    "actions/payments",
    "actions/plans",
    "actions/reductions",
    "actions/returns",
    "actions/invoices",
    "actions/refunds",
    "actions/expenses",
    "actions/goods",
    "actions/products",
    "actions/quotes",
    "actions/rates",
    "actions/targets",
    "actions/milestones",
    "actions/dues",
    "actions/books",
    "actions/activities",
    "actions/imports/lines",
    "actions/imports/orders",
    "actions/imports/payments",
    "actions/imports/goods",
    "store/facts",
    "store/owed",
    "store/invoices",
    "store/closed",
    "store/sums",
    "store/rates",
    "store/asof",
    "store/caches",
    "store/products",
    "store/quotes",
    "store/sales",
    "store/recount",
    "store/bulk",
    "store/sheets",
    "store/sheets_money",
    "store/shape_1",
    "store/shape_4",
    "store/reads/receivables",
    "store/reads/owed",
    "store/reads/orders",
    "store/reads/invoices",
    "store/reads/statement",
    "store/reads/sold",
    "store/reads/exchange",
    "store/reads/rates",
    "store/reads/expenses",
    "store/reads/products",
    "store/reads/later",
    "exchange/sheet/values",
    "cli/money",
    "cli/orders",
    "cli/invoices",
    "cli/receivables",
    "cli/statement",
    "cli/expenses",
    "cli/products",
    "cli/quotes",
    "cli/rates",
    "cli/targets",
    "render/standing",
]
# Where something is divided that is exact: a Fraction, or a Decimal by a power of ten.
_EXACT = {
    "rules/rates": 2,
    "actions/imports/lines": 1,
    "render/standing": 1,
}


def floats(module: str) -> Iterator[str]:
    """Yield what a module does with floats: literals, divisions, calls, and SQL that leads to one."""
    divided = 0
    for node in ast.walk(ast.parse((SOURCE / f"{module}.py").read_text("utf-8"))):
        place = f"{module}.py:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{place}: {node.value}"
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            divided += 1
            if divided > _EXACT.get(module, 0):
                yield f"{place}: a division"
        if isinstance(node, ast.Name) and node.id == "float":
            yield f"{place}: float"
        if isinstance(node, ast.Attribute) and node.attr in ("fsum", "fmean", "mean", "sqrt", "as_float"):
            yield f"{place}: {node.attr}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value.lower()
            yield from (
                f"{place}: {word} in SQL"
                for word in (" real", "avg(", "total(", "1.0 *", "* 1.0", "round(")
                if word in said
            )


@pytest.mark.parametrize("module", MODULES)
def test_a_module_on_the_way_of_money_knows_no_float(module: str) -> None:
    assert list(floats(module)) == []


def test_the_proof_finds_what_it_looks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_no_floats.SOURCE", tmp_path)
    for text in ("x = 0.5", "x = 1 / 2", "x = float(1)", "x /= 2", "x = 'SELECT avg(amount)'", "def f(x: float): ..."):
        (tmp_path / "one.py").write_text(text)
        assert len(list(floats("one"))) == 1, text
    (tmp_path / "one.py").write_text("x = 1 // 2\ny = Decimal('1.5')\n")
    assert list(floats("one")) == []


_MONEY = ("amount", "price", "cost", "outstanding", "credit")


def test_amounts_are_whole_numbers_in_tables_that_hold_nothing_else() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        found = {}
        for table, strict in tables:
            for _cid, column, kind, *_rest in connection.execute(f"PRAGMA table_info({table})").fetchall():
                assert kind != "REAL", (table, column)
                if any(part in _MONEY for part in column.split("_")):
                    found[table, column] = (kind, strict)
        assert len(found) >= 20
        assert set(found.values()) == {("INTEGER", 1)}
        for value in ("0.5", "'12.5'"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(
                    "INSERT INTO payment (customer_id, amount, currency, paid_on, note)"
                    f" VALUES (1, {value}, 'EUR', '2026-01-01', '')"
                )
