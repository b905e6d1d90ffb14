# Perintah dasbor. Ketik `make` untuk daftarnya. Ditulis untuk GNU make 3.81 (macOS) dan 4.x.

PORT ?= 8501
PY = .venv/bin/python
PASANG = $(PY) -m pip install --quiet --disable-pip-version-check --no-input \
	--only-binary :all: --require-hashes
KUNCI = .venv/bin/uv pip compile --no-config --quiet --universal --generate-hashes \
	--python-version 3.11 --custom-compile-command "make requirements"

# Tanpa simpanan kode, tiap proses menyusun ulang semua modul dan uji: separuh waktu mulainya.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: bantuan run siap test test-data-lain fuzz check bench requirements audit lisensi sbom gambar contoh bersih

bantuan: ## daftar perintah ini
	@awk -F ':.*## ' '/^[a-z ]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' Makefile

run: .venv/.siap ## memasang bila perlu, lalu menyajikan dasbor (PORT=8600 mengganti porta)
	@.venv/bin/dasbor sajikan --porta $(PORT)

siap: .venv/.siap ## hanya memasang ke .venv, tanpa menyajikan
	@echo "Siap. Ketik: make run"

test: .venv/.siap-uji ## menguji: dahulu tanpa peramban, lalu di Chromium
	$(PY) -m pytest --ignore=tests/e2e --numprocesses=auto
	$(PY) -m pytest tests/e2e --numprocesses=auto --maxprocesses=4

test-data-lain: .venv/.siap-uji ## menguji tanpa peramban: semua nyata, kota lain, tahun baru, terbitan
	$(PY) -m tests.other_data

fuzz: .venv/.siap-uji ## mencoba masukan acak jauh lebih lama daripada make test (UJI_FUZZ contoh tiap pintu)
	UJI_FUZZ=$${UJI_FUZZ:-20000} $(PY) -m pytest tests/test_fuzz.py -q

bench: .venv/.siap-uji ## mengukur waktu muat, kueri, pintu data, bahan rapat, dan sesi (lama)
	$(PY) bench/semua.py

check: .venv/.siap-uji ## memeriksa kode: ruff dan mypy
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

requirements: .venv/.siap ## mengunci ulang versi pustaka dari requirements*.in
	$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(KUNCI) requirements.in -o requirements.txt
	$(KUNCI) requirements-dev.in -o requirements-dev.txt
	$(KUNCI) requirements-mcp.in -o requirements-mcp.txt

audit: .venv/.siap-uji ## menanyakan kerentanan yang diumumkan atas versi terpaku (perlu internet)
	.venv/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	  -r requirements.txt

lisensi sbom: .venv/.siap ## menulis docs/lisensi.md dan docs/sbom.cdx.json dari versi terpaku
	$(PY) -m alat.rantai_pasok

gambar: .venv/.siap-uji ## membuat ulang gambar README dari dasbor yang sekarang (perlu Chromium)
	$(PY) -m alat.gambar_readme

contoh: .venv/.siap ## menulis ulang baris contoh di data/
	$(PY) alat/buat_contoh.py

bersih: ## menghapus .venv, gudang, dan berkas sementara (data/ tidak disentuh)
	rm -rf .venv .gudang .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Pemasangan -----------------------------------------------------------------------------
# Berkas penanda ditulis sesudah pemasangan berhasil, jadi `make run` kedua tidak menunggu.

.venv/.siap: requirements.txt $(PY)
	@echo "Memasang pustaka dasbor (sekali saja, sekitar satu menit) ..."
	@$(PASANG) -r requirements.txt || { $(GAGAL); }
	@printf '%s\n' '#!/bin/sh' '# Perintah dasbor dari folder mana pun; ditulis oleh make.' \
	  'akar=$$(cd "$$(dirname "$$0")/../.." && pwd)' \
	  'PYTHONPATH="$$akar$${PYTHONPATH:+:$$PYTHONPATH}" exec "$$akar/.venv/bin/python" -m dasbor "$$@"' \
	  > .venv/bin/dasbor && chmod +x .venv/bin/dasbor
	@touch $@

.venv/.siap-uji: requirements-dev.txt .venv/.siap
	@echo "Memasang pustaka pengujian (sekali saja) ..."
	@$(PASANG) -r requirements-dev.txt || { $(GAGAL); }
	@touch $@

GAGAL = echo; \
	echo "Pemasangan belum berhasil; alasannya tertulis di atas. Biasanya sambungan internet"; \
	echo "putus atau perlu proksi (HTTPS_PROXY). Periksa, lalu ulangi perintah yang sama."; \
	exit 1

# Python dicoba satu per satu dengan menjalankannya: nama yang ada belum tentu bisa jalan (pyenv),
# dan di Debian/Ubuntu Python bisa terpasang tanpa venv.
$(PY):
	@rm -rf .venv; layak=; tanpa_venv=; \
	for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if $$p -c 'import ensurepip, venv' >/dev/null 2>&1; then layak=$$p; break; fi; \
	  tanpa_venv=$${tanpa_venv:-$$p}; \
	done; \
	if [ -n "$$layak" ]; then $$layak -m venv .venv; \
	elif command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --seed --python '>=3.11' .venv || { $(GAGAL); }; \
	elif [ -n "$$tanpa_venv" ]; then \
	  echo "Python sudah ada, tetapi bagian venv belum. Ketik dahulu:"; \
	  echo "    sudo apt install $$tanpa_venv-venv"; \
	  echo "lalu ulangi perintah yang sama."; exit 1; \
	else \
	  echo "Dasbor ini perlu Python 3.11 atau yang lebih baru. Pasang dahulu:"; \
	  echo "    Debian/Ubuntu   sudo apt install python3 python3-venv"; \
	  echo "    Ubuntu 22.04    sudo apt install python3.11 python3.11-venv"; \
	  echo "    macOS           brew install python@3.13"; \
	  echo "lalu ulangi perintah yang sama."; exit 1; \
	fi
