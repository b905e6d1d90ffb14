"""The analyst's bench: links mean what they say; what a facet counts is what the table lists."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dasbor.documents import explore_table
from dasbor.documents.explore_table import Bench
from dasbor.questions.answers import Answers
from dasbor.questions.filters import CHOICES, options
from dasbor.questions.selection import (
    FACETS,
    GROUPS,
    ORDERS,
    Selection,
    picked,
    selection,
    unsearched,
)
from tests.world import world

COUNTS, LISTING = "berapa_inovasi_per_pilihan", "inovasi_mana_yang_dicari"
VALUES = {
    "opd": ["a", "b", "c"],
    "bentuk": ["kelola", "layanan", ""],
    "urusan": ["Pangan", "Sosial", ""],
    "jenis": ["Digital", "Non Digital", ""],
    "tahapan": ["Inisiatif", "Penerapan", ""],
    "inisiator": ["ASN", "Masyarakat", ""],
    "asal": ["contoh", "publikasi"],
    "klasifikasi": ["Desa/Kelurahan", "Masyarakat", ""],
    "unit": ["pkm", "kel", ""],
}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "tahun": st.sampled_from(["2021", "2022", "2023"]),
            "judul": st.sampled_from(["Kampung Sehat", "Kesehatan Desa", "Pasar"]),
            "kematangan": st.sampled_from(["", "10", "60"]),
            **{name: st.sampled_from(values) for name, values in VALUES.items()},
        }
    ),
    min_size=1,
    max_size=12,
)
UNITS = {"pkm": "Puskesmas A", "kel": "Kelurahan B"}  # as a link says them
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "cari": st.sampled_from(["sehat", "kesehattan", "PASAR", "ada"]),
        "kematangan_dari": st.sampled_from([0, 20]),
        "tahun_dari": st.just(2022),
        **{
            name: st.lists(
                st.sampled_from([UNITS.get(v, v) or "Tidak diisi" for v in values]), max_size=2
            )
            for name, values in VALUES.items()
        },
    },
)


def store_of(rows: list[dict[str, str]]) -> Answers:
    head = ["id", *sorted(rows[0])]
    lines = [",".join([f"r{n}", *(row[name] for name in head[1:])]) for n, row in enumerate(rows)]
    return world(
        {
            "inovasi": "\n".join([",".join(head), *lines]),
            "opd": "kode,singkatan,nama\na,A,A\nb,B,B\nc,C,C",
            "bentuk": "bentuk,singkatan\nkelola,kelola\nlayanan,layanan",
            "urusan": "urusan\nPangan\nSosial",
            "unit": "unit,nama\npkm,Puskesmas A\nkel,Kelurahan B",
        }
    )


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, chosen=CHOSEN)
def test_what_a_facet_counts_is_what_the_table_lists(
    rows: list[dict[str, str]], chosen: dict[str, Any]
) -> None:
    asked = store_of(rows)
    for row in asked.ask(COUNTS, **chosen).records():
        group, value = row["saringan"], row["nilai"]
        narrowed = dict(chosen)
        if group == "tahun":
            narrowed |= {"tahun_dari": int(value), "tahun_sampai": int(value)}
        elif group != "semua":
            narrowed |= {group: [value]}
        listed = asked.ask(LISTING, **narrowed, urut="terbaru")
        assert len(listed.rows) == row["jumlah"], (group, value)


@pytest.fixture(scope="module")
def bench(city: Answers) -> Bench:
    return Bench(
        Selection(), options(city), {"tampilan": ["tabel"]}, known=explore_table.known(city)
    )


def reread(link: dict[str, Any], bench: Bench) -> tuple[Selection, list[str]]:
    return selection(parse_qs(urlencode(link, doseq=True)), bench.options, bench.known)


def test_a_selection_survives_its_link(bench: Bench) -> None:
    link = {
        "tahun": [2021, 2022], "opd": ["Dinkes"], "cari": "a&b", "jenis": ["Digital"],
        "kematangan_dari": 12.5, "penerapan_sampai": "2022-03-01", "urut": "judul",
        "kolom": ["tahun", "judul"], "hal": 3,
    }  # fmt: skip
    asked, strange = reread(link, bench)
    assert not strange and reread(asked.link(bench.options), bench) == (asked, [])
    assert asked.link(bench.options) == link
    assert Selection().link(bench.options) == {} and len(asked.words(bench.options)) == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("urut", "id; drop table inovasi"), ("kolom", "nama_inisiator"), ("hal", "-1"),
        ("hal", "9" * 5000), ("kematangan_dari", "nan"), ("kematangan_dari", "1e99"),
        ("penerapan_dari", "31-12-2022"), ("opd", "ngawur"), ("tahun", "1"),
        ("jenis", "ngawur"), ("unit", "ngawur"), ("kematangan_sampai", "112"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_ignored_and_said(name: str, value: str, bench: Bench) -> None:
    asked, strange = reread({name: value}, bench)
    assert asked == Selection() and strange == [value]


def test_hostile_words_are_only_words(bench: Bench, city: Answers) -> None:
    for word in ("'; drop table inovasi; --", "%", "\x00", "[[", "é" * 99, "<script>", " . "):
        asked, _ = reread({"cari": word, "jenis": word}, bench)
        parameters = asked.parameters(bench.options)
        assert city.ask(COUNTS, **parameters).rows is not None
        assert "<script>" not in explore_table.chips(Bench(asked, bench.options, {}))


def test_a_mark_of_a_chart_is_read_as_a_link(bench: Bench) -> None:
    chosen = {"tahun": "2022", "opd": "Dinkes", "asal": "data contoh", "urusan": "tidak ada"}
    link = picked(chosen, bench.options)
    assert link == {"tahun": ["2022", "2022"], "opd": ["Dinkes"], "asal": ["contoh"]}
    asked, strange = selection(link, bench.options, bench.known)
    assert not strange and asked.chosen("tahun") == ("2022",) and asked.chosen("opd") == ("Dinkes",)
    assert picked({"tahun": "1899"}, bench.options) == {}


@pytest.mark.parametrize("group", GROUPS)
def test_a_value_is_added_and_removed(group: str, bench: Bench, city: Answers) -> None:
    row = next(r for r in city.ask(COUNTS).records() if r["saringan"] == group)
    label = row["label"] if group in CHOICES else row["nilai"]
    once = Selection(page=4).toggled(group, label)
    assert once.chosen(group) == (label,) and once.page == 1
    assert once.toggled(group, label) == Selection()
    assert city.ask(COUNTS, **once.parameters(bench.options)).rows


def test_every_way_of_the_bench_is_a_link_that_is_understood(bench: Bench, city: Answers) -> None:
    counts = city.ask(COUNTS)
    rows = city.ask(LISTING, **Selection().listing(bench.options))
    html = explore_table.facets(counts, bench) + explore_table.table(
        rows, explore_table.total(counts), bench
    )
    html += explore_table.columns(rows, bench)
    links = [a.get("href", "") for a in ElementTree.fromstring(f"<p>{html}</p>").iter("a")]
    assert len(links) > 40
    for link in links:
        query = parse_qs(urlsplit(link).query)
        assert query.pop("tampilan") == ["tabel"]
        assert selection(query, bench.options, bench.known)[1] == []


@pytest.mark.parametrize("order", ORDERS)
def test_pages_put_together_are_the_whole_in_every_order(order: str, city: Answers) -> None:
    whole = city.ask(LISTING, urut=order).rows
    pages = [city.ask(LISTING, urut=order, mulai=n, batas=50).rows for n in range(0, 600, 50)]
    assert tuple(row for page in pages for row in page) == whole


def test_no_personal_name_can_be_a_column(city: Answers) -> None:
    names = {column.name for column in city.ask(LISTING, urut="judul").columns}
    assert not names & {"nama_inisiator", "penggagas", "inovator"}
    assert set(FACETS) <= names


def test_a_facet_is_offered_where_a_row_fills_it_in() -> None:
    head = "tahun,id,judul,opd,klasifikasi,unit"
    units = {"unit": "unit,nama\npkm,Puskesmas A"}
    none = world({"inovasi": f"{head}\n2022,a,A,x,,\n2022,b,B,x,,"} | units)
    some = world({"inovasi": f"{head}\n2022,a,A,x,Masyarakat,\n2022,b,B,x,,pkm"} | units)
    new = {"klasifikasi", "unit"}
    assert not new & {*explore_table.offered(none)} and new < {*explore_table.offered(some)}
    for asked, there in ((none, False), (some, True)):
        bench = Bench(Selection(), options(asked), {}, explore_table.offered(asked))
        drawn = explore_table.facets(asked.ask(COUNTS), bench)
        assert ("<summary>Klasifikasi" in drawn, "<summary>Unit" in drawn) == (there, there)


def test_a_unit_is_chosen_by_its_name_everywhere() -> None:
    rows = "tahun,id,judul,opd,klasifikasi,unit\n2022,a,A,x,Desa/Kelurahan,kel\n2022,b,B,x,,pkm"
    asked = world({"inovasi": rows, "unit": "unit,nama\npkm,Puskesmas A\nkel,Kelurahan B"})
    link = {"unit": ["Kelurahan B"], "klasifikasi": ["Desa/Kelurahan"]}
    chosen, strange = selection(link, options(asked), explore_table.known(asked))
    bench = Bench(chosen, options(asked), {})
    assert not strange and chosen.link(bench.options) == link
    drawn = explore_table.chips(bench)
    assert "Unit: Kelurahan B" in drawn and "Klasifikasi: Desa/Kelurahan" in drawn
    [row] = asked.ask(LISTING, **chosen.listing(bench.options)).records()
    assert (row["id"], row["unit"], row["klasifikasi"]) == ("a", "Kelurahan B", "Desa/Kelurahan")


def test_an_address_and_a_file_know_the_facets(client: TestClient) -> None:
    asked = {"urut": "terbaru", "contoh": "ya", "klasifikasi": "tidak diisi"}
    reply = client.get(f"/unduh/{LISTING}.csv", params=asked)
    assert reply.status_code == 200 and {"unit", "klasifikasi"} <= {
        *reply.text.lstrip("\ufeff").splitlines()[0].split(",")
    }
    refused = client.get(f"/unduh/{LISTING}.csv", params=asked | {"klasifikasi": "entah"})
    assert refused.status_code == 400 and "Desa/Kelurahan" in refused.json()["galat"]["pesan"]


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("", ""), ("Ibu & Anak", ""), ("Cilégon é", ""), ("+++", "“+++” tidak menyaring"),
        ("京都", "“京都” tidak menyaring"), ("京都 sehat", "京都 tidak ikut dicari"),
        ("a b c d e f g h", ""), ("a b c d e f g-h i", "8 kata pertama, sampai “h”"),
    ],
)  # fmt: skip
def test_a_search_says_what_it_leaves_out(search: str, said: str) -> None:
    told = unsearched(search)
    assert said in told and bool(told) == bool(said)


def test_a_selection_knows_which_labels_it_takes(bench: Bench) -> None:
    taken, _ = reread({"tahun": [2021, 2022], "asal": "contoh", "opd": "dinkes"}, bench)
    assert taken.within("tahun") == ("2021", "2022") and taken.within("asal") == ("data contoh",)
    assert taken.within("opd") == ("Dinkes",) and taken.within("jenis") == ()


def test_rows_of_samples_look_like_samples(city: Answers) -> None:
    rows, offered = city.ask(LISTING, urut="tahun"), options(city)
    for is_sample in (False, True):
        bench = Bench(Selection(), offered, {})
        drawn = explore_table.table(replace(rows, sample=is_sample), 1, bench)
        assert ('class="dasbor karangan"' in drawn or 'class="karangan"' in drawn) == is_sample
