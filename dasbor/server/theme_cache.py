"""The theme as Streamlit sends it to the browser with every run of a page: worked out once.

Streamlit 1.67 reads it anew from all its settings each time, for a sixth of the processor time of
a change of filter.
"""

from functools import update_wrapper

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """Let Streamlit's sessions share what it has read, until its settings are read again."""
    theirs = app_session._populate_theme_msg
    if hasattr(theirs, "__wrapped__"):
        return
    sections: dict[str, CustomThemeConfig] = {}

    def ours(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in sections:
            first = CustomThemeConfig()
            theirs(first, section)
            sections[section] = first
        if sections[section].ByteSize():  # merging nothing would mark a part as given
            msg.MergeFrom(sections[section])

    app_session._populate_theme_msg = ours
    update_wrapper(ours, theirs)
    config.on_config_parsed(sections.clear, force_connect=True)
