"""Back from the trade fair: what becomes of a business card."""

from pathlib import Path

from conftest import Crm


def vcard(
    name: str = "", company: str = "", *, email: str = "", phone: str = "", title: str = "", more: str = ""
) -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines += [f"FN:{name}"] if name else []
    lines += [f"ORG:{company}"] if company else []
    lines += [f"EMAIL:{email}"] if email else []
    lines += [f"TEL;TYPE=CELL:{phone}"] if phone else []
    lines += [f"TITLE:{title}"] if title else []
    return "\r\n".join([*lines, *([more] if more else []), "END:VCARD", ""])


ANA = vcard("Ana López", "Talleres Ibarra S.L.", email="ana@ibarra.example", phone="+34 600 111 222")


def take(crm: Crm, *cards: str, options: str = "") -> list[dict[str, object]]:
    """Give cards on standard input and return the rows that say what became of them."""
    result = crm(f"add --card - --format json {options}", stdin="".join(cards))
    rows: list[dict[str, object]] = result.json
    return rows


def results(rows: list[dict[str, object]]) -> list[object]:
    return [row["result"] for row in rows]


def test_every_card_becomes_one_customer_with_its_person(crm: Crm) -> None:
    rows = take(crm, ANA, vcard("王磊", "深圳市广元机电设备有限公司", phone="13800138000"))
    assert results(rows) == ["created", "created"]
    shown = crm.ok("show 广元 --format json").json
    assert shown["name"] == "深圳市广元机电设备有限公司"
    assert shown["contacts"][0]["name"] == "王磊"
    assert crm.ok("show 13800138000").out.splitlines()[1].startswith("2,")


def test_the_same_file_twice_changes_nothing(crm: Crm) -> None:
    take(crm, ANA)
    before = crm.db.read_bytes()
    assert results(take(crm, ANA)) == ["known"]
    assert crm.db.read_bytes() == before


def test_a_card_with_only_a_name_or_a_company_is_a_customer(crm: Crm) -> None:
    assert results(take(crm, vcard("Only Name"), vcard("", "Only Company Ltd"))) == ["created", "created"]
    assert [row["name"] for row in crm.rows("list")] == ["Only Name", "Only Company Ltd"]


def test_a_second_person_at_a_known_firm_is_a_second_contact(crm: Crm) -> None:
    rows = take(crm, ANA, vcard("Iñaki Ruiz", "TALLERES IBARRA, SL", email="inaki@ibarra.example"))
    assert results(rows) == ["created", "completed"]
    assert [one["name"] for one in crm.rows("contact list ibarra")] == ["Ana López", "Iñaki Ruiz"]
    assert len(crm.rows("list")) == 1


def test_a_known_person_is_completed_and_nothing_is_overwritten(crm: Crm) -> None:
    take(crm, vcard("Ana López", "Talleres Ibarra S.L.", email="ana@ibarra.example", title="Compras"))
    richer = vcard("LOPEZ, Ana", "Talleres Ibarra", email="ANA@ibarra.example", phone="+34600111222", title="Directora")
    assert results(take(crm, richer)) == ["completed"]
    contact = crm.rows("contact list ibarra")
    assert len(contact) == 1
    assert contact[0]["title"] == "Compras"
    assert contact[0]["phone"] == "+34600111222"
    assert contact[0]["email"] == "ana@ibarra.example"
    assert results(take(crm, richer.replace("LOPEZ, Ana", "Ana Lopez"))) == ["known"]


def test_a_phone_is_the_same_however_it_is_written(crm: Crm) -> None:
    take(crm, vcard("王磊", "广元", phone="+86 138-0013-8000"))
    for number in ("13800138000", "138 0013 8000", "+86 (0) 13800138000", "008613800138000"):
        assert crm.ok("show", number).out.splitlines()[1].startswith("1,"), number
    again = crm("add 别人 --phone 13800138000")
    assert again.code == 4
    assert "广元 (1)" in again.err


def test_a_card_that_fits_two_customers_needs_a_look(crm: Crm) -> None:
    crm.add("One", "--email shared@x.example")
    crm.add("Two", "--phone '+34 600 999 888'")
    result = crm(
        "add --card - --format json", stdin=vcard("X", "Three", email="shared@x.example", phone="+34600999888")
    )
    assert result.code == 4
    assert results(result.json) == ["needs-look"]
    assert "One (1)" in result.json[0]["detail"]
    assert "Two (2)" in result.json[0]["detail"]
    assert len(crm.rows("list")) == 2


def test_a_known_phone_under_another_name_needs_a_look_and_force_insists(crm: Crm) -> None:
    take(crm, ANA)
    other = vcard("Pedro Gil", "Other Firm", phone="+34 600 111 222")
    assert results(take(crm, other)) == ["needs-look"]
    assert crm("add --card - --force", stdin=other).code == 5
    assert results(take(crm, other, options="--force -m 'shared switchboard'")) == ["created"]


def test_force_makes_nothing_twice_but_what_needed_a_look(crm: Crm) -> None:
    take(crm, ANA)
    doubtful = vcard("Pedro Gil", "Other Firm", phone="+34 600 111 222")
    colleague = vcard("Iñaki Ruiz", "Talleres Ibarra", email="inaki@ibarra.example")
    rows = take(crm, ANA, colleague, doubtful, options="--force -m 'both are real'")
    assert results(rows) == ["known", "completed", "created"]
    assert len(crm.rows("list")) == 2


def test_a_forgotten_card_is_pointed_out(crm: Crm) -> None:
    result = crm("add fair.vcf")
    assert result.code == 2
    assert "crm add --card fair.vcf" in result.err


def test_a_note_on_a_card_is_shown(crm: Crm) -> None:
    take(crm, vcard("Ana", "Firm", more="NOTE:buys three containers in March"))
    assert "three containers" in crm("show Firm", terminal=True).out


def test_good_cards_land_beside_broken_ones_and_the_bad_come_back(crm: Crm) -> None:
    path = crm.folder / "fair.vcf"
    path.write_text(ANA + vcard("", "", phone="1") + "garbage\r\n" + vcard("Bo Li", "Li Trading"), "utf-8")
    result = crm("add --card --format json", str(path))
    assert result.code == 6
    assert results(result.json) == ["created", "unreadable", "created"]
    back = Path(f"{path}.rejected.vcf")
    assert back.exists()
    assert b"TEL" in back.read_bytes()
    assert "fair.vcf.rejected.vcf" in result.err
    assert len(crm.rows("list")) == 2


def test_a_file_without_cards_is_named_and_the_others_land(crm: Crm) -> None:
    (crm.folder / "photo.vcf").write_bytes(b"\xff\xd8\xff\xe0 not a card")
    (crm.folder / "good.vcf").write_text(ANA, "utf-8")
    result = crm("add --card good.vcf photo.vcf --format json")
    assert result.code == 6
    assert results(result.json) == ["created", "unreadable"]
    assert "photo.vcf" in result.json[1]["file"]


def test_a_missing_file_stops_before_anything_is_read(crm: Crm) -> None:
    (crm.folder / "good.vcf").write_text(ANA, "utf-8")
    result = crm("add --card good.vcf nowhere.vcf")
    assert result.code == 3
    assert "nowhere.vcf" in result.err
    assert not crm.db.exists()


def test_folders_give_their_vcf_files(crm: Crm) -> None:
    folder = crm.folder / "cards" / "deep"
    folder.mkdir(parents=True)
    (folder / "b.VCF").write_text(vcard("B", "B"), "utf-8")
    (crm.folder / "cards" / "a.vcf").write_text(vcard("A", "A"), "utf-8")
    (crm.folder / "cards" / "notes.txt").write_text("BEGIN:VCARD", "utf-8")
    rows = crm.ok("add --card cards --format json").json
    assert [row["name"] for row in rows] == ["A", "B"]


def test_all_cards_are_one_step(crm: Crm) -> None:
    crm.ok("rep add ana")
    take(crm, ANA, vcard("Bo", "Bo Ltd"), options="--owner ana --source 'Canton Fair' --tag fair --at -3d")
    row = crm.rows("list --owner ana --source 'canton fair' --tag fair")
    assert [one["days_in_stage"] for one in row] == [3, 3]
    crm.ok("undo")
    assert crm.rows("list") == []


def test_a_wrong_word_for_all_cards_is_said_once_and_nothing_lands(crm: Crm) -> None:
    result = crm("add --card - --owner nobody", stdin=ANA)
    assert result.code == 3
    assert "nobody" in result.err
    assert crm.rows("list") == []


def test_the_card_is_kept_as_it_came(crm: Crm) -> None:
    import sqlite3

    take(crm, ANA)
    with sqlite3.connect(crm.db) as connection:
        content = connection.execute("SELECT content FROM card").fetchone()[0]
    connection.close()
    assert content.decode().strip() == ANA.strip()


def test_a_vcard_goes_out_as_it_came_in(crm: Crm) -> None:
    take(
        crm,
        vcard("Ana López", "Talleres\\, Ibarra\\; S.L.", email="ana@i.example", phone="+34 600 111 222", title="Jefa"),
    )
    written = crm.ok("show 1 --format vcf").out
    assert written.startswith("BEGIN:VCARD\r\nVERSION:3.0")
    crm.ok("archive 1")
    crm.ok("undo")
    crm.ok("undo")
    rows = take(crm, written)
    assert results(rows) == ["created"]
    shown = crm.ok("show Talleres --format json").json
    assert shown["name"] == "Talleres, Ibarra; S.L."
    assert shown["contacts"][0]["title"] == "Jefa"
    assert {point["value"] for point in shown["contacts"][0]["points"]} == {"ana@i.example", "+34 600 111 222"}


def test_quiet_prints_ids_only(crm: Crm) -> None:
    result = crm.ok("add --card - -q", stdin=ANA)
    assert result.out == "1\n"
    assert result.err == ""


def test_a_newer_card_of_the_same_person_is_kept_and_says_what_differs(crm: Crm) -> None:
    import sqlite3
    from contextlib import closing

    take(crm, vcard("Ana López", "Firm", email="ana@f.example", title="Compras"))
    rows = take(crm, vcard("Ana López", "Firm", email="ana@f.example", title="Directora"))
    assert results(rows) == ["known"]
    assert "title" in str(rows[0]["detail"])
    assert crm.rows("contact list Firm")[0]["title"] == "Compras"
    with closing(sqlite3.connect(crm.db)) as connection:
        assert connection.execute("SELECT count(*) FROM card").fetchone() == (2,)


def test_what_only_the_card_knows_goes_out_with_the_vcard(crm: Crm) -> None:
    more = "N:López;Ana;;Dr.;\r\nADR:;;Calle Mayor 1;Bilbao;Bizkaia;48001;España\r\nX-BOOTH:7B"
    take(crm, vcard("Ana López", "Firm", more=more))
    crm.ok("contact edit c1 --title Jefa")
    written = crm.ok("show Firm --format vcf").out
    assert "N:López;Ana;;Dr.;" in written
    assert "ADR:;;Calle Mayor 1;Bilbao;Bizkaia;48001;España" in written
    assert "X-BOOTH:7B" in written
    assert "TITLE:Jefa" in written
    crm.ok("contact edit c1 --name 'Eva Ruiz Gil'")
    assert "N:Gil;Eva Ruiz;;;" in crm.ok("show Firm --format vcf").out


def test_what_came_back_is_not_read_again_with_its_folder(crm: Crm) -> None:
    folder = crm.folder / "cards"
    folder.mkdir()
    (folder / "fair.vcf").write_text(ANA + vcard("", "", phone="12345"), "utf-8")
    assert results(crm("add --card cards --format json").json) == ["created", "unreadable"]
    for _again in range(2):
        assert results(crm("add --card cards --format json").json) == ["known", "unreadable"]
    assert crm("add --card cards -q").err == ""


def test_one_wechat_id_is_one_person(crm: Crm) -> None:
    take(crm, vcard("Li Lei", more="X-WECHAT:lilei88"))
    assert results(take(crm, vcard("李雷", more="X-WECHAT:LiLei88"))) == ["needs-look"]


def test_undo_is_offered_only_of_what_was_done(crm: Crm) -> None:
    # It would take back an earlier step.
    (crm.folder / "ana.vcf").write_text(ANA, "utf-8")
    assert "crm undo" in crm.ok("add --card ana.vcf").err
    assert "crm undo" not in crm.ok("add --card ana.vcf").err
