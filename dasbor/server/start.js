/* Streamlit looks for its server below the page first (/opd/_stcore/…), is told 404, and only then
   looks beside it. Every page lies one level below the root, so the answer is known beforehand:
   two requests and one round trip less on each shared link. The hook is Streamlit's own for
   hosts (window.__streamlit, 1.67, November 2026); without it everything works as before. */
window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location.href).href };

/* Links of the analyst's bench change only the query of the page: instead of loading the app
   again, the address is changed and Streamlit told, as the back button does. Without this they
   are plain links. */
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.langsung");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = new URL(link.getAttribute("href"), location.href); // in SVG href is no text
  if (target.pathname !== location.pathname) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState(null, "", target);
  if (!event.detail) keepPlace(link.getAttribute("aria-label")); // by keyboard
  loadUnlessHeard();
  dispatchEvent(new PopStateEvent("popstate"));
}, true);

/* A Streamlit that hears the back button otherwise would leave the page as it was: then the link is
   one like any other. Told by nothing at all changing in the page for so long (milliseconds). */
const UNHEARD = 3000;
function loadUnlessHeard() {
  const late = setTimeout(() => location.reload(), UNHEARD);
  const watch = new MutationObserver(() => { clearTimeout(late); watch.disconnect(); });
  const what = { attributes: true, childList: true, subtree: true };
  watch.observe(document.getElementById("root"), what);
}

/* The page draws its rows anew, and the place in it would be lost: the same link takes the focus
   again or, where it is gone, the finding, while the page changes (milliseconds). */
const CHANGING = 3000;
function keepPlace(name) {
  const watch = new MutationObserver(() => {
    if (document.activeElement !== document.body) return;
    const same = name && document.querySelector(`.stApp .dasbor a[aria-label="${CSS.escape(name)}"]`);
    const place = same || document.querySelector(".stApp .dasbor h1");
    if (place && !same) place.tabIndex = -1;
    place?.focus({ preventScroll: true });
  });
  watch.observe(document.getElementById("root"), { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), CHANGING);
}

/* In a matrix of words Tab passes from name to name; arrows go on to the cells of a row, which are
   links too, Home back to its name. Without this the names and the filters at the side remain. */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
document.addEventListener("keydown", (event) => {
  const here = event.target.closest?.(".matriks a");
  const step = STEPS[event.key] ?? (event.key === "Home" && [0, -Infinity]);
  if (!here || !step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault(); // else the arrow scrolls
  const cell = here.closest("th, td");
  const row = cell.closest("tbody").rows[cell.parentElement.sectionRowIndex + step[0]];
  const there = row?.cells[Math.max(cell.cellIndex + step[1], 0)]?.querySelector("a");
  there?.focus({ preventScroll: true });
  there?.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" });
});

/* In a narrow window the menu lies over the page: it makes room for what was chosen. Streamlit sees
   to that on phones only, and knows them by what the browser calls itself. */
const NARROW = 768; // pixels, as Streamlit's own
const OPEN_MENU = "[data-testid=stSidebarCollapseButton] [aria-expanded=true]";
document.addEventListener("click", ({ target }) => {
  if (innerWidth > NARROW || !target.closest?.("[data-testid=stSidebarNavLink]")) return;
  setTimeout(() => document.querySelector(OPEN_MENU)?.click());
});
