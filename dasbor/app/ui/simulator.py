"""The simulator of the index: sliders whose state is in the address, and what they would give.

A fragment: moving a slider runs this part only. Formula, weights, ranges, starting position and
the steps compared all come from the data; every number on it is an estimate and says so. It
stays closed until it is wanted, and says differences from the real score: no score of its own.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dasbor import format_id, narrative
from dasbor.app.ui.components import room, take_along
from dasbor.app.ui.page import drawings, html, mention
from dasbor.charts import catalogue, svg
from dasbor.city import city
from dasbor.data import versions
from dasbor.documents import foot, markup
from dasbor.questions.answers import Answers, answers
from dasbor.questions.certainty import graded
from dasbor.questions.result import Result

SUM, BY_INDICATOR = "jumlahnya", "setiap indikatornya"
LEVELS = (0, 1, 2, 3)
ESTIMATE, SCORES = "berapa_perkiraan_indeks", "berapa_jarak_ke_predikat_berikutnya"
TITLE, OPENED = "Simulasi: apa yang paling menaikkan indeks? (perkiraan)", "_simulasi_terbuka"
FORMULA = (
    "Perkiraan = (SPD + jumlah kematangan ÷ yang lebih besar di antara k dan banyaknya inovasi"
    " + poin jumlah) ÷ pembagi × skala"
)


@dataclass(frozen=True)
class _Trial:
    """What the sliders say: the parameters of the questions, and the rules of the edition.

    ``begun`` are the same parameters where the sliders began.
    """

    asked: Answers
    rules: dict[str, Any]
    given: dict[str, Any]
    begun: dict[str, Any]

    def ask(self, question: str, **extra: Any) -> Result:
        return self.asked.ask(question, **(self.given | extra))

    @property
    def difference(self) -> float:
        """What the sliders add to the estimate of where they began."""
        now, before = (
            next(self.asked.ask(ESTIMATE, **given).records())["skor"]
            for given in (self.given, self.begun)
        )
        return float(round(now - before, 2))


@st.fragment
def simulator() -> None:
    """Sliders, the estimate, its parts, the single steps compared, and what weak reports do."""
    asked = answers(versions.current())
    rules, start = (
        asked.ask(name)
        for name in ("apa_rumus_indeks_tiap_edisi", "dari_mana_simulasi_indeks_mulai")
    )
    with st.expander(TITLE, expanded=_opened(start)):
        if rules and start:
            _body(asked, rules, start)
        else:
            words = "Belum ada rumus: isi rumus_iid.csv dan titik_mulai_iid.csv di folder data."
            html(markup.paragraph(words, "pengantar"))


def _opened(start: Result) -> bool:
    """Whether the link already moves a slider: whoever sent it wants it to be seen."""
    told = ["edisi", "spd_dari", *start.values("besaran")]
    opened = any(name in st.query_params for name in told)
    return bool(st.session_state.setdefault(OPENED, opened))


def _body(asked: Answers, rules: Result, start: Result) -> None:
    html(markup.paragraph(f"{narrative.starting_point(start)}.", "pengantar"))
    with st.container(border=True):
        score = st.container(key="perkiraan_skor")  # in sight while a thumb moves the sliders
        left, right = st.columns([2, 3], gap="large")
        with left:
            trial = _controls(asked, rules, start)
        steps = trial.ask(ESTIMATE)
        with score:
            _score(trial, start)
        with right:
            _estimate(trial, steps)
    _weak_reports(trial, steps)
    _formula(rules, start, asked.ask("apa_indikator_spd"))


def _controls(asked: Answers, rules: Result, start: Result) -> _Trial:
    """The sliders, each bound to the address."""
    editions = {str(row["tahun"]): row for row in rules.records()}
    names = list(editions)
    knobs = {row["besaran"]: row for row in start.records()}
    _mention_unknown(names, knobs)
    edition = st.radio(
        "Edisi", names, len(names) - 1, key="edisi", bind="query-params", horizontal=True
    )
    chosen = editions[edition or names[-1]]
    given: dict[str, Any] = {"edisi": chosen["tahun"]}
    begun = dict(given)
    for name in ("inovasi", "kematangan", "pelayanan_dasar", "spd", "kematangan_laporan"):
        if name == "spd" and (levels := _spd(asked, chosen, knobs)):
            given["tingkat_spd"], begun["tingkat_spd"] = levels
        elif name in knobs:
            given[name], begun[name] = _knob(knobs[name]), _first(knobs[name])
    return _Trial(asked, chosen, given, begun)


def _spd(asked: Answers, rules: dict[str, Any], knobs: dict[str, Any]) -> tuple[str, str] | None:
    """The level of every indicator of the edition, now and at first, if SPD comes from those."""
    by_indicator = rules["indikator"] and "tingkat_spd" in knobs
    if by_indicator:
        way = st.radio(
            "SPD diisi dari",
            [SUM, BY_INDICATOR],
            key="spd_dari",
            bind="query-params",
            horizontal=True,
        )
        if way == BY_INDICATOR:
            return _levels(asked, rules, int(knobs["tingkat_spd"]["nilai"]))
    return None


def _levels(asked: Answers, rules: dict[str, Any], level: int) -> tuple[str, str]:
    """One choice per indicator, now and at first; ``nomor:tingkat`` joined by semicolons."""
    chosen, first = [], []
    with st.container(height=420):
        for row in asked.ask("apa_indikator_spd", edisi=rules["tahun"]).records():
            words = [row["tingkat_1"], row["tingkat_2"], row["tingkat_3"]]
            told = "; ".join(f"{n}: {word}" for n, word in enumerate(words, 1) if word)
            value = st.segmented_control(
                f"{row['nomor']} {row['indikator']} (bobot {format_id.number(row['bobot'])})",
                LEVELS,
                default=level,
                required=True,
                key=f"spd_{row['nomor']}",
                bind="query-params",
                help=f"0: belum ada; {told}",
            )
            chosen.append(f"{row['nomor']}:{value or 0}")
            first.append(f"{row['nomor']}:{level}")
    return ";".join(chosen), ";".join(first)


def _knob(row: dict[str, Any]) -> float:
    """One slider, whole numbers or steps between, with its range from the data."""
    stops = _stops(row)
    if len(stops) < 2:
        return _first(row)
    nearest = _first(row)
    common: dict[str, Any] = {"key": row["besaran"], "bind": "query-params"}
    if _whole(stops):
        low, high, step = int(stops[0]), int(stops[-1]), int(stops[1] - stops[0])
        return float(st.slider(row["label"], low, high, int(nearest), step, **common))
    return float(st.select_slider(row["label"], stops, nearest, format_func=_stop, **common))


def _first(row: dict[str, Any]) -> float:
    """Where a slider begins: at the stop nearest to its value in the data."""
    value = row["nilai"]
    stops = _stops(row)
    return float(min(stops, key=lambda stop: abs(stop - value)) if len(stops) > 1 else value)


def _stops(row: dict[str, Any]) -> list[float]:
    """Where a slider can stand; fewer than two when its range in the data leaves no choice."""
    low, high, step = row["terkecil"], row["terbesar"], row["geser"]
    return [low + step * i for i in range(round((high - low) / step) + 1)] if step else []


def _whole(stops: list[float]) -> bool:
    return all(stop == int(stop) for stop in stops)


def _stop(value: float) -> str:
    """A stop of a slider with no more decimals than it needs."""
    decimals = 0 if value == int(value) else 1 if value * 10 == int(value * 10) else 2
    return format_id.number(value, decimals)


def _mention_unknown(editions: list[str], knobs: dict[str, dict[str, Any]]) -> None:
    """A kind word about values of a link that no slider can take; Streamlit leaves them out."""
    allowed = {"edisi": editions, "spd_dari": [SUM, BY_INDICATOR]}
    for name, row in knobs.items():
        stops = _stops(row)
        allowed[name] = [str(int(s)) if _whole(stops) else _stop(s) for s in stops]
    strange = [
        f"{name}={value}"
        for name, words in allowed.items()
        for value in st.query_params.get_all(name)
        if value not in words
    ]
    if strange:
        mention(f"Nilai pada tautan tidak dikenal dan diabaikan: {', '.join(strange)[:120]}")


def _score(trial: _Trial, start: Result) -> None:
    """What the sliders would add to the latest score on record."""
    real = trial.asked.ask(SCORES).known("skor")[-1:]
    change = format_id.number(trial.difference, 2, signed=True)
    words = "poin dari titik mulai"
    for last in real:
        would = format_id.number(last["skor"] + trial.difference, 2)
        words = f"poin dari {format_id.number(last['skor'], 2)} ({last['tahun']})"
        words += f": kira-kira {would}" if trial.difference else ": geser satu besaran"
    html(
        markup.headline_number(
            f"≈ {change}",
            f"{words}, menurut rumus edisi {trial.rules['tahun']}",
            markup.badge(f"titik mulai andaian, bukan keadaan {city().name}")
            if not all(start.values("dari_data"))
            else markup.NOTHING,
        )
    )


def _estimate(trial: _Trial, steps: Result) -> None:
    """What the score consists of, and the steps compared."""
    now = next(steps.records())
    rules = trial.rules
    parts = (
        ("SPD", now["poin_spd"], rules["maks_spd"]),
        ("Kematangan", now["poin_kematangan"], rules["maks_kematangan"]),
        ("Jumlah inovasi", now["poin_jumlah"], rules["maks_jumlah"]),
    )
    html(
        *(markup.meter(*part) for part in parts),
        markup.paragraph(_threshold(rules, now), "pengantar")
        if not now["poin_jumlah"]
        else markup.NOTHING,
        markup.sentences([narrative.best_step(steps), narrative.report_limit(steps)]),
        markup.steps_table(steps),
        markup.paragraph(
            f"Perkiraan, bukan skor resmi. Rumus: {graded(now['kepastian']) or 'belum dinilai'};"
            " besar usaha setiap langkah tidak sama.",
            "sumber",
        ),
        foot.of_table(steps),
    )


def _threshold(rules: dict[str, Any], now: dict[str, Any]) -> str:
    """Why the points for the number are zero."""
    if not now["inovasi"]:
        return "Poin jumlah nol: belum ada inovasi."
    return (
        f"Poin jumlah nol: kurang dari {rules['syarat']} dari {rules['semua']} urusan pelayanan"
        f" dasar punya inovasi (aturan edisi {rules['tahun']})."
    )


def _weak_reports(trial: _Trial, steps: Result) -> None:
    """A small curve: what more reports do, weak ones and ones as good as the mean."""
    now = next(steps.records())
    curve = trial.ask("bagaimana_indeks_bila_laporan_bertambah", spd=now["poin_spd"])
    chart = catalogue.more_reports(curve)
    added = format_id.number(trial.given.get("kematangan_laporan"))
    words = (
        f"Lemah: setiap laporan tambahan berkematangan {added}. Setara: sama dengan rata-rata"
        f" {format_id.number(now['kematangan'], 1)}. Garis dihitung dengan rumus perkiraan;"
        f" inovasi di atas {trial.rules['batas_inovasi']} tidak menambah poin jumlah."
    )
    drawn = markup.block(
        "",
        svg.draw(chart, room(480)),
        foot.of_chart(chart, ""),
    )
    title = markup.heading(chart.title, 2), markup.badge("perkiraan")
    html(*title, kind="judul-gambar")
    drawings(drawn, markup.paragraph(words, "pengantar"), kind="utama")
    take_along(chart)


def _formula(rules: Result, start: Result, weights: Result) -> None:
    """Formula, constants, weights and starting position, with their certainty."""
    columns = ["label", "nilai", "dari_data", "keterangan", "kepastian"]
    html(
        markup.details(
            "Rumus, bobot, dan titik mulai",
            markup.paragraph(f"{FORMULA}."),
            markup.result_table(rules),
            foot.of_table(rules),
            markup.result_table(weights, ["nomor", "indikator", "bobot", "kepastian"]),
            foot.of_table(weights),
            markup.result_table(start, columns),
            foot.of_table(start),
            markup.paragraph(
                f"Titik mulai yang tidak dari data ialah contoh, bukan keadaan {city().name}."
                " Semua bilangan dapat diganti di rumus_iid.csv, indikator_iid.csv,"
                " titik_mulai_iid.csv, dan langkah_iid.csv."
            ),
        )
    )
