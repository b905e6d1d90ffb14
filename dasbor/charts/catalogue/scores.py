"""Charts of the index: its score against the limits of each edition, peers, and what moves it."""

from typing import Any

from dasbor import narrative
from dasbor.charts.catalogue.years import reasons
from dasbor.charts.description import Chart
from dasbor.charts.parts import UNKNOWN_LIMIT, Band
from dasbor.city import city
from dasbor.questions.result import Result

SCALE = (0.0, 100.0)  # the scale of the index, for zones whose ends are unknown
PART = "Belum setahun penuh"
SHOWN_ELSEWHERE = (
    *("daerah", "nilai", "per_tanggal", "asal_angka", "sumber", "kepastian", "keterangan"),
)
UNKNOWN = Band(*SCALE, UNKNOWN_LIMIT, 0, known=False)


def index_within_limits(scores: Result, limits: Result) -> Chart:
    """The score per year on a ruler with the predicates of that year's own edition."""
    title = str(narrative.index(scores))
    zones: dict[int, tuple[Band, ...]] = dict.fromkeys(scores.values("tahun"), (UNKNOWN,))
    for row in limits.records():
        if row["bawah"] is not None and row["bawah"] == row["atas"]:
            continue  # a predicate for one single score has no room in a picture
        before = zones.get(row["tahun"], ())
        kept = () if before == (UNKNOWN,) else before
        zones[row["tahun"]] = (*kept, _band(row))
    years, last = set(scores.values("tahun")), scores.known("skor")[-1:]
    return Chart(
        key="skor_iid_batas",
        kind="penggaris",
        result=scores,
        x="tahun",
        y="skor",
        title=title,
        alt=f"{title}. {narrative.limits(limits)}. Tahun tanpa angka terbit dibiarkan kosong.",
        missing=reasons(scores, "skor"),
        bands={year: bands for year, bands in zones.items() if year in years},
        above={row["tahun"]: words for row in last if (words := narrative.way_up(row))},
        decimals=2,
    )


def _band(row: dict[str, object]) -> Band:
    """One row of the limits as a zone; an end that is unknown is the end of the scale."""
    low, high = row["bawah"], row["atas"]
    return Band(
        low if isinstance(low, float) else SCALE[0],
        high if isinstance(high, float) else SCALE[1],
        str(row["predikat"]),
        int(str(row["urutan"])),
        known=bool(row["diketahui"]),
    )


def peers(result: Result) -> Chart:
    """The score of the city among the regions, and the national mean, on record for one year."""
    year = max(result.values("tahun"), default=0)
    title = str(narrative.peers(result))
    return Chart(
        key=f"pembanding_iid_{year}",
        kind="batang",
        result=result,
        x="daerah",
        y="skor",
        title=title,
        alt=f"{title}. Batang per daerah yang angkanya tercatat.",
        strong=frozenset({city().name}),
        columns=("tahun", "daerah", "skor", "penerbit", "kepastian", "catatan"),
        decimals=2,
    )


def elsewhere(result: Result) -> Chart:
    """One figure of each other government for one year, as it publishes it itself."""
    title = str(narrative.elsewhere(result))
    first = next(result.records(), {"kode_ukuran": "", "tahun": 0})
    whole = all(value is None or value == int(value) for value in result.values("nilai"))
    return Chart(
        key=f"daerah_lain_{first['kode_ukuran']}_{first['tahun']}",
        kind="batang",
        result=result,
        x="daerah",
        y="nilai",
        title=title,
        alt=f"{title}. Batang per daerah; yang belum ada angkanya dibiarkan kosong.",
        missing={row["daerah"]: row["keterangan"] for row in _unknown(result)},
        pale={row["daerah"]: PART for row in result.known("nilai") if row["tahun_berjalan"]},
        columns=SHOWN_ELSEWHERE,
        decimals=0 if whole else 2,
    )


def _unknown(result: Result) -> list[dict[str, Any]]:
    return [row for row in result.records() if row["nilai"] is None]


def more_reports(curve: Result) -> Chart:
    """How the estimate moves as reports are added: as good as the mean, and weak ones."""
    title = str(narrative.weak_reports(curve))
    counts = curve.values("inovasi")
    return Chart(
        key="laporan_bertambah",
        kind="garis",
        result=curve,
        x="inovasi",
        y="selisih",
        series="mutu",
        title=title,
        alt=f"{title}. Dua garis perkiraan selisih menurut banyaknya inovasi yang dilaporkan.",
        spoken=frozenset({counts[0], counts[-1]}) if counts else None,
        decimals=2,
    )


def maturity(result: Result) -> Chart:
    """How many innovations have which maturity (0–111), per register."""
    title = str(narrative.maturity(result))
    return Chart(
        key="sebaran_kematangan",
        kind="matriks",
        result=result,
        x="kelompok",
        y="jumlah",
        series="tahun",
        title=title,
        alt=f"{title}. Kotak per kelompok kematangan dan tahun.",
        missing=reasons(result, "jumlah"),
    )
