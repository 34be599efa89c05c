"""Fill a new database with invented customers: the same ones for the same seed and day."""

import argparse
import random
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from crmcli.rules.names import fold
from crmcli.store import caches, chain, file, schema

ACTIVITIES = 5
_KINDS = ("visit", "call", "mail", "message", "meeting", "gift", "sample", "complaint")
TRANSITION = (
    *("customer_id", "from_stage", "to_stage", "effective_on", "recorded_at", "rule", "reason", "evidence"),
    *("order_id", "asked_by", "approved_by", "owner", "account", "host", "step_id", "voids"),
)
# How a customer's two orders came out, and how many customers in a hundred fared so.
_FATES = {"repeat": 34, "buyer": 22, "cancelled": 6, "prospect": 18, "lead": 12, "dormant": 5, "lost": 3}


class Tongue(NamedTuple):
    """The words that one language's customers are made of."""

    firms: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    person: str  # how given and family name are joined
    firm: str  # how place or root, trade and form are joined
    cities: tuple[str, ...]
    titles: tuple[str, ...]
    needs: tuple[str, ...]
    texts: tuple[str, ...]
    country_code: str
    currency: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CHINESE = Tongue(
    _words("广元 华泰 东方 金龙 宏达 永兴 新世纪 恒通 瑞丰 天成 博远 立信 中和 海川 长城 凯旋 明德 佳润 盛世 远航"),
    _words("机械 电子 贸易 纺织 化工 建材 食品 物流 医疗器械 包装 五金 家具"),
    ("有限公司", "股份有限公司", "集团有限公司", "厂"),
    _words("伟 芳 娜 敏 静 强 磊 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英"),
    _words("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 林 郭 何 高 罗"),
    "{family}{given}",
    "{city}{root}{trade}{form}",
    _words("上海 深圳 广州 宁波 苏州 青岛 成都 武汉"),
    ("采购经理", "总经理", "工程师", "业务员"),
    ("需要折弯机报价", "想看样机", "年底前更换设备", ""),
    ("看了样机，要求报价", "电话沟通交期", "寄送目录", "讨论付款条件", "客户对质量满意"),
    "+86",
    "CNY",
)
SPANISH = Tongue(
    _words(
        "Ibarra Mendoza Quiroga Alcázar Peñalver Zubiri Montalbán Fuentes Olavide Rentería Cárdenas Sotomayor"
        " Urrutia Villalba Escobedo Nájera Bolívar Arizmendi Castellón Larrañaga"
    ),
    _words("Metales Maquinaria Textiles Alimentos Envases Herrajes Muebles Químicas Logística Construcciones"),
    ("S.A.", "S.L.", "S.A. de C.V.", "y Hermanos"),
    _words("Ana José María Lucía Andrés Inés Raúl Sofía Íñigo Marta Tomás Elena Óscar Nuria Diego Pilar"),
    _words("López García Núñez Pérez Sánchez Muñoz Gómez Ibáñez Vázquez Ortega Ramírez Díaz Peña Torres"),
    "{given} {family}",
    "{trade} {root} de {city} {form}",
    _words("Valencia Bilbao Sevilla Guadalajara Monterrey Bogotá Lima Córdoba"),
    ("Jefe de compras", "Gerente", "Ingeniera", "Comercial"),
    ("Buscan una plegadora usada", "Quieren cotización antes de fin de mes", "Ampliación de la planta", ""),
    ("Visitamos la planta, piden precio", "Llamada sobre el plazo", "Enviado el catálogo", "Negociamos el anticipo"),
    "+34",
    "EUR",
)
ENGLISH = Tongue(
    _words(
        "Ashford Blackwell Carver Dunmore Ellison Fairbanks Granger Hollis Ironwood Kestrel Lockhart Merriweather"
        " Northgate Oakley Pemberton Quarry Ridgeway Stanton Thornbury Whitmore"
    ),
    _words("Tools Machinery Textiles Foods Packaging Hardware Furniture Chemicals Logistics Building"),
    ("Ltd", "Inc.", "LLC", "& Sons"),
    _words("James Emily Oliver Grace Henry Alice George Chloe Peter Ruth Samuel Nora Victor Hazel Owen Clara"),
    _words("Smith Jones Taylor Brown Walker Wright Harris Clarke Turner Parker Cooper Ward Reed Hughes"),
    "{given} {family}",
    "{root} {trade} {city} {form}",
    _words("Leeds Bristol Glasgow Boston Houston Denver Toronto Sydney"),
    ("Head of purchasing", "Managing director", "Engineer", "Buyer"),
    ("Looks for a press brake", "Wants a quote by the end of the month", "New line next year", ""),
    ("Showed the catalogue, they want two machines", "Talked about delivery", "Sent the price list", "Asked for terms"),
    "+44",
    "USD",
)
TONGUES = (CHINESE, SPANISH, ENGLISH)

REPS = ("Ana Torres", "Li Wei", "John Carter", "王芳", "Lucía Peña", "Marta Ruiz", "陈强", "Emily Stone")


class Book:
    """The rows to insert, by table; a row's id is its place."""

    def __init__(self) -> None:
        self.facts: dict[str, list[tuple[Any, ...]]] = {table: [] for table in schema.FACTS}
        self.transitions: list[tuple[Any, ...]] = []

    def add(self, table: str, **values: Any) -> int:
        """Note a row of a fact table, "" where nothing is said, and return its id."""
        rows = self.facts[table]
        number = len(rows) + 1
        given = {"origin": None, "merged_into": None, "draft": 0, "quote_id": None, "plus_days": 0, **values}
        rows.append((number, *(given.get(column, "") for column in schema.FACTS[table])))
        return number

    def move(self, **values: Any) -> None:
        """Note a transition."""
        given = {"order_id": None, "voids": None, "account": "generator", "host": "generator", "step_id": 1, **values}
        self.transitions.append(tuple(given.get(column, "") for column in TRANSITION))


class Story:
    """One customer's life until today, told into the book."""

    def __init__(self, book: Book, chance: random.Random, today: date, number: int) -> None:
        self.book = book
        self.chance = chance
        self.today = today
        self.number = number
        self.tongue = chance.choice(TONGUES)
        self.begun = today - timedelta(days=chance.randint(30, 1_500))
        self.rep_id = chance.randint(1, len(REPS))
        self.contact_id = 0
        self.stage = ""

    def tell(self) -> None:
        """Note the customer and everything that happened."""
        self._introduce()
        fate = self.chance.choices(list(_FATES), list(_FATES.values()))[0]
        self._advance(fate)
        for day in self._days(ACTIVITIES):
            self._meet(day)
        if self.chance.random() < 0.4:
            self._plan()

    def _days(self, count: int) -> list[str]:
        span = (self.today - self.begun).days
        return sorted((self.begun + timedelta(days=self.chance.randint(0, span))).isoformat() for _ in range(count))

    def _introduce(self) -> None:
        pick, tongue, day = self.chance.choice, self.tongue, self.begun.isoformat()
        city = pick(tongue.cities)
        name = tongue.firm.format(
            city=city, root=pick(tongue.firms), trade=pick(tongue.trades), form=pick(tongue.forms)
        )
        self.book.add(
            "customer",
            name=name,
            address=city,
            region=city,
            industry=pick(tongue.trades),
            category=pick(("end user", "dealer", "")),
            needs=pick(tongue.needs),
            grade=pick("ABCD"),
            source=pick(("fair", "referral", "web", "")),
            created_on=day,
        )
        person = tongue.person.format(given=pick(tongue.given), family=pick(tongue.family))
        self.contact_id = self.book.add(
            "contact", customer_id=self.number, name=person, title=pick(tongue.titles), created_on=day
        )
        phone = f"{tongue.country_code} {600_000_000 + self.number}"
        for kind, value in (("phone", phone), ("email", f"buyer{self.number}@firm{self.number}.example")):
            self.book.add("point", customer_id=self.number, contact_id=self.contact_id, kind=kind, value=value)
        if self.chance.random() < 0.3:
            self.book.add("tag", customer_id=self.number, tag=pick(("expo", "vip", "newsletter")))
        if self.chance.random() < 0.95:
            self.book.add("ownership", customer_id=self.number, rep_id=self.rep_id, since=day)

    def _advance(self, fate: str) -> None:
        quoted, first, second, last = self._days(4)
        self._move("lead", self.begun.isoformat(), "added")
        if fate != "lead":
            self._move("prospect", quoted, "manual")
        orders = [self._order(day, sample=sample) for day, sample in self._sold(fate, first, second)]
        if fate in ("lead", "prospect"):
            return
        self._move("buyer", first, "first-order", orders[0])
        if fate == "cancelled":
            self._move("prospect", last, "order-cancelled", orders[0])
            self._cancel(orders[0], last)
        elif fate != "buyer":
            self._move("repeat", second, "repeat-order", orders[1])
        if fate in ("dormant", "lost"):
            self._move(fate, last, "manual")

    @staticmethod
    def _sold(fate: str, first: str, second: str) -> Iterator[tuple[str, bool]]:
        # Two orders each: those that make nobody a buyer are samples.
        yield first, fate in ("lead", "prospect")
        yield second, fate in ("lead", "prospect", "buyer", "cancelled")

    def _move(self, stage: str, day: str, rule: str, order_id: int | None = None) -> None:
        self.book.move(
            customer_id=self.number,
            from_stage=self.stage,
            to_stage=stage,
            effective_on=day,
            recorded_at=f"{day}T09:00:00Z",
            rule=rule,
            reason=f"order o{order_id}" if order_id else "as agreed",
            evidence=f"o{order_id}" if order_id else "",
            order_id=order_id,
            owner=REPS[self.rep_id - 1],
        )
        self.stage = stage

    def _order(self, day: str, *, sample: bool) -> int:
        amount = 10_000 * self.chance.randint(1, 20) if sample else 100_000 * self.chance.randint(5, 300)
        order_id = self.book.add(
            "sales_order",
            customer_id=self.number,
            code=f"S-{len(self.book.facts['sales_order']) + 1:06}",
            ordered_on=day,
            amount=amount,
            currency=self.tongue.currency,
            sample=int(sample),
            rep_id=self.rep_id,
        )
        count = self.chance.randint(1, 3)
        parts = [amount // count] * (count - 1)
        parts.append(amount - sum(parts))
        open_parts = []
        for place, part in enumerate(parts):
            due = date.fromisoformat(day) + timedelta(days=30 * (place + 1))
            values = {"order_id": order_id, "customer_id": self.number, "number": place + 1, "amount": part}
            open_parts.append((self.book.add("instalment", due_on=due.isoformat(), **values), part))
        self._receive(order_id, day, open_parts)
        return order_id

    def _receive(self, order_id: int, day: str, parts: Sequence[tuple[int, int]]) -> None:
        """Pay some of the instalments, the first ones first; now and then too much."""
        paid = parts[: self.chance.choice((0, 1, len(parts), len(parts), len(parts)))]
        for instalment_id, amount in paid:
            extra = 5_000 if self.chance.random() < 0.02 else 0
            paid_on = min(date.fromisoformat(day) + timedelta(days=self.chance.randint(1, 90)), self.today)
            payment_id = self.book.add(
                "payment",
                customer_id=self.number,
                amount=amount + extra,
                currency=self.tongue.currency,
                paid_on=paid_on.isoformat(),
            )
            self.book.add(
                "allocation",
                payment_id=payment_id,
                instalment_id=instalment_id,
                order_id=order_id,
                customer_id=self.number,
                amount=amount,
                applied_on=paid_on.isoformat(),
            )

    def _cancel(self, order_id: int, day: str) -> None:
        rows = self.book.facts["sales_order"]
        row = dict(zip(("id", *schema.FACTS["sales_order"]), rows[order_id - 1], strict=True))
        row |= {"cancelled_on": day, "cancel_reason": "they withdrew"}
        rows[order_id - 1] = tuple(row.values())

    def _meet(self, day: str) -> None:
        self.book.add(
            "activity",
            customer_id=self.number,
            contact_id=self.contact_id,
            rep_id=self.rep_id,
            kind=self.chance.choice(_KINDS),
            at=day,
            text=self.chance.choice(self.tongue.texts),
            minutes=self.chance.choice((None, 15, 30, 90)),
            cost=None,
        )

    def _plan(self) -> None:
        planned = self._days(1)[0]
        due = self.today + timedelta(days=self.chance.randint(-30, 30))
        self.book.add(
            "next_step",
            customer_id=self.number,
            rep_id=self.rep_id,
            due_on=max(due.isoformat(), planned),
            text=self.chance.choice(self.tongue.texts),
            planned_on=planned,
        )


def invent(customers: int, seed: int, today: date) -> Book:
    """Return the rows of that many customers."""
    book = Book()
    for name in REPS:
        start = (today - timedelta(days=2_000)).isoformat()
        book.add("rep", name=name, key=fold(name), role="rep", manager_id=None, active=1, created_on=start)
    chance = random.Random(seed)
    for number in range(1, customers + 1):
        Story(book, chance, today, number).tell()
    return book


def write(path: Path, book: Book, today: date) -> None:
    """Create the database with these rows: one transaction, one step, and the caches at the end."""
    file.create(path)
    connection = file.open_file(path)
    file.make_durable(connection)
    connection.execute("BEGIN IMMEDIATE")
    step_id = connection.execute(
        "INSERT INTO step (at, command, what, actor, account, host) VALUES (?, ?, ?, '', 'generator', 'generator')",
        (f"{today}T00:00:00Z", "benchmarks/generate.py", f"{len(book.facts['customer'])} customers invented."),
    ).lastrowid
    connection.execute("UPDATE current_step SET step_id = ?", (step_id,))
    for table, columns in schema.FACTS.items():
        insert(connection, table, ("id", *columns), book.facts[table])
    insert(connection, "transition", TRANSITION, book.transitions)
    chain.extend(connection)
    caches.refresh(connection, (row[0] for row in book.facts["customer"]))
    connection.execute("UPDATE current_step SET step_id = NULL")
    connection.execute("COMMIT")
    connection.close()


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the columns."""
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--customers", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day all dates lead up to")
    given = parser.parse_args()
    if given.file.exists():
        sys.exit(f"{given.file} exists already; it is left alone.")
    write(given.file, invent(given.customers, given.seed, given.today), given.today)


if __name__ == "__main__":
    main()
