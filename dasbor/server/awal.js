/* Streamlit looks for its server below the page first (/opd/_stcore/…), is told 404, and only then
   looks beside it. Every page lies one level below the root, so the answer is known beforehand:
   two requests and one round trip less on each shared link. The hook is Streamlit's own for
   hosts (window.__streamlit, 1.67, November 2026); without it everything works as before. */
window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location.href).href };
