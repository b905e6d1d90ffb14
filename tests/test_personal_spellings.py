"""Personal data however it is spelled, and the figures that only look like it."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasbor.data.personal import masked, personal_kind
from dasbor.data.personal_cells import SUSPECT

WIDE = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
ARABIC = str.maketrans("0123456789", "".join(map(chr, range(0x660, 0x66A))))
NIK = [
    "3672019990070001", "36.72.01.999006.0001", "3672 01 999007 0001", "367201 999007 0001",
    "3672-0199-9007-0001", "36.72.01.99.90.07.0001", "36/72/01/999007/0001", "36_72_01_999007_0001",
    "3672 0199 9007 0001", "3672\u00a00199\u00a09007\u00a00001", "3672–01–999007–0001",
    "3672—0199—9007—0001", "367201  999007  0001", "3672 - 0199 - 9007 - 0001",
    "36\u200b72019990070001", "3672\u200d0199\u20609007\ufeff0001", "3672\u00ad0199\u00ad90070001",
    "3672019990070001".translate(WIDE), "3672 0199 9007 0001".translate(WIDE),
    "3672019990070001".translate(ARABIC), "(367201)9990070001", "367201.9990070001",
    "36 72 01 99 90 07 00 01",
    "3 6 7 2 0 1 9 9 9 0 0 7 0 0 0 1", "3672\u20110199\u20119007\u20110001",
    "3672\u30000199\u30009007\u30000001", "3672\n0199 9007\t0001", "36.72.01.9990.06.0001",
    "3672·0199·9007·0001", "(3672) 0199 (9007) 0001", "3672 0101 0185 2001",
    "3672_-01.9990070001", "367201 99.90070001", "36720199 -90.070001",
]  # fmt: skip
NIP = [
    "199901012020011001", "19990101 202001 1 001", "1999-0101-202001-1-001",
    "19990101.202001.1.001", "19990101/202001/1/001", "1999 0101 202001 1 001",
    "19990101 2020 01 1 001", "19990101–202001–1–001", "19990101\u00a0202001\u00a01\u00a0001",
    "1999\u200b01012020011001", "199901012020011001".translate(WIDE), "1999.01.01 202001 1 001",
    "1999-01-01-202001-1-001", "19990101  202001  1  001", "19990101 - 202001 - 1 - 001",
    "1999 01.012020011001", "19990101 20.20011001", "1999 01.01.2020 011001",
    "1999 01.01.20 20011001",
]  # fmt: skip
PHONES = [
    "081199900001", "0811-9990-0001", "(0811) 9990-0001", "0811/9990/0002", "0811 9990 0001",
    "0811.9990.0001", "0811\u00a09990\u00a00001", "0811–9990–0001", "0811  9990  0001",
    "+62 811 9990 0001", "+62-811-9990-0001", "+62 (811) 9990-0001", "+62 (0)811 9990 0001",
    "62811 9990 0001", "6281199900001", "0062 811 9990 0001", "0811\u200b9990\u200b0001",
    "081199900001".translate(WIDE), "＋６２ 811 9990 0001", "0254 123456", "(0254) 123-456",
    "021-5551234", "+62 254 123456", "(021) 555 1234", "0 8 1 1 9 9 9 0 0 0 0 1", "0811_9990_0001",
    "https://wa.me/6281199900001", "0811-9990-0001/0812-9990-0002",
    "0811 99.900001",
]  # fmt: skip
MAILS = [
    "budi@contoh.id", "budi9＠contoh.id", "budi10 @ contoh.id", "budi﹫contoh.go.id",
    "budi @contoh.id", "budi@ contoh.id", "budi(at)contoh.id", "budi [at] contoh.id",
    "bu\u200bdi@contoh.id", "budi\u00a0@\u00a0contoh.id", "budi @ contoh . id",
    "ｂｕｄｉ＠ｃｏｎｔｏｈ．ｉｄ", "BUDI.X+y@CONTOH.CO.ID",
]  # fmt: skip
SPELLED = [
    *(("NIK", text) for text in NIK), *(("NIP", text) for text in NIP),
    *(("nomor telepon", text) for text in PHONES), *(("alamat surel", text) for text in MAILS),
]  # fmt: skip
NOBODY = [
    "2020-08-04 2021-08-04", "2020-08-04 s.d. 2021-08-04", "04/08/2020 - 04/08/2021",
    "08/12/2023-09/12/2023", "08-12-2023 10.30", "02/11/2023 s.d. 03/11/2023", "20200804-20210804",
    "2019 2020 2021 2022", "2019-2020 2021-2022", "2019/2020/2021/2022", "2019–2023",
    "tahun 2020 (2021) 2022 2023", "36.72.01.1001", "36.72.01.1001 36.72.02",
    "36.72.05.1005-36.72.06",
    "-6.012345 106.012345", "-6.0123456, 106.0123456", "106.01234567890123", "3.141592653589793",
    "-6.0212345678", "0.0812345678", "5.54829012/95.32375312", "2.02123456 99.01234567",
    "RW 05 -6.012345 106.012345", "106.012345 -6.012345 25 m", "2023 -6.0123456 106.0512345",
    "Rp1.234.567.890.123", "Rp1.234.567.890.123.456",
    "Rp150.000.000.000 2023", "62.250.000.000", "Rp62.812.345.678", "1,234,567,890,123,456",
    "2022-017", "INV-2023-0001", "2022-0017 2022-0018", "2022-017 2022-018",
    "https://contoh.id/berita/2023/08/12345", "https://contoh.id/2023/08/12/1234567890-judul",
    "https://contoh.id/a/36-72-01-99-90-07-00-01", "https://contoh.id/2023/08/123456789",
    "62 2023 2024", "Rapat @ Balai Kota", "rapat @ 10.30", "@cilegonkota", "Layanan 112 dan 119",
    "1 2 3 4 5 6 7 8 9", "12.345 inovasi dari 67.890", "RT 001/RW 002 tahun 2023",
]  # fmt: skip


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def suspects(database: duckdb.DuckDBPyConnection, text: str) -> bool:
    found = database.execute("select regexp_matches(?, ?)", [text, SUSPECT]).fetchone()
    return bool(found and found[0])


@pytest.mark.parametrize(("kind", "text"), SPELLED, ids=ascii)
def test_a_person_in_any_spelling(
    kind: str, text: str, database: duckdb.DuckDBPyConnection
) -> None:
    said = f"Hubungi {text} ya"
    assert personal_kind(said) == kind and suspects(database, said)
    safe = masked(said)
    assert "••••••" in safe and safe.startswith("Hubungi ") and safe.endswith(" ya")
    assert masked(safe) == safe and not personal_kind(safe)
    assert sum(letter.isdigit() for letter in safe) <= 8


@pytest.mark.parametrize("text", NOBODY)
def test_figures_that_belong_to_nobody(text: str) -> None:
    for said in (text, f"Layanan {text}.", f"({text})"):
        assert (personal_kind(said), masked(said)) == ("", said)


def test_two_persons_in_one_text() -> None:
    said = "NIK 3672 0199 9007 0001 HP (0811) 9990-0001, budi @ contoh.id"
    assert masked(said) == "NIK 36••••••01 HP (08••••••01, bu••••••id"


GAPS = st.text(st.sampled_from(" ./()_-–—\u00a0\u2009\u3000\u2011"), max_size=3)
UNSEEN = st.text(st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"), max_size=4)
SCRIPTS = st.sampled_from([str.maketrans("", ""), WIDE, ARABIC])


@given(st.sampled_from([NIK[0], NIP[0], PHONES[0]]), st.data())
def test_whatever_stands_between_the_digits(digits: str, data: st.DataObject) -> None:
    """In one to five groups, never one that reads as a date, an amount or a code."""
    cuts = sorted(data.draw(st.sets(st.sampled_from([4, 6, 8, 10, 12]), max_size=4)))
    parts = [digits[a:b] for a, b in zip([0, *cuts], [*cuts, len(digits)], strict=True)]
    text = parts[0] + "".join(f"{data.draw(GAPS)}{data.draw(UNSEEN)}{part}" for part in parts[1:])
    text = text.translate(data.draw(SCRIPTS))
    assert personal_kind(text) and digits[4:-4] not in masked(text)
    assert suspects(duckdb.connect(), text)
