"""The app: the menu, who may do what, and pages on Streamlit, put together from ready parts."""
