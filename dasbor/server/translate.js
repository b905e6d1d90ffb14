/* Streamlit speaks English only. This file puts its own words into Indonesian: whole texts that
   equal an entry of the dictionary, never parts of a text and never inside our own content. When
   a later Streamlit says something else, that word stays English and nothing breaks.
   KAMUS is plain JSON: tests/test_server.py looks every entry up in Streamlit's own files. */
(() => {
  "use strict";

  const KAMUS = {
    "Skip to main content": "Langsung ke isi utama",
    "Navigate to home page": "Ke halaman utama",
    "Notifications": "Pemberitahuan",
    "Scroll tabs left": "Geser tab ke kiri",
    "Scroll tabs right": "Geser tab ke kanan",

    "Main menu": "Menu utama",
    "Deploy": "Sebarkan",
    "Rerun": "Jalankan ulang",
    "Always rerun": "Selalu jalankan ulang",
    "Auto rerun": "Jalankan ulang otomatis",
    "Clear cache": "Kosongkan singgahan",
    "File change.": "Berkas berubah.",
    "Print": "Cetak",
    "Record screen": "Rekam layar",
    "Record a screencast": "Rekam layar",
    "Report a bug": "Laporkan masalah",
    "Get help": "Bantuan",
    "About": "Tentang",
    "Theme": "Tema",
    "System": "Sistem",
    "Light": "Terang",
    "Dark": "Gelap",
    "Made with Streamlit v": "Dibuat dengan Streamlit ",
    "Copy version to clipboard": "Salin versi",

    "Running...": "Sedang memuat",
    "Stop": "Hentikan",
    "Stopping...": "Menghentikan …",
    "Connecting": "Menyambung …",
    "Connecting to Streamlit server": "Menyambung ke server",
    "Error": "Galat",
    "Unable to connect to Streamlit server": "Tidak dapat tersambung ke server",
    "Connection error": "Sambungan terputus",
    "Connection timed out.": "Server terlalu lama tidak menjawab.",
    "Streamlit server is not responding. Are you connected to the internet?": "Server tidak menjawab. Periksa sambungan internet Anda.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "Server tidak menjawab. Bila dasbor dijalankan di komputer ini, jalankan lagi di terminal:",
    "Page not found": "Halaman tidak ditemukan",
    "Script execution error": "Halaman gagal dijalankan",
    "Unknown error": "Kesalahan tidak dikenal",
    "Close": "Tutup",
    "Dismiss": "Tutup",
    "Cancel": "Batal",
    "Try again": "Coba lagi",
    "Failed to generate file for download": "Berkas tidak dapat dibuat. Sebabnya tertulis di log server.",

    "Choose options": "Pilih",
    "Choose an option": "Pilih salah satu",
    "Choose or add options": "Pilih atau tambahkan",
    "Choose or add an option": "Pilih atau tambahkan",
    "No options to select": "Tidak ada pilihan",
    "No results": "Tidak ada yang cocok",
    "Select all": "Pilih semua",
    "Selected values": "Yang dipilih",
    "Multiselect options": "Daftar pilihan",
    "Selectbox options": "Daftar pilihan",
    "Show suggestions": "Tampilkan pilihan",
    "Clear all": "Hapus semua",
    "Clear value": "Hapus isian",
    "Clear entry": "Hapus isian",
    "Clear date": "Hapus tanggal",
    "Clear dates": "Hapus tanggal",
    "Choose date": "Pilih tanggal",
    "Choose date range": "Pilih rentang tanggal",
    "Previous month": "Bulan sebelumnya",
    "Next month": "Bulan berikutnya",
    "Open": "Buka pilihan",
    "Decrement": "Kurangi",
    "Increment": "Tambah",
    "Help": "Bantuan",
    "Show password": "Tampilkan sandi",
    "Hide password": "Sembunyikan sandi",

    "Fullscreen": "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Search": "Cari",
    "Type to search": "Ketik untuk mencari",
    "Previous Result": "Hasil sebelumnya",
    "Next Result": "Hasil berikutnya",
    "Close Search": "Tutup pencarian",
    "Download as CSV": "Unduh CSV",
    "Download as PNG": "Unduh PNG",
    "Show/hide columns": "Pilih kolom",
    "Clear selection": "Hapus pilihan",
    "Add row": "Tambah baris",
    "Delete row(s)": "Hapus baris terpilih",
    "Show data": "Tampilkan data",
    "Show chart": "Tampilkan gambar",
    "Dataframe column menu": "Menu kolom tabel",
    "Sort ascending": "Urutkan naik",
    "Sort descending": "Urutkan turun",
    "Autosize": "Sesuaikan lebar",
    "Pin column": "Sematkan kolom",
    "Unpin column": "Lepas sematan kolom",
    "Hide column": "Sembunyikan kolom",
    "Format": "Format angka",
    "Statistics": "Statistik",
    "(index)": "(indeks)",
    "Automatic": "Otomatis",
    "Localized": "Menurut bahasa peramban",
    "Plain": "Polos",
    "Compact": "Ringkas",
    "Percent": "Persen",
    "Scientific": "Ilmiah",
    "Accounting": "Akuntansi",
    "Copy column name": "Salin nama kolom",
    "Based on sample": "Berdasarkan sampel",
    "No data": "Tidak ada data",
    "Values": "Terisi",
    "Empty": "Kosong",
    "Distinct": "Berbeda",
    "Average": "Rata-rata",
    "Standard deviation": "Simpangan baku",
    "Sum": "Jumlah",
    "Minimum length": "Panjang terpendek",
    "Maximum length": "Panjang terpanjang",
    "Average length": "Panjang rata-rata",
    "Scrollable table": "Tabel yang dapat digulir",
    "Previous page": "Halaman sebelumnya",
    "Next page": "Halaman berikutnya",

    "Upload": "Unggah",
    "Add files": "Tambah berkas",
    "file upload": "unggah berkas",
    "Drag and drop a file here": "Seret berkas ke sini",
    "Drag and drop files here": "Seret berkas ke sini",
    "Only one file is allowed.": "Hanya satu berkas.",
    "Too many files": "Berkas terlalu banyak",
    "Click to retry upload": "Klik untuk mengunggah lagi",
    "Download failed": "Unduhan gagal",
    "Copy": "Salin",
    "Copied": "Tersalin",
    "Copy to clipboard": "Salin",
    "Link to heading": "Tautan ke judul ini"
  };

  /* Words around a name or a number. The name itself stays as it is. */
  const POLA = [
    [/^Help for (.+)$/, "Bantuan: $1"],
    [/^Remove (.+)$/, "Hapus $1"],
    [/^(.+) — start$/, "$1, awal"],
    [/^(.+) — end$/, "$1, akhir"],
    [/^add icon$/, "Tambah berkas"],
    [/^View (\d+) more$/, "$1 lagi"],
    [/^Select (\d+) matches$/, "Pilih $1 yang cocok"],
    [/^([\d.,]+ ?[KMG]?B) per file$/, "Paling besar $1 per berkas"],
    [/^File must be (.+) or smaller\.$/, "Berkas terlalu besar: paling besar $1."],
    [/^(\d+) options? available\.$/, "$1 pilihan tersedia."],
    [/^Press Enter to apply$/, "Tekan Enter untuk menerapkan"],
    [/^Press (.+)\+Enter to apply$/, "Tekan $1+Enter untuk menerapkan"],
    [/^Press Enter to submit form$/, "Tekan Enter untuk mengirim"],
    [
      /^(?:You have requested page \/.*, but no corresponding file was found in the app's pages\/ directory|The page that you have requested does not seem to exist)\. Running the app's main page\.$/,
      "Tidak ada halaman di alamat itu. Yang tampil sekarang halaman utama."
    ]
  ];

  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title"];
  const WITH_ATTRIBUTE = ATTRIBUTES.map((name) => `[${name}]`).join(",");
  /* Our own content, data, and charts drawn with thousands of nodes. */
  const OURS =
    ".dasbor,.stMarkdown,.stHtml,.stTable,.stVegaLiteChart,.stBidiComponent," +
    '[role="gridcell"],[contenteditable],canvas,svg,pre,code,script,style,textarea';

  function inIndonesian(words) {
    const text = words.trim();
    if (text.length < 3 || text.length > 200) return null;
    if (Object.hasOwn(KAMUS, text)) return KAMUS[text];
    const pattern = POLA.find(([english]) => english.test(text));
    return pattern ? text.replace(pattern[0], pattern[1]) : null;
  }

  /* Toolbar buttons say "Fullscreen: <description of the chart>". */
  function labelInIndonesian(label) {
    const whole = inIndonesian(label);
    const colon = label.indexOf(": ");
    if (whole !== null || colon < 0) return whole;
    const first = label.slice(0, colon);
    return Object.hasOwn(KAMUS, first) ? KAMUS[first] + label.slice(colon) : null;
  }

  function translateText(node) {
    const words = inIndonesian(node.data);
    if (words !== null && words !== node.data) node.data = words;
  }

  function translateAttribute(element, name) {
    const label = element.getAttribute(name);
    const words = label && labelInIndonesian(label);
    if (words && words !== label) element.setAttribute(name, words);
  }

  const isOurs = (element) => element !== null && element.closest(OURS) !== null;

  const withoutOurs = {
    acceptNode: (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(OURS)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT
  };

  function translateTree(root) {
    const walker = document.createTreeWalker(
      root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, withoutOurs);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else if (node.nodeType === Node.ELEMENT_NODE && node.matches(WITH_ATTRIBUTE))
        ATTRIBUTES.forEach((name) => translateAttribute(node, name));
    }
  }

  function onChange(change) {
    const { target, type } = change;
    if (isOurs(target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)) return;
    if (type === "attributes") translateAttribute(target, change.attributeName);
    else if (type === "characterData") translateText(target);
    else for (const node of change.addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE || !node.matches(OURS)) translateTree(node);
    }
  }

  new MutationObserver((changes) => {
    try {
      changes.forEach(onChange);
    } catch (error) {
      console.debug("translate.js:", error);
    }
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES
  });
})();
