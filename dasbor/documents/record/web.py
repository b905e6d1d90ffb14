"""What search engines and assistants ask a site for: robots.txt, sitemap.xml, llms.txt, Dataset."""

from typing import Any
from xml.sax.saxutils import escape

from dasbor.documents import archive, content
from dasbor.documents.record.about import KEYWORDS, About, parts
from dasbor.html import Html, format_html, json_html

TOOLS = ("jelajah", "lembar", "periksa_klaim")  # public pages without a description
PUBLIC = (*content.PAGES, *TOOLS)
CLOSED = ("/kelola_data", "/_stcore/", "/gambar/")  # nothing to find there
INDICATORS = "api/v1/metadata-indikator"


def robots(about: About) -> str:
    """What programs that walk the site may read: pages once, not with every filter."""
    closed = [*(f"Disallow: {path}" for path in CLOSED), "Disallow: /*?"]
    lines = ["User-agent: *", *closed, "Allow: /kartu/"]  # what a preview of a link shows
    return "\n".join([*lines, "", f"Sitemap: {about.at('sitemap.xml')}", ""])


def sitemap(about: About) -> str:
    """The public pages, and when their data were last changed."""
    there = (page for page in PUBLIC if content.there(page, about.asked))
    pages = ["" if page == content.FRONT else page for page in there]
    entries = "".join(
        f"<url><loc>{escape(about.at(page))}</loc><lastmod>{about.built}</lastmod></url>"
        for page in pages
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{entries}</urlset>'


def dataset(about: About) -> dict[str, Any]:
    """The record as a ``Dataset`` of schema.org."""
    years = {"temporalCoverage": f"{about.years[0]}/{about.years[-1]}"} if about.years else {}
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": about.at("#data"),
        "name": about.title,
        "description": about.description,
        "url": about.at(""),
        "inLanguage": "id",
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "version": about.version,
        "dateModified": about.built,
        **({"license": about.licence} if about.licence else {}),
        "creator": {"@type": "Organization", "name": f"{about.city.office} {about.city.name}"},
        "spatialCoverage": {"@type": "Place", "name": about.place},
        **years,
        "includedInDataCatalog": {"@type": "DataCatalog", "url": about.at("catalog.jsonld")},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": about.at(path)}
            for kind, path in (
                ("application/zip", "unduh/data.zip"),
                ("application/json", "datapackage.json"),
            )
        ],
    }


def head(about: About) -> Html:
    """The same for the head of a page, with the ways to the other descriptions."""
    links = format_html(
        '\n    <link rel="describedby" type="application/json" href="{}" />'
        '\n    <link rel="alternate" type="application/atom+xml" href="{}" title="{}" />',
        *(about.at("datapackage.json"), about.at("api/v1/perubahan.atom"), "Perubahan angka"),
    )
    data = json_html(dataset(about))
    return links + format_html('\n    <script type="application/ld+json">{}</script>', data)


def llms(about: About) -> str:
    """What an assistant should know before it quotes a figure from here."""
    rules = (
        "Kutip angka beserta ukuran, tahun, per tanggal, sumber, dan kepastiannya.",
        "Nilai kosong (null) berarti belum diketahui: jangan disebut nol dan jangan ditebak.",
        "Bila ada angka tandingan, sebut keduanya beserta penerbitnya.",
        "Baris contoh bukan data: jangan dikutip. Perkiraan indeks bukan skor resmi.",
        "Ukuran yang berbeda tidak dijumlahkan dan tidak dibandingkan.",
        archive.licence(about.city),
    )
    ways = (
        ("Daftar pertanyaan", "api/v1/", "nama, parameter, pilihan, kolom, alamat"),
        ("OpenAPI", "api/v1/openapi.json", "uraian untuk program"),
        ("Buku angka terbit", "api/v1/kueri/angka_terbit_apa_saja.json", "angka bersumber"),
        ("Angka yang bertentangan", "api/v1/kueri/angka_mana_yang_bertentangan.json", "tandingan"),
        ("Perubahan angka", "api/v1/perubahan.json", "apa yang berubah antara dua versi"),
        ("Metadata indikator", f"{INDICATORS}.json", "konsep, definisi, satuan"),
        ("Data Package", "datapackage.json", "semua berkas dan kolomnya"),
        ("Katalog DCAT", "catalog.jsonld", "untuk portal data"),
    )
    return "\n".join(
        [
            f"# {about.title}",
            "",
            f"> {about.description}",
            "",
            f"Versi data {about.version}, dibangun {about.built}.",
            "",
            "## Aturan mengutip",
            "",
            *(f"- {rule}" for rule in rules),
            "",
            "## Alamat",
            "",
            *(f"- [{name}]({about.at(path)}): {words}" for name, path, words in ways),
            "",
            "## Pertanyaan",
            "",
            *(f"- [{part.title}]({part.file(about, 'json')})" for part in parts(about.asked)),
            "",
        ]
    )
