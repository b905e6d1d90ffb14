"""Writes docs/percakapan_asisten.md: ten questions to `dasbor mcp` over a real client.

Run with ``python -m alat.percakapan``; the answers are those of the data that are served.
"""

import json
import os
import sys
from typing import Any

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from dasbor import settings

PAGE = settings.ROOT / "docs" / "percakapan_asisten.md"
SHOWN = (
    *("pertanyaan", "baris", "angka", "bilangan", "jumlah", "terbitan", "sumber", "tandingan"),
    *("yang_tidak_diketahui", "tautan"),
)
LONG = 6  # rows and sentences that the page shows of an answer
ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Pertanyaan apa saja tentang predikat?", "daftar_pertanyaan", {"cari": "predikat berikutnya"}),
    ("Berapa skor Indeks Inovasi Daerah kita pada 2025?", "angka_terbit",
     {"ukuran": "skor_iid", "tahun": 2025}),
    ("Dan pada 2024?", "angka_terbit", {"ukuran": "skor_iid", "tahun": 2024}),
    ("Apakah jumlah inovasi naik dari 2022 ke 2023?", "tanya",
     {"nama": "berapa_inovasi_per_tahun", "parameter": {"tahun": [2022, 2023]}}),
    ("Berapa peserta Inovasi Award 2025?", "angka_terbit",
     {"ukuran": "peserta_inovasi_award", "tahun": 2025}),
    ("Berapa poin lagi ke predikat berikutnya?", "tanya",
     {"nama": "berapa_jarak_ke_predikat_berikutnya", "parameter": {"tahun": [2022, 2025]}}),
    ("Berapa kelurahan ikut penilaian Posyantek?", "tanya",
     {"nama": "berapa_kelurahan_ikut_posyantek"}),
    ("Berapa inovasi Dinas Kesehatan pada 2023?", "tanya",
     {"nama": "berapa_inovasi_per_opd_per_tahun",
      "parameter": {"opd": "Dinkes", "tahun": [2023, 2023]}}),
    ("Benarkah “Pada 2022 tercatat 187 inovasi, tertinggi di Banten”?", "angka_dalam_teks",
     {"teks": "Pada 2022 tercatat 187 inovasi, tertinggi di Banten."}),
    ("Berapa inovasi Dinas Perikanan?", "tanya",
     {"nama": "berapa_inovasi_per_opd", "parameter": {"opd": "Dinas Perikanan"}}),
)  # fmt: skip
HEAD = """\
# Sepuluh pertanyaan lewat `dasbor mcp`

Ditulis oleh `python -m alat.percakapan`: klien MCP yang sebenarnya bertanya kepada perintah
`dasbor mcp` di atas data bawaan. Jawaban yang panjang dipotong (…); klien menerima seluruhnya.
"""


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        cut = [_shortened(one) for one in value[:LONG]]
        return [*cut, f"… {len(value) - LONG} lagi"] if len(value) > LONG else cut
    if isinstance(value, dict):
        return {key: _shortened(one) for key, one in value.items() if one not in ([], {})}
    return value


def _said(result: Any) -> str:
    if result.is_error:
        return f"> Ditolak: {result.content[0].text}"
    told = {
        key: result.structured_content[key] for key in SHOWN if key in result.structured_content
    }
    lines = json.dumps(_shortened(told), ensure_ascii=False, indent=1)
    return f"```json\n{lines}\n```"


async def _talk() -> str:
    given = {name: value for name, value in os.environ.items() if name.startswith("DASBOR_")}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "dasbor", "mcp"],
        cwd=settings.ROOT,
        env={"DASBOR_ALAMAT": "https://inovasi.contoh.go.id"} | given,
    )
    parts = [HEAD]
    async with Client(stdio_client(command)) as client:
        for number, (question, tool, given) in enumerate(ASKED, 1):
            result = await client.call_tool(tool, given)
            call = json.dumps(given, ensure_ascii=False)
            parts.append(f"## {number}. {question}\n\n`{tool}` `{call}`\n\n{_said(result)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(anyio.run(_talk), encoding="utf-8")
    print(f"Ditulis: {PAGE.relative_to(settings.ROOT)}")
