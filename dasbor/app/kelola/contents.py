"""What is in force, to download, change and load again."""

import streamlit as st

from dasbor import settings
from dasbor.data import versions
from dasbor.data.contract import read_contracts
from dasbor.documents import archive
from dasbor.gate import contents as in_force


def contents() -> None:
    """A workbook of any dataset: also the template for a new one."""
    with st.expander("Unduh isi sekarang, untuk diubah lalu diunggah lagi", key="lipatan_isi"):
        contracts = read_contracts(settings.data_folder())
        offered = sorted(contracts.values(), key=lambda one: not one.routine)
        titles = {one.name: one.title for one in offered}
        name = st.selectbox(
            "Isi kumpulan data", list(titles), format_func=titles.__getitem__, key="isi_kumpulan"
        )
        contract, store = contracts[name], versions.current()
        year = None
        if contract.yearly:
            year = st.selectbox("Tahun isi", in_force.years(contract, store), key="isi_tahun")
        st.download_button(
            "Unduh isi (XLSX)",
            lambda: in_force.as_workbook(contract, store, year),
            file_name=f"{name}{f'_{year}' if year else ''}.xlsx",
            mime=archive.XLSX,
            on_click="ignore",
        )
