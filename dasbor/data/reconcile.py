"""Counted rows against the published ledger: a difference is a finding, never hidden."""

from collections.abc import Iterable, Iterator, Mapping

from dasbor.data.contract import Contract
from dasbor.data.inspection import REFUSES, WARNS, Finding
from dasbor.data.store import Connection
from dasbor.format_id import number

Passports = Mapping[tuple[str, int], str]  # (dataset, year) -> the measure that was declared


def reconcile(
    connection: Connection, contracts: Mapping[str, Contract], place: str
) -> Iterator[Finding]:
    """Where the loaded tables and the ledger of published figures disagree.

    ``place`` is the name of the city: its own score has one home, the ledger.
    """
    if "angka_publikasi" in contracts:
        if "iid_pembanding" in contracts:
            yield from _own_scores(connection, place)
        yield from _rival_totals(connection)
        passports = _passports(connection, contracts)
        yield from _without_entry(connection, contracts, passports)
        yield from _differences(connection, contracts, passports)


def _own_scores(connection: Connection, place: str) -> Iterable[Finding]:
    sql = "select tahun from iid_pembanding where daerah = $nama order by 1"
    for (year,) in connection.execute(sql, {"nama": place}).fetchall():
        yield Finding(
            WARNS,
            "iid_pembanding.csv",
            f"Skor {place} {year} di sini tidak dipakai: rumahnya buku angka terbit.",
            "Hapus baris itu; skor sendiri ditulis di angka_publikasi.csv (skor_iid).",
            column="daerah",
            rule="dua_rumah",
        )


def _passports(connection: Connection, contracts: Mapping[str, Contract]) -> Passports:
    """What each register was declared to count, those like a dataset under its name as well."""
    if "paspor_register" not in contracts:
        return {}
    rows = connection.execute("select dataset, tahun, ukuran from paspor_register").fetchall()
    own = {(dataset, year): measure for dataset, year, measure in rows}
    likes = {name: contract.like for name, contract in contracts.items() if contract.like}
    return {(likes.get(name, name), year): measure for (name, year), measure in own.items()} | own


def _rival_totals(connection: Connection) -> list[Finding]:
    """Two totals in use for one register and year: nobody but the data owner can choose."""
    rows = connection.execute(
        "select p.tahun, string_agg(p.id, ', ' order by p.id) from angka_publikasi p"
        " join hitungan h on h.ukuran = p.ukuran and h.utama where p.dipakai"
        " group by h.dataset, p.tahun having count(*) > 1 order by 1"
    ).fetchall()
    return [
        Finding(
            REFUSES,
            "angka_publikasi.csv",
            f"Untuk {year} ada lebih dari satu jumlah yang dipakai: {entries}.",
            "Sisakan satu dengan dipakai = ya; tandingannya ditulis dipakai = tidak.",
            column="dipakai",
            value="ya",
            rule="dipakai_ganda",
        )
        for year, entries in rows
    ]


def _without_entry(
    connection: Connection, contracts: Mapping[str, Contract], passports: Passports
) -> Iterable[Finding]:
    """Years with rows, but neither passport nor ledger say what was counted, and when."""
    for dataset, year in connection.execute(
        "select b.dataset, b.tahun from berkas b"
        " where b.dipakai and b.tahun is not null and b.baris > 0"
        " and exists (select 1 from hitungan h where h.dataset = b.dataset and h.utama)"
        " and not exists (select 1 from angka_publikasi p join hitungan h on h.ukuran = p.ukuran"
        " and h.utama and h.dataset = b.dataset where p.dipakai and p.tahun = b.tahun) order by all"
    ).fetchall():
        if (dataset, year) in passports:
            continue
        yield Finding(
            WARNS,
            contracts[dataset].file.replace("{tahun}", str(year)),
            "Tahun ini belum punya baris di buku angka terbit: ukuran, tanggal, dan sumbernya"
            " belum diketahui.",
            "Terbitkan daftar itu di Kelola Data, yang menanyakannya, atau tambahkan satu baris"
            " di angka_publikasi.csv; nilainya boleh kosong.",
            rule="tanpa_buku_angka",
        )


def _differences(
    connection: Connection, contracts: Mapping[str, Contract], passports: Passports
) -> list[Finding]:
    """Counts that are not the published figure of their measure; one of a part-year is a least."""
    findings = []
    for contract in contracts.values():
        for count in contract.counts:
            where = f"where {count.column}::varchar = $nilai" if count.column else ""
            value = {"ya": "true", "tidak": "false"}.get(count.value, count.value)
            rows = connection.execute(
                f"with dihitung as"
                f" (select tahun, count(*) as n from {contract.name} {where} group by 1),"
                f" ada as (select distinct tahun from {contract.name})"
                " select p.tahun, p.nilai, d.n, ada.tahun is not null, p.id, p.ukuran"
                " from angka_publikasi p"
                " left join dihitung d using (tahun) left join ada using (tahun)"
                " where p.dipakai and p.nilai is not null and list_contains($ukuran, p.ukuran)"
                " and case when p.cakupan_waktu = 'tahun berjalan' then coalesce(d.n, 0) < p.nilai"
                " else coalesce(d.n, 0) <> p.nilai end and (ada.tahun is not null or $utama)"
                " order by 1",
                {"ukuran": list(count.measures), "utama": count.main}
                | ({"nilai": value} if count.column else {}),
            ).fetchall()
            findings += [
                _difference(contract, *row)
                for *row, measure in rows
                if not count.main or passports.get((contract.name, row[0]), measure) == measure
            ]
    return findings


def _difference(
    contract: Contract, year: int, published: float, counted: int | None, there: bool, entry: str
) -> Finding:
    file = contract.file.replace("{tahun}", str(year))
    if not there:
        return Finding(
            WARNS,
            file,
            f"Angka terbit {number(published)} ({entry}) ada, daftar tahun itu tidak.",
            f"Bila daftarnya ada, muat sebagai {file} lewat Kelola Data; bila memang hanya jumlah"
            " yang terbit, tidak perlu tindakan.",
            rule="berkas_tahun",
        )
    return Finding(
        WARNS,
        file,
        f"Terhitung {number(counted or 0)} baris, angka terbit {number(published)} ({entry}).",
        "Lengkapi berkasnya, atau perbarui angka_publikasi.csv beserta sumbernya.",
        rule="cocok_angka_terbit",
    )
