"""Every page through Streamlit's own test runner: what it shows, filtered, empty and damaged."""

import base64
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dasbor import narrative, settings
from dasbor.city import today
from dasbor.data import versions
from dasbor.documents import blocks, quality
from dasbor.documents.content.programme import of_cohorts
from dasbor.documents.prerender import first_picture
from dasbor.questions.answers import Answers, answers
from tests.world import answer, found_city, lend_stores

# The pages of which a part only demonstrates, as long as no register has a row.
DEMONSTRATING = {"jelajah", "lab_inovasi", "opd", "pertumbuhan", "posyantek"}
DEMONSTRATING |= {"profil_opd", "satu_opd_satu_inovasi"}
DEMONSTRATION = "<h2>Peragaan dengan angka karangan</h2>"
PAGES = sorted(path.stem for path in settings.PAGES.glob("*.py"))


@pytest.fixture(scope="module", autouse=True)
def _unchanged(city_stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One copy of the city, for all tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("halaman")
    found_city(folder / "data")
    versions.reset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASBOR_DATA", str(folder / "data"))
        patch.setenv("DASBOR_GUDANG", str(lend_stores(city_stores, folder / "gudang")))
        yield
    versions.reset()


@pytest.fixture
def app() -> AppTest:
    """The app on its first page."""
    return fresh().run()


def fresh() -> AppTest:
    """A new visitor, who has not seen anything yet."""
    return AppTest.from_file(str(settings.ROOT / "dasbor" / "app" / "menu.py"), default_timeout=30)


def page(app: AppTest, name: str) -> AppTest:
    return app.switch_page(f"../../pages/{name}.py").run()


def at(app: AppTest, **link: str) -> AppTest:
    """The same page where its link says this."""
    for key, value in link.items():
        app.query_params[key] = value
    return app.run()


def words(app: AppTest) -> str:
    """Everything the page says in HTML, but for what only keeps words on one line."""
    html = " ".join(html for element in app.main for html in _told(element))
    return re.sub("</?bdi>", "", html)


def _told(element: Any) -> Iterator[str]:
    if element.type == "bidi_component":
        yield json.loads(element.proto.json)[0]["html"]
    elif element.type in ("html", "markdown"):
        yield element.proto.body


def figures(app: AppTest) -> list[dict[str, Any]]:
    found = re.findall(r'class="gambar-data"[^>]*>(.*?)</script>', words(app))
    return [json.loads(facts)["light"] for facts in found]


def numbers(values: Any) -> list[Any]:
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), values["dtype"]).tolist()
    return list(values)


def ledger(measure: str) -> dict[int, float | None]:
    rows = versions.current().rows(
        "select tahun, nilai from angka_publikasi where ukuran = $u and dipakai", {"u": measure}
    )
    return dict(rows)


def idle_office() -> str:
    """An office that has no innovation in any year."""
    ranking = answers(versions.current()).ask("berapa_inovasi_per_opd_per_tahun")
    counts: dict[str, int] = {}
    for row in ranking.records():
        counts[row["singkatan"]] = counts.get(row["singkatan"], 0) + (row["jumlah"] or 0)
    return next(name for name, count in counts.items() if not count)


@pytest.mark.parametrize("name", PAGES)
def test_page_runs_and_states_a_finding(name: str) -> None:
    shown = page(fresh(), name)
    assert not shown.exception
    assert "<h1>" in words(shown)
    assert "versi data" in words(shown)


@pytest.fixture
def samples(demonstrated: Answers, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app of a city whose registers hold samples only."""
    folder = demonstrated.store.path
    assert folder
    monkeypatch.setenv("DASBOR_GUDANG", str(folder.parent))
    monkeypatch.setenv("DASBOR_DATA", str(folder.parent.parent / "data"))
    versions.reset()
    yield
    versions.reset()


@pytest.mark.usefixtures("samples")
def test_pages_of_samples_demonstrate_in_their_last_part_which_can_be_hidden() -> None:
    for name in PAGES:
        known, *demonstrated = told(name).split(DEMONSTRATION)
        assert len(demonstrated) == (name in DEMONSTRATING), name
        assert ">CONTOH<" not in known and "Bahan apresiasi" not in known, name
        assert all(">CONTOH<" in part or name == "jelajah" for part in demonstrated), name
    for name in DEMONSTRATING:
        assert DEMONSTRATION not in told(name, contoh="tidak"), name
    assert "muat inovasi_{tahun}.csv lewat Kelola Data" in told("satu_opd_satu_inovasi")


def told(name: str, **link: str) -> str:
    """What a page says of one office where it is about one, of all of them elsewhere."""
    app = fresh()
    app.query_params.update(link | ({"opd": "Dinkes"} if name == "profil_opd" else {}))
    return words(page(app.run(), name))


def test_of_facts_nothing_is_demonstrated_and_offices_are_named() -> None:
    for name in DEMONSTRATING:
        shown = told(name)
        assert "Peragaan" not in shown and ">CONTOH<" not in shown, name
    named = told("satu_opd_satu_inovasi").split("Bahan apresiasi")[1]
    assert "belum ada pada daftar sampai" in named and "termasuk tahun sebelum aturan" in named
    for panel in named.split("Bahan tindak")[:2]:
        assert "./profil_opd?opd=" in panel
    app = fresh()
    app.query_params["opd"] = idle_office()
    operator = words(page(app.run(), "profil_opd")).split("Untuk operator")[1]
    assert operator.startswith(": berkas yang perlu dimuat</summary>")
    assert "untuk 2024 dan 2025;" in operator  # none of its own is no missing file


def test_growth_shows_the_ledger_totals_and_the_gaps(app: AppTest) -> None:
    totals = ledger("inovasi_diluncurkan") | ledger("inovasi_terdata")
    trace = figures(page(app, "pertumbuhan"))[0]["data"][0]
    shown = dict(zip(map(int, numbers(trace["x"])), numbers(trace["y"]), strict=True))
    assert shown == dict.fromkeys(range(min(totals), today().year + 1)) | totals
    assert None in totals.values()


def test_filters_reach_every_page(app: AppTest) -> None:
    app.query_params["opd"] = ["Dinkes"]
    app.run()
    shown = page(app, "opd")
    assert numbers(figures(shown)[0]["data"][0]["y"]) == ["Dinkes"]
    assert "Dinkes" in words(shown)
    assert "Saringan OPD tidak berlaku" in words(page(app, "posyantek"))


def test_years_without_a_register_are_drawn_as_gaps_on_every_page(app: AppTest) -> None:
    app.query_params["tahun"] = ["2024", "2025"]
    app.run()
    for name in PAGES:
        shown = page(app, name)
        assert not shown.exception and not shown.error, name
    assert "belum" in words(page(app, "pertumbuhan"))


def test_nothing_found_says_so_and_offers_the_way_back(app: AppTest) -> None:
    app.query_params["opd"] = [idle_office()]
    app.run()
    for name in ("ringkasan", "pertumbuhan", "opd"):
        shown = words(page(app, name))
        assert blocks.NONE_FITS in shown and "Longgarkan" not in shown, name
        assert 'class="tombol langsung" href="?">Hapus semua saringan' in shown


def test_profile_of_an_office_lists_its_innovations_and_what_is_published(app: AppTest) -> None:
    app.query_params["opd"] = ["Dinkes"]
    app.run()
    shown = page(app, "profil_opd")
    assert "<h1>Dinas Kesehatan</h1>" in words(shown)
    own = answers(versions.current()).ask("berapa_inovasi_per_tahun", opd=["dinkes"])
    assert f"<h2>{narrative.growth(own)}</h2>" in words(shown)
    assert "GEGANA PEDES" in words(shown)
    register = words(shown).split("Inovasi yang terdaftar")[1].split("</table>")[0]
    years = set(re.findall(r'<tr role="row"><td role="cell">(\d{4})</td>', register))
    assert years and set(map(int, years)) <= set(ledger("inovasi_terdata")) | {2020}
    assert "Ide Lab Inovasi (bukan inovasi" in words(shown)


def test_without_one_office_its_page_offers_all_or_the_chosen_ones(app: AppTest) -> None:
    shown = page(app, "profil_opd")
    offices = {row["label"] for row in offered() if row["saringan"] == "opd"}
    assert words(shown).count("./profil_opd?opd=") == len(offices)
    app.query_params["opd"] = ["Dinkes", "Dinsos"]
    app.run()
    two = words(page(app, "profil_opd"))
    assert set(re.findall(r'./profil_opd\?opd=([^"]+)"', two)) == {"Dinkes", "Dinsos"}


def test_several_offices_are_compared_unless_their_sum_is_asked_for(app: AppTest) -> None:
    asked = answers(versions.current())
    sums = asked.ask("berapa_inovasi_per_tahun", opd=["dinkes", "dinsos"])
    both = str(narrative.growth(sums))
    app.query_params["opd"] = ["Dinkes", "Dinsos"]
    app.run()
    shown = words(page(app, "pertumbuhan"))
    assert "tidak dijumlahkan" in shown and "jumlahkan=ya" in shown and both not in shown
    named = asked.ask("berapa_inovasi_per_opd_per_tahun", opd=["dinkes", "dinsos"])
    assert f"<h1>{narrative.compared(named)}</h1>" in shown
    for name in ("Dinkes", "Dinsos"):
        assert f'?opd={name}">{name}</a></h3>' in shown
    assert f"<h1>{narrative.compared(named)}</h1>" in words(page(app, "ringkasan"))
    app.query_params["jumlahkan"] = "ya"
    summed = words(page(app, "pertumbuhan"))
    assert "OPD terpilih dijumlahkan." in summed and str(narrative.growth(sums)) in summed


def offered() -> list[dict[str, Any]]:
    return list(answers(versions.current()).ask("pilihan_saringan_apa_saja").records())


def test_the_matrix_shows_the_offices_asked_for(app: AppTest) -> None:
    shown = page(app, "satu_opd_satu_inovasi")
    asked = answers(versions.current())
    for choice in ("semua", "memenuhi", "belum", "belum pernah"):
        at(shown, tampil=choice)
        offices = asked.ask("opd_mana_memenuhi_target", tampil=choice).values("singkatan")
        matrix = words(shown).split('class="matriks"')[1].split("</div>")[0]
        assert matrix.count('scope="row"') == len(set(offices)) > 0


def test_the_simulator_answers_to_its_sliders_and_to_the_link(app: AppTest) -> None:
    shown = page(app, "indeks")
    before = words(shown)
    assert "16,71" in before and "perkiraan" in before and "bukan keadaan Kota Cilegon" in before
    rules = before.split("Rumus, bobot, dan titik mulai")[1].split("Titik mulai yang tidak")[0]
    asked = answers(versions.current())
    for name, column in (("apa_rumus_indeks_tiap_edisi", "k"), ("apa_indikator_spd", "indikator")):
        assert all(f">{escape(str(cell))}</td>" in rules for cell in asked.ask(name).values(column))
    assert not shown.expander[0].proto.expanded and "≈ 0,00" in before
    assert "45,90" not in before  # no score of its own, only differences from the real one
    shown.slider(key="pelayanan_dasar").set_value(4).run()
    assert "poin dari 48,30 (2025): kira-kira" in words(shown)
    assert "Poin jumlah nol" in words(shown) and "0,0 dari 76" in words(shown)
    shown.radio(key="edisi").set_value("2023").run()
    assert "Poin jumlah nol" not in words(shown) and "edisi 2023" in words(shown)
    assert "indikator edisi ini belum tercatat" in words(shown)
    shown.slider(key="inovasi").set_value(0).run()
    assert not shown.exception and "belum ada inovasi" in words(shown)


def test_the_simulator_mentions_what_a_link_made_up() -> None:
    app = fresh()
    made_up = {"inovasi": "9999", "kematangan": "60,5", "spd": "63", "edisi": "1999"}
    app.query_params.update(made_up)
    shown = page(app.run(), "indeks")
    assert not shown.exception
    assert "diabaikan: edisi=1999, inovasi=9999<" in words(shown)
    assert shown.select_slider(key="kematangan").value == 60.5
    assert "63,0 dari 63" in words(shown) and shown.expander[0].proto.expanded


@pytest.mark.parametrize(
    ("name", "key"), [("satu_opd_satu_inovasi", "tampil"), ("penghargaan", "tingkat")]
)
def test_a_choice_that_a_link_made_up_is_mentioned(name: str, key: str) -> None:
    app = fresh()
    app.query_params[key] = "galaksi"
    shown = page(app.run(), name)
    assert not shown.exception and 'aria-current="true">semua<' in words(shown)
    assert "diabaikan: galaksi" in words(shown) and key not in shown.query_params


def test_a_slider_without_a_range_is_left_out(city_copy: Path) -> None:
    path = city_copy / "titik_mulai_iid.csv"
    path.write_text(path.read_text("utf-8").replace("5,0,6,1,", "5,6,6,0,"), "utf-8")
    app = fresh().run()
    shown = page(app, "indeks")
    assert not shown.exception
    assert "pelayanan_dasar" not in {slider.key for slider in shown.slider}


def test_the_index_says_which_file_brings_maturity(city_copy: Path) -> None:
    assert "inovasi_{tahun}.csv" in words(page(fresh(), "indeks"))
    path = city_copy / "inovasi_2023.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[head.split(",").index("kematangan")] = "85.00"
    path.write_text("\n".join([head, ",".join(cells), *rest]), "utf-8")
    versions.fresh()
    shown = page(fresh(), "indeks")
    assert "inovasi_{tahun}.csv" not in words(shown) and "85,0 dari 111" in words(shown)


def test_the_index_without_scores_or_formula_says_so(city_copy: Path) -> None:
    for name in ("rumus_iid", "iid_pembanding", "ambang_iid", "iid_nasional"):
        path = city_copy / f"{name}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    ledger_path = city_copy / "angka_publikasi.csv"
    lines = ledger_path.read_text("utf-8").splitlines(keepends=True)
    ledger_path.write_text("".join(x for x in lines if ",skor_iid," not in x), "utf-8")
    app = fresh().run()
    shown = page(app, "indeks")
    assert not shown.exception
    assert "Belum ada skor IID" in words(shown) and "Belum ada rumus" in words(shown)
    assert "Longgarkan" not in words(shown)  # no filter is in the way
    for file in ("angka_publikasi.csv lewat Kelola Data", "rumus_iid.csv di folder data"):
        assert file in words(shown).split("Untuk operator")[1]


def test_without_a_real_register_the_file_to_load_is_named(city_copy: Path) -> None:
    for path in city_copy.glob("inovasi_*.csv"):
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with (city_copy / "penghargaan.csv").open("a", encoding="utf-8") as awards:
        awards.write("k,2022,kegiatan,,kompetisi,kota,Lomba,,Juara,,dinsos,,,galeri-2021,A,\n")
    versions.fresh()
    shown = page(fresh(), "satu_opd_satu_inovasi")
    assert not shown.exception and "Belum ada daftar inovasi" in words(shown)
    assert "muat inovasi_{tahun}.csv" in words(shown) and "Peragaan" not in words(shown)
    app = fresh()
    app.query_params["opd"] = "Dinsos"
    profile = page(app.run(), "profil_opd")
    assert not profile.exception and "muat inovasi_{tahun}.csv" in words(profile)
    line = words(profile).split('class="linimasa"')[1].split("</ol>")[0]
    assert "<b>Juara</b>" in line and "Tidak tercatat" not in line


def test_a_kelurahan_of_a_link_is_shown_and_a_made_up_one_answered(app: AppTest) -> None:
    app.query_params["kelurahan"] = "36.72.05.1005"
    shown = page(app, "posyantek")
    assert "Gedong Dalem</h2>" in words(shown) and "Posyantek Sembilang" in words(shown)
    assert '<option value="36.72.05.1005" selected>' in words(shown)
    app.query_params["kelurahan"] = "ngawur"
    assert "tidak dikenal: ngawur" in words(page(app, "posyantek"))


def test_every_kelurahan_is_on_the_map_where_any_was_assessed(app: AppTest) -> None:
    assert words(page(app, "posyantek")).count("kelurahan=36.72.") == 2 * 43
    app.query_params["tahun"] = ["2021", "2022"]
    app.run()
    shown = words(page(app, "posyantek"))
    assert 'class="peta' not in shown and shown.count('<option value="36.72.') == 43
    assert "Saringan Tahun tidak berlaku untuk angka terbit dan kelurahan" in shown


@pytest.mark.parametrize("name", ["ringkasan", "indeks", "posyantek", "pertumbuhan"])
def test_that_there_is_nothing_is_said_once_and_not_drawn(name: str) -> None:
    drawn = first_picture(versions.current(), name, {"tahun": ["2026"]})
    told = re.sub(r"<details.*?</details>", "", str(drawn))
    assert told.count("kosong, bukan nol") == 1 and told.count("Hapus semua saringan") == 1
    assert "<svg" not in told and "<b>–</b>" not in told
    assert not re.search(r"<h2>Belum ada(?! daftar inovasi)", told)


def test_nothing_is_multiplied_until_a_cost_is_typed(app: AppTest) -> None:
    shown = page(app, "posyantek")
    assert "Belum ada biaya yang diketik" in words(shown) and "×" not in words(shown)
    at(shown, biaya="1,5 juta")
    assert "× Rp1.500.000 = Rp" in words(shown) and "simulasi Anda" in words(shown)
    at(shown, biaya="-1")
    assert "tidak dapat negatif" in words(shown) and "×" not in words(shown)


def test_target_is_drawn_only_when_the_reader_sets_one(app: AppTest) -> None:
    shown = page(app, "pertumbuhan")

    def levels() -> list[float]:
        lines = (s for s in figures(shown)[0]["layout"]["shapes"] if s["type"] == "line")
        return [line["y0"] for line in lines if line["y0"] == line["y1"]]

    assert levels() == []
    at(shown, target="300")
    assert levels() == [300]


def test_without_rows_what_is_published_stays_and_the_file_to_load_is_named(
    city_copy: Path,
) -> None:
    for name in ("lab_inovasi_2022", "posyantek_2025", "penghargaan"):
        path = city_copy / f"{name}.csv"
        path.write_text(path.read_text("utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    told = {
        "lab_inovasi": "50 ide lahir di Lab Inovasi 2022",
        "posyantek": "14 dari 43 kelurahan (32,6%) ikut penilaian Posyantek 2025",
        "penghargaan": "Belum ada penghargaan yang tercatat",
    }
    files = {"lab_inovasi": "lab_inovasi_2022", "posyantek": "posyantek_2025"}
    for name, finding in told.items():
        shown = words(page(fresh(), name))
        assert finding in shown and "saringan ini" not in shown, name
        assert f"muat {files.get(name, name)}.csv" in shown, name
        assert f"<h2>{quality.TO_LOAD}</h2>" in shown, name  # not in a fold
        assert "Dari tahun ke tahun" not in shown


def test_a_damaged_file_is_named_on_every_page_and_stops_none(city_copy: Path) -> None:
    path = city_copy / "inovasi_2022.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("2022,", "dua ribu,", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    for name in PAGES:
        shown = page(fresh(), name)
        assert not shown.exception, name
        notice = words(shown)
        for part in ("inovasi_2022.csv", "baris 4", "kolom tahun", "Tulis angka"):
            assert part in notice, name
        assert "dua ribu" not in notice, name  # a rejected cell may hold anything, names too


def test_without_any_data_there_is_an_explanation_instead_of_a_page(city_copy: Path) -> None:
    for path in city_copy.iterdir():
        path.unlink()
    app = fresh().run()
    assert not app.exception
    assert "Data belum dapat disajikan" in words(app)


def test_a_filter_that_a_link_made_up_is_mentioned() -> None:
    app = fresh()
    app.query_params["opd"] = "ngawur"
    app.run()
    assert "ngawur" in words(app)


def test_ideas_of_the_lab_follow_the_filter_and_stay_apart_from_innovations(app: AppTest) -> None:
    shown = words(page(app, "lab_inovasi"))
    [ideas] = ledger("ide_lab_inovasi").values()
    assert f"{ideas:.0f} ide lahir" in shown and "tidak dijumlahkan" in shown
    app.query_params["opd"] = ["Dinkes"]
    app.run()
    narrowed = words(page(app, "lab_inovasi"))
    assert f"{ideas:.0f} ide" not in narrowed
    assert "Executive Laboratorium Inovasi" in narrowed


def test_tables_name_the_cohort_once_there_are_several() -> None:
    head = "tahun, ide\n2022, A"
    assert of_cohorts(answer("ide_lab_apa_saja", head), "ide") == ("ide",)
    assert of_cohorts(answer("ide_lab_apa_saja", head + "\n2023, B"), "ide") == ("tahun", "ide")


def test_awards_are_narrowed_by_level_and_show_the_rival_on_request(app: AppTest) -> None:
    shown = page(app, "penghargaan")
    [used] = ledger("peserta_inovasi_award").values()
    assert f"{used:.0f} peserta" in words(shown) and "Penerbit lain:" not in words(shown)
    assert "GEGANA PEDES" in words(shown)
    at(shown, tandingan="true")
    assert "Penerbit lain:" in words(shown)
    at(shown, tingkat="provinsi")
    assert "GEGANA PEDES" not in words(shown) and "Tidak tercatat" in words(shown)


def test_the_bench_lists_what_its_facets_count(app: AppTest) -> None:
    app.query_params["jenis"] = "Digital"
    app.query_params["hal"] = "9999"
    app.query_params["urut"] = "ngawur"
    shown = page(app, "jelajah")
    asked = answers(versions.current())
    counts = asked.ask("berapa_inovasi_per_pilihan", jenis=["Digital"])
    [found] = [row["jumlah"] for row in counts.records() if row["saringan"] == "semua"]
    assert f"{found} baris inovasi" in words(shown) and "diabaikan: ngawur" in words(shown)
    assert f"dari {found}" in words(shown) and "Non Digital" in words(shown)
    shown.text_input(key="cari").set_value("tidak ada yang begini").run()
    assert "Tidak ada inovasi yang cocok" in words(shown) and not shown.exception


def test_the_bench_mentions_whatever_it_does_not_know(app: AppTest) -> None:
    strange = {
        "urut_lajur": "a1", "arah_lajur": "a2", "paling_sedikit": "a3", "nol": "a4", "seri": "a5",
        "jenis": "a6", "kematangan_dari": "112", "lajur": "a7", "galaksi": "1",
    }  # fmt: skip
    app.query_params.update(strange | {"tampilan": "pivot", "gambar": "kolom"})
    shown = page(app, "jelajah")
    assert not shown.exception
    said = " ".join(re.findall("diabaikan: ([^<]*)", words(shown)))
    assert all(value in said for value in (*[f"a{n}" for n in range(1, 8)], "112", "galaksi"))
    again = fresh()
    again.query_params.update({"tampilan": "banding", "banding": ["galaksi=1&jenis=b1", *"abcdef"]})
    told = words(page(again.run(), "jelajah"))
    assert "diabaikan: b1" in told and "diabaikan: galaksi" in told and "2 yang lain" in told


def test_the_bench_turns_and_compares(app: AppTest) -> None:
    app.query_params["tampilan"] = "pivot"
    shown = page(app, "jelajah")
    assert not shown.exception and figures(shown)[0]["data"][0]["type"] == "heatmap"
    again = fresh()
    again.query_params["tampilan"] = "banding"
    again.query_params["banding"] = "jenis=Digital"
    shown = page(again.run(), "jelajah")
    assert not shown.exception and "Pembanding 1: Digital." in words(shown)


def test_a_formula_shows_sql_rows_files_and_its_link(app: AppTest) -> None:
    app.query_params["kueri"] = "berapa_per_rincian"
    app.query_params["rincian"] = "jenis"
    shown = page(app, "rumus")
    assert not shown.exception and ">CONTOH<" not in words(shown)
    assert "inovasi_2023.csv" in words(shown) and "Non Digital" in words(shown)
    assert "from inovasi_terhitung(" in shown.code[0].value
    assert "rumus?kueri=berapa_per_rincian&rincian=jenis" in shown.code[1].value
    for wrong in ("../app", "berapa_harga"):
        app.query_params["kueri"] = wrong
        assert "tidak dikenal" in words(page(app, "rumus"))


def test_the_sql_page_starts_from_a_question_and_runs_only_when_asked(app: AppTest) -> None:
    app.query_params["kueri"] = "berapa_skor_iid_per_tahun"
    shown = page(app, "sql")
    assert shown.text_area(key="_sql").value.startswith("-- Berapa skor")
    assert not shown.dataframe
    shown.text_area(key="_sql").set_value("select count(*) as n from inovasi").run()
    shown.button(key="_sql_jalankan").click().run()
    assert shown.session_state["_sql_kerja"].wait(30)
    assert "1 baris" in words(shown.run()) and ">CONTOH<" not in words(shown)
    assert "select count" in "".join(shown.query_params["sql"])


def test_the_sql_page_inserts_names(app: AppTest) -> None:
    shown = page(app, "sql")
    shown.text_area(key="_sql").set_value("select count(").run()
    choice = shown.selectbox(key="_sql_nama")
    assert "inovasi: Daftar inovasi daerah" in choice.options
    choice.select("inovasi.judul: Judul inovasi").run()
    shown.selectbox(key="_sql_nama").select("inovasi: Daftar inovasi daerah").run()
    assert shown.text_area(key="_sql").value == "select count(judul inovasi"


def test_the_sql_page_says_what_is_strange_in_a_link(app: AppTest) -> None:
    app.query_params["kueri"] = "ngawur"
    assert "tidak dikenal: ngawur" in words(page(app, "sql"))


def test_the_sql_page_can_be_switched_off(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASBOR_SQL", "mati")
    shown = page(app, "sql")
    assert "ditutup di server ini" in words(shown) and not shown.text_area


def test_a_pasted_sentence_is_answered_figure_by_figure(app: AppTest) -> None:
    shown = page(app, "periksa_klaim")
    assert "Tempel kalimat" in words(shown)
    shown.text_area(key="kalimat").set_value("Pada 2022 ada 187 inovasi dan 5 hal lain.").run()
    said = words(shown)
    assert "2 bilangan disandingkan" in said and "sama dengan Inovasi yang terdata 2022" in said
    assert "bantenraya.co.id" in said
