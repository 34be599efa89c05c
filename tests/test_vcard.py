"""vCards as phones, mail programs and people make them, and the ones we make."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crmcli.exchange.vcard import Address, Card, Point, Property, composed, read
from crmcli.exchange.vcard_write import write

ANA = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Paz;Ana;;;\r\nFN:Ana Paz\r\nTEL;TYPE=CELL:+34 600 000 001\r\nEND:VCARD\r\n"


def card(*lines: str | bytes, version: str = "3.0") -> Card:
    """Read one card with these lines in it."""
    body = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    head = f"BEGIN:VCARD\r\nVERSION:{version}\r\n".encode()
    (found,) = read(head + body + b"\r\nEND:VCARD\r\n")
    return found


def old(*lines: str | bytes) -> Card:
    """Read one card of version 2.1 with these lines in it."""
    return card(*lines, version="2.1")


def labelled(name: str, value: str, label: str) -> Card:
    """Read a card with a property that has an Apple label."""
    return card("FN:Ana", f"item1.{name}:{value}", f"item1.X-ABLabel:{label}")


# The fields


def test_every_field_of_an_ordinary_card() -> None:
    found = card(
        "N:Mejía;Lucía;Inés;Ing.;Jr.",
        "FN:Lucía Mejía",
        "ORG:Talleres Ibarra S.L.;Compras;Exterior",
        "TITLE:Jefa de compras",
        "TITLE:Socia",
        "TEL;TYPE=CELL:+34 600 000 002",
        "TEL;TYPE=WORK,FAX:+34 940 000 003",
        "EMAIL;TYPE=INTERNET,WORK:lucia@talleres.example",
        "URL:https://talleres.example",
        "ADR;TYPE=WORK:Apdo. 7;2º B;Calle Fundidores 9;Basauri;Bizkaia;48970;España",
        "X-WECHAT:lucia_tm",
        "X-QQ:10001",
        "BDAY:1980-05-06",
        "NOTE:Dos plegadoras\\, viejas.\\nPrefiere correo",
        "NOTE:Segunda nota",
        "CATEGORIES:feria,taller\\, máquinas",
        "UID:u-1",
    )
    assert found.name == "Lucía Mejía"
    assert found.name_parts == ("Mejía", "Lucía", "Inés", "Ing.", "Jr.")
    assert (found.company, found.department) == ("Talleres Ibarra S.L.", "Compras, Exterior")
    assert found.title == "Jefa de compras / Socia"
    assert found.phones == (Point("+34 600 000 002", "mobile"), Point("+34 940 000 003", "fax"))
    assert found.emails == (Point("lucia@talleres.example", "work"),)
    assert found.websites == ("https://talleres.example",)
    assert found.addresses == (
        Address("Apdo. 7", "2º B", "Calle Fundidores 9", "Basauri", "Bizkaia", "48970", "España"),
    )
    assert (found.wechat, found.ims) == ("lucia_tm", (Point("10001", "qq"),))
    assert (found.birthday, found.uid, found.version) == ("1980-05-06", "u-1", "3.0")
    assert found.note == "Dos plegadoras, viejas.\nPrefiere correo\nSegunda nota"
    assert found.categories == ("feria", "taller, máquinas")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Paz;Ana;María;Dra.;"], "Dra. Ana María Paz"),
        (["N:林;晓梅;;;"], "林晓梅"),
        (["N:Lin 林;Mei;;;"], "Mei Lin 林"),
        (["NICKNAME:Anita", "ORG:Casa Paz"], "Anita"),
        (["ORG:Casa Paz"], ""),
        (["FN:Casa Paz", "N:;;;;", "ORG:Casa Paz;", "X-ABShowAs:COMPANY"], ""),
        (["FN:Ana Paz", "N:;;;;", "ORG:Ana Paz"], "Ana Paz"),
    ],
)
def test_the_name_is_a_persons(lines: list[str], name: str) -> None:
    assert card(*lines).name == name


def test_title_falls_back_to_role() -> None:
    assert card("ROLE:Compradora").title == "Compradora"
    assert card("ROLE:Compradora", "TITLE:Jefa").title == "Jefa"


def test_preferred_points_come_first() -> None:
    found = card("TEL:1", "TEL;type=CELL;type=pref:2", "TEL:3", "EMAIL;PREF=2:a@x.example", "EMAIL;PREF=1:b@x.example")
    assert [phone.value for phone in found.phones] == ["2", "1", "3"]
    assert [email.value for email in found.emails] == ["b@x.example", "a@x.example"]
    assert [phone.value for phone in old("TEL;HOME:1", "TEL;WORK;PREF:2").phones] == ["2", "1"]


@pytest.mark.parametrize(
    ("parameters", "label"),
    [
        (";TYPE=CELL", "mobile"),
        (";CELL;PREF", "mobile"),
        (';TYPE="work,voice"', "work"),
        (";type=HOME;type=VOICE", "home"),
        (";TYPE=WORK;TYPE=FAX", "fax"),
        (";TYPE=HOME,TYPE=PAGER", "pager"),
        (";VOICE", ""),
        ("", ""),
    ],
)
def test_phone_labels(parameters: str, label: str) -> None:
    assert card(f"TEL{parameters}:123").phones == (Point("123", label),)


def test_apple_labels() -> None:
    assert labelled("TEL", "1", "_$!<Mobile>!$_").phones == (Point("1", "mobile"),)
    assert labelled("TEL", "1", "_$!<WorkFAX>!$_").phones == (Point("1", "fax"),)
    assert labelled("TEL", "1", "Taller\\, patio").phones == (Point("1", "Taller, patio"),)
    assert labelled("EMAIL", "a@x.example", "estudio").emails == (Point("a@x.example", "estudio"),)


def test_phone_and_mail_uris() -> None:
    found = card("TEL;VALUE=uri:tel:+54-351-555-0183;ext=24", "EMAIL:mailto:ana@x.example?subject=a", version="4.0")
    assert found.phones[0].value == "+54-351-555-0183;ext=24"
    assert found.emails[0].value == "ana@x.example"


def test_phone_keeps_pause_and_wait() -> None:
    assert card("TEL:+34600p1234w9").phones[0].value == "+34600p1234w9"


def test_mail_address_without_the_name_before_it() -> None:
    assert old('EMAIL;INTERNET:"Ana"', "  <ana@x.example>").emails == (Point("ana@x.example"),)


@pytest.mark.parametrize(
    "line",
    [
        "X-WECHAT:ana_wx",
        "IMPP:wechat:ana_wx",
        "IMPP:weixin:ana_wx",
        "IMPP;X-SERVICE-TYPE=WeChat:x-apple:ana_wx",
        "X-SOCIALPROFILE;type=wechat:x-apple:ana_wx",
        "X-SOCIALPROFILE;type=WeChat;x-user=ana_wx:http://weixin.example/u/ana_wx",
        "TEL;TYPE=X-WECHAT:ana_wx",
    ],
)
def test_wechat_wherever_it_stands(line: str) -> None:
    found = card("FN:Ana", line)
    assert (found.wechat, found.ims) == ("ana_wx", ())


def test_wechat_by_its_apple_label() -> None:
    assert labelled("IMPP", "x-apple:ana_wx", "微信").wechat == "ana_wx"
    site = labelled("URL", "ana_wx", "WeChat")
    assert (site.wechat, site.websites) == ("ana_wx", ())
    phone = labelled("TEL", "139 0000 0001", "微信")
    assert (phone.wechat, phone.phones) == ("139 0000 0001", (Point("139 0000 0001", "微信"),))


def test_a_wechat_property_wins_over_a_label() -> None:
    found = card("item1.TEL:123", "item1.X-ABLabel:微信", "X-WECHAT:ana_wx")
    assert (found.wechat, found.ims) == ("ana_wx", ())


def test_other_messengers() -> None:
    found = card(
        "X-SKYPE-USERNAME:ana.s",
        "X-GOOGLE TALK:ana.g",
        "IMPP;X-SERVICE-TYPE=QQ;type=pref:x-apple:10001",
        "IMPP:xmpp:ana%40x.example",
        "X-SOCIALPROFILE;type=telegram:https://t.example/ana_t/",
        "X-SOCIALPROFILE;type=twitter:http://twitter.example/ana",
    )
    assert found.ims == (
        Point("10001", "qq"),
        Point("ana.s", "skype"),
        Point("ana.g", "gtalk"),
        Point("ana@x.example", "xmpp"),
        Point("ana_t", "telegram"),
    )


def test_addresses() -> None:
    assert card("ADR:Calle Mayor 5").addresses == (Address(street="Calle Mayor 5"),)
    assert card("ADR:;;;;;;").addresses == ()
    assert card("ADR:;;C/ Sol 1;León").addresses == (Address(street="C/ Sol 1", city="León"),)


def test_address_on_one_line() -> None:
    foreign = Address(street="Sägestraße\n3", city="Börnsee", postcode="24999", country="Deutschland")
    assert foreign.text == "Sägestraße 3, 24999 Börnsee, Deutschland"
    assert Address(street="1 Elm St", city="Reno", region="NV", postcode="89501").text == "1 Elm St, Reno, NV 89501"
    chinese = Address(street="枫桐路21号", city="苏州", region="江苏", postcode="215100", country="中国")
    assert chinese.text == "中国 江苏 苏州 枫桐路21号 215100"
    assert Address().text == ""


# Bytes and character sets


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files(codec: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK:林;宜君\r\nNOTE:año 😀\r\nEND:VCARD\r\n"
    (found,) = read(text.encode(codec))
    assert (found.name, found.note) == ("林宜君", "año 😀")
    assert read(found.raw)[0].name == "林宜君"


def test_utf_16_with_the_other_byte_order() -> None:
    (found,) = read(b"\xfe\xff" + "BEGIN:VCARD\nFN:Íñigo\nEND:VCARD".encode("utf-16-be"))
    assert found.name == "Íñigo"


@pytest.mark.parametrize(
    ("charset", "codec", "name"),
    [
        ("SHIFT_JIS", "cp932", "能見表三"),
        ("GBK", "gb18030", "孙建国"),
        ("GB2312", "gb18030", "陳志遠"),
        ("UTF-8", "utf-8", "Ñandú"),
        ("iso-8859-1", "cp1252", "Íñigo “Iñi”"),
        ("Big5", "big5", "林宜君"),
        ("ISO-2022-JP", "iso-2022-jp", "山田"),
        ("iso-8859-1", "utf-8", "Íñigo"),
        ("GBK", "utf-8", "孙建国"),
        ("no-such-set", "utf-8", "Íñigo"),
        ("UTF-8", "gb18030", "孙建国"),
    ],
)
def test_charset_parameter(charset: str, codec: str, name: str) -> None:
    assert old(f"FN;CHARSET={charset}:".encode() + name.encode(codec)).name == name


@pytest.mark.parametrize(
    ("codec", "name", "company"),
    [
        ("gb18030", "王伟", "苏州锐岭精密机械有限公司"),
        ("gb18030", "陳志遠", "臺中昇禾木工機械"),
        ("cp932", "佐藤花子", "株式会社ロイド"),
        ("cp932", "田中", "営業部"),
        ("cp1252", "Íñigo Peña", "PRODUÇÃO São João Ltda"),
        ("cp1252", "Jürgen Weiß", "O’Brien – Söhne"),
        ("cp1252", "Ana", "Muñoz"),
    ],
)
def test_bytes_without_a_charset_are_recognised(codec: str, name: str, company: str) -> None:
    found = card(f"FN:{name}".encode(codec), f"ORG:{company}".encode(codec))
    assert (found.name, found.company) == (name, company)
    assert any("not in UTF-8" in warning for warning in found.warnings)


def test_each_card_has_its_own_encoding() -> None:
    names = [("王建国", "gb18030"), ("Peña", "cp1252"), ("佐藤さくら", "cp932"), ("Ñandú", "utf-8")]
    data = b"".join(b"BEGIN:VCARD\nFN:" + name.encode(codec) + b"\nEND:VCARD\n" for name, codec in names)
    assert [found.name for found in read(data)] == [name for name, _codec in names]


# Quoted-printable and base64


def test_quoted_printable_with_soft_breaks() -> None:
    found = old(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ram=C3=B3n =",
        "Ib=C3=A1=",
        "=C3=B1ez",
        "NOTE;QUOTED-PRINTABLE:uno=0D=0Ados =3D tres",
        "TITLE:Jefe",
    )
    assert (found.name, found.note, found.title) == ("Ramón Ibáñez", "uno\ndos = tres", "Jefe")


def test_quoted_printable_with_indented_continuations() -> None:
    every = old("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:prime=", " ra lí=", " nea")
    assert every.note == "primera línea"
    assert old("FN;ENCODING=QUOTED-PRINTABLE:=E6=9E=", " =97").name == "林"
    assert old("FN;ENCODING=QUOTED-PRINTABLE:=E6=9E=97=", "\t=E6=99=93").name == "林晓"


def test_a_blank_after_the_only_soft_break_separates_words() -> None:
    assert old("FN;ENCODING=QUOTED-PRINTABLE:Ib=C3=A1=C3=B1ez=", " Soto").name == "Ibáñez Soto"


def test_encoded_semicolons_do_not_separate() -> None:
    found = old("ORG;ENCODING=QUOTED-PRINTABLE:Uno =3B dos;Compras", "N;ENCODING=QUOTED-PRINTABLE:Paz=3BAna")
    assert (found.company, found.department) == ("Uno ; dos", "Compras")
    assert found.name_parts[:2] == ("Paz", "Ana")


def test_an_open_soft_break_does_not_swallow_the_end() -> None:
    cards = read(b"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:hola=\nEND:VCARD\n" + ANA)
    assert [found.note for found in cards] == ["hola", ""]


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/", " MTIz"],
        ["PHOTO;JPEG;BASE64:", "/9j/", "MTIz"],
        ["PHOTO;ENCODING=BASE64:", " /9j/", " MTIz", ""],
        ["PHOTO;ENCODING=BASE64:/9j/", "MTIz", "", "stray"],
        ["PHOTO:data:image/jpeg;base64\\,/9j/MTIz"],
        ["PHOTO;VALUE=uri:data:image/jpeg;base64,/9j/MTIz"],
        ["PHOTO;TYPE=JPEG:/9j/MTIz"],
        ["PHOTO;VALUE=uri:http://x.example/a.jpg", "PHOTO;ENCODING=b:/9j/MTIz"],
    ],
)
def test_photos(lines: list[str]) -> None:
    found = card(*lines, "TITLE:Jefa")
    assert found.photo == b"\xff\xd8\xff123"
    assert found.title == "Jefa"


def test_a_photo_elsewhere_or_broken_is_none() -> None:
    assert card("PHOTO;VALUE=uri:http://x.example/a.jpg").photo is None
    assert card("PHOTO;ENCODING=b:").photo is None
    assert card("PHOTO;ENCODING=b:!").photo is None


# Lines


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_line_ends(end: bytes) -> None:
    (found,) = read(ANA.replace(b"\r\n", end))
    assert (found.name, found.phones[0].value) == ("Ana Paz", "+34 600 000 001")


def test_mixed_line_ends() -> None:
    (found,) = read(b"BEGIN:VCARD\rVERSION:3.0\nFN:Ana\r\nTITLE:Jefa\rEND:VCARD")
    assert (found.name, found.title) == ("Ana", "Jefa")


def test_folded_lines() -> None:
    found = card("NOTE:prim", " era", "\t y segunda", " ", "TEL;TYPE=CE", ' LL;X-A="a:b', ' c":123')
    assert found.note == "primera y segunda"
    assert found.phones == (Point("123", "mobile"),)
    assert found.properties[2].params == (("TYPE", "CELL"), ("X-A", "a:bc"))


def test_a_fold_inside_a_character() -> None:
    name = "林晓梅".encode()
    assert card(b"FN:" + name[:4] + b"\r\n " + name[4:]).name == "林晓梅"


def test_a_line_that_is_no_property_belongs_to_the_one_above() -> None:
    found = card("NOTE:primera", "segunda línea", "Recuerda: llamar", "http://x.example/", "TITLE:Jefa")
    assert found.note == "primera\nsegunda línea\nRecuerda: llamar\nhttp://x.example/"
    assert found.title == "Jefa"
    assert found.warnings[0].startswith("Line 4:")
    address = old("ADR;HOME:;;Hermann 9\\", "Packstation 999;Hamburg;;99999;Deutschland").addresses[0]
    assert (address.street, address.city) == ("Hermann 9\nPackstation 999", "Hamburg")


def test_comments_and_bare_names_are_no_part_of_a_name() -> None:
    found = card("FN:Ana Paz", "# a comment", "N", "TITLE:Jefa")
    assert (found.name, found.title) == ("Ana Paz", "Jefa")
    assert len(found.warnings) == 2


def test_any_case_and_odd_parameters() -> None:
    found = read(b"bEGIn:VCaRD\nverSion:3.0\nfN:Ana\nTel;;type=;foo=bar;CELL ; :1\nnOte;LANGUAGE=en-:x\nEnD:vcArD")[0]
    assert (found.name, found.phones, found.note) == ("Ana", (Point("1", "mobile"),), "x")


def test_unbalanced_quotes_in_parameters() -> None:
    assert card('TEL;TYPE="WORK:123', 'NOTE;X-A="a":say "x:y"').phones == (Point("123", "work"),)


def test_escapes_of_3_0_and_2_1() -> None:
    assert card("NOTE:a\\;b\\,c\\\\d\\:e\\nf\\Ng\\h").note == "a;b,c\\d:e\nf\ngh"
    found = old("FN:A\\;B\\C\\\\;D\\:E", "N:;A\\;B;C\\\\;")
    assert found.name == "A;BC\\;D:E"
    assert found.name_parts[1:3] == ("A;B", "C\\")


def test_caret_escapes_in_parameters() -> None:
    found = card("ADR;LABEL=\"1 ^'A^' St^nReno^^\":;;1 A St;Reno", version="4.0")
    assert found.properties[1].params == (("LABEL", '1 "A" St\nReno^'),)


def test_unknown_properties_are_kept_in_file_order() -> None:
    found = card("X-Foo;bar=a,b:1\\,2", "g1.FN:Ana", "X-messaging/x-All:3")
    assert found.properties == (
        Property("", "VERSION", (), "3.0"),
        Property("", "X-FOO", (("BAR", "a,b"),), "1\\,2"),
        Property("g1", "FN", (), "Ana"),
        Property("", "X-MESSAGING/X-ALL", (), "3"),
    )


# Cards in a file


def test_line_and_raw_bytes_of_each_card() -> None:
    first, second = read(b"\xef\xbb\xbf" + ANA + b"\r\n \r\n" + ANA.strip())
    assert (first.line, second.line) == (1, 9)
    assert first.raw == second.raw == ANA.strip()


@pytest.mark.parametrize(
    "broken",
    [
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Luis",
        b"BEGIN:VCARD\nFN:Luis\nNOTE;ENCODING=QUOTED-PRINTABLE:a=",
        b"BEGIN:VCARD\nFN:Luis\nPHOTO;ENCODING=b:AAAA",
        b'BEGIN:VCARD\nFN:Luis\nTEL;TYPE="',
        b"BEGIN:VCARD\nFN:Luis\nAGENT:\n",
        b"BEGIN:VCARD\nFN:Luis\nAGENT:\nBEGIN:VCARD\nFN:Agente",
        b"FN:Luis\nEND:VCARD",
        b"BEGIN:VCARDx\nFN:Luis\nEND:VCARD\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Luis\xff\xfe\x00\nEND:VCARD",
    ],
)
def test_a_broken_card_costs_no_neighbour(broken: bytes) -> None:
    cards = read(ANA + broken + b"\n" + ANA)
    assert [found.name for found in cards].count("Ana Paz") == 2
    assert any(found.name.startswith("Luis") and found.warnings for found in cards)


def test_missing_begin_end_and_version_are_said() -> None:
    (found,) = read(b"FN:Ana Paz\nTEL:123\n")
    assert (found.name, found.line, found.version) == ("Ana Paz", 1, "")
    assert [warning.partition(":")[0] for warning in found.warnings] == ["Line 1"] * 3


def test_files_joined_without_a_line_break() -> None:
    assert [found.name for found in read(ANA.strip() + ANA)] == ["Ana Paz", "Ana Paz"]


def test_agents_do_not_swallow_the_card_they_belong_to() -> None:
    nested = "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Luis", "TEL:1", "END:VCARD", "TEL:2"
    inline = "AGENT:BEGIN:VCARD\\nFN:Luis\\nTEL:1\\nEND:VCARD\\n", "TEL:2"
    folded = "AGENT:BEGIN:VCARD", " FN:Luis", " TEL:1", " END:VCARD", "TEL:2"
    twice = "AGENT:", "BEGIN:VCARD", "AGENT:", "BEGIN:VCARD", "FN:X", "END:VCARD", "TEL:1", "END:VCARD", "TEL:2"
    for lines in (nested, inline, folded, twice):
        found = old("FN:Ana", *lines)
        assert (found.name, found.phones) == ("Ana", (Point("2"),))


def test_a_card_goes_on_after_the_cards_inside_it() -> None:
    cards = read(b"BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Luis\nEND:VCARD\nTEL:1\nEND:VCARD\n")
    assert [(found.name, found.phones) for found in cards] == [("Ana", (Point("1"),)), ("Luis", ())]
    assert all("END" not in warning for found in cards for warning in found.warnings)


@pytest.mark.parametrize("mark", [b".", b"> ", b"\t"])
def test_quoted_files(mark: bytes) -> None:
    lines = b"BEGIN:VCARD\nFN:Ana\nNOTE:ho\n la\n\nTEL:1\nEND:VCARD\n"
    data = b"".join(mark + line if line.strip() else line for line in lines.splitlines(keepends=True))
    (found,) = read(data)
    assert (found.name, found.note, found.phones) == ("Ana", "hola", (Point("1"),))
    assert read(found.raw)[0].name == "Ana"


def test_an_indented_begin() -> None:
    assert read(b" BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n Paz\nEND:VCARD\n")[0].name == "AnaPaz"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\n" + random.Random(1).randbytes(100_000),
        b"Dear Ana,\nthe meeting is at 10.\nRemember: bring a chair\nTel: see below\n",
        b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nURL:http://x\nEND:VEVENT\nEND:VCALENDAR\n",
        b"name,phone\nAna,123\n",
        "plain prose".encode("utf-16"),
        b"END:VCARD\n",
    ],
)
def test_other_files_give_no_card(data: bytes) -> None:
    assert read(data) == []


FRAGMENTS = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"AGENT:", b"VERSION:2.1", b"N:", b"FN;CHARSET=GBK:", b"TEL;", b"ORG:", b"PHOTO;"),
    *(
        b"ENCODING=b:",
        b"QUOTED-PRINTABLE:",
        b"=\n",
        b"=3B",
        b"\n ",
        b"\r",
        b"\n",
        b"\\",
        b'"',
        b";",
        b":",
        b"^",
        b"<@>",
    ),
    *(b"item1.", b"X-ABLABEL:", b"IMPP:%", b"\xe9", b"\xd6\xd0", b"\x82\xa0", b"\xe4\xbd", b"\0", b"PREF=x", b"data:"),
]


@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join)))
@settings(max_examples=400, deadline=None)
@example(b"\xff\xfeB")
@example(b"BEGIN:VCARD\nORG: a\\")
def test_no_bytes_raise(data: bytes) -> None:
    for found in read(data):
        write(found).encode()
        assert len(found.warnings) < 1000


@pytest.mark.parametrize(
    ("start", "unit", "size"),
    [
        (b"BEGIN:VCARD\nNOTE:", b"A", 5_000_000),
        (b"BEGIN:VCARD\nNOTE:x\n", b" b\n", 5_000_000),
        (b"BEGIN:VCARD\nVERSION:3.0\nN:", b"\\;", 5_000_000),
        (b"BEGIN:VCARD\nTEL;", b'"a:', 5_000_000),
        (b"BEGIN:VCARD\nTEL", b";a=b,c", 5_000_000),
        (b"BEGIN:VCARD\nNOTE:", b"\xe9a", 5_000_000),
        (b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:x=\n", b" b=\n", 1_000_000),
        (b"BEGIN:VCARD\nPHOTO;BASE64:\n", b"\n \n", 1_000_000),
        (b"BEGIN:VCARD\nFN:x\n", b"junk\n", 1_000_000),
        (b"", b"BEGIN:VCARD\nN:a\nAGENT:\n", 1_000_000),
        (b"BEGIN:VCARD\nN:a\n", b"BEGIN:VCARD\nTEL:1\nEND:VCARD\n", 1_000_000),
    ],
)
def test_hostile_megabytes_are_read(start: bytes, unit: bytes, size: int) -> None:
    assert read(start + unit * (size // len(unit)))


# What we write

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_characters="\r"), st.sampled_from("\n\t ,;:\\\"'=^%张梅😀ñ")
    ),
    max_size=100,
)
FILLED = TEXT.filter(bool)
CARDS = st.builds(
    Card,
    name=FILLED,
    name_parts=st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT),
    company=TEXT,
    department=TEXT,
    title=TEXT,
    phones=st.lists(
        st.builds(Point, FILLED, st.sampled_from(["", "mobile", "work", "home", "fax", "pager", 'Nave; "2"\\, 左']))
    ).map(tuple),
    emails=st.lists(st.builds(Point, FILLED, st.sampled_from(["", "work", "home", "estudio"]))).map(tuple),
    websites=st.lists(FILLED).map(tuple),
    addresses=st.lists(st.builds(Address, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT).filter(any)).map(tuple),
    wechat=TEXT,
    ims=st.lists(st.builds(Point, FILLED, st.sampled_from(["skype", "qq", "whatsapp", "", "my im"]))).map(tuple),
    birthday=TEXT,
    note=TEXT,
    categories=st.lists(FILLED).map(tuple),
    photo=st.none() | st.binary(min_size=1),
    uid=TEXT,
    # A second script is read from printed cards only.
    name_alt=st.just(""),
    company_alt=st.just(""),
    title_alt=st.just(""),
    version=st.just("3.0"),
    properties=st.just(()),
    warnings=st.just(()),
    line=st.just(1),
    raw=st.just(b""),
)


@given(CARDS)
@settings(max_examples=150, deadline=None)
@example(Card(name=" Ana\\ ", company="\tCasa", note="a\nBEGIN:VCARD\nEND:VCARD\n ", version="3.0", line=1))
@example(
    Card(
        name="FN:",
        phones=(Point("Tel:1", "_$!<Work>!$_"),),
        emails=(Point("a <b@x.example>", "b"), Point("mailto:a?b")),
        ims=(Point("//a/b%20:c", "my im"),),
        version="3.0",
        line=1,
    )
)
def test_what_is_written_is_read_back(written: Card) -> None:
    text = write(written)
    (found,) = read(text.encode())
    assert found._replace(properties=(), raw=b"") == written


@given(CARDS)
@settings(max_examples=50, deadline=None)
def test_lines_are_folded_at_75_octets_between_characters(written: Card) -> None:
    text = write(written)
    assert text.endswith("\r\nEND:VCARD\r\n")
    lines = text.encode().split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert not any(b"\n" in line for line in lines)


def test_a_card_with_only_a_name() -> None:
    text = write(Card(name="Ana"))
    assert text == "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Ana\r\nEND:VCARD\r\n"


def test_carriage_returns_become_line_feeds() -> None:
    (found,) = read(write(Card(name="Ana", note="a\r\nb\rc")).encode())
    assert found.note == "a\nb\nc"


def test_what_other_programs_expect() -> None:
    text = write(
        Card(
            name="Ana, la jefa",
            phones=(Point("1", "mobile"), Point("2", "Taller")),
            emails=(Point("a@x.example", "work"),),
            wechat="ana_wx",
            ims=(Point("10001", "qq"),),
            photo=b"\x89PNG",
        )
    ).splitlines()
    assert "FN:Ana\\, la jefa" in text
    assert "TEL;TYPE=CELL:1" in text
    assert text[text.index("item1.TEL:2") + 1] == "item1.X-ABLabel:Taller"
    assert "EMAIL;TYPE=INTERNET,WORK:a@x.example" in text
    assert {"X-WECHAT:ana_wx", "IMPP;X-SERVICE-TYPE=qq:qq:10001"} <= set(text)
    assert "PHOTO;ENCODING=b;TYPE=PNG:iVBORw==" in text


def test_unknown_properties_are_written_back_and_known_ones_only_once() -> None:
    found = card(
        "FN:Ana",
        "NICKNAME:Anita",
        "item1.X-FOO;A=\"x:^'y^'\":1\\,2\\;3",
        "item1.X-ABLabel:mi campo",
        "item2.TEL:123",
        "item2.X-ABLabel:Taller",
        "PHOTO;VALUE=uri:http://x.example/a.jpg",
        "GEO:1.5;2.5",
    )
    text = write(found)
    assert text.count("\r\nTEL") + text.count(".TEL") == 1
    assert text.count("Taller") == 1
    again = read(text.encode())[0]
    kept = [prop for prop in again.properties if prop.name in ("NICKNAME", "X-FOO", "PHOTO", "GEO")]
    assert kept == [prop for prop in found.properties if prop.name in ("NICKNAME", "X-FOO", "PHOTO", "GEO")]
    groups = {prop.group for prop in again.properties if prop.value == "mi campo"}
    assert groups == {"item1"}
    assert again.phones == (Point("123", "Taller"),)


def test_a_2_1_card_comes_out_as_3_0() -> None:
    found = old(b"FN;CHARSET=GBK:" + "孙建国".encode("gbk"), "X-SITE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab")
    text = write(found)
    assert "CHARSET" not in text
    assert "QUOTED" not in text
    assert "X-SITE:a\\nb\r\n" in text
    assert read(text.encode())[0].name == "孙建国"


def test_names_are_composed_in_the_order_of_their_script() -> None:
    assert composed(("Paz", "Ana", "", "", "")) == "Ana Paz"
    assert composed(("王", "伟", "", "", "")) == "王伟"
