/* Streamlit looks for its server below the page first (/opd/_stcore/…), is told 404, and only then
   looks beside it. Every page lies one level below the root, so the answer is known beforehand:
   two requests and one round trip less on each shared link. The hook is Streamlit's own for
   hosts (window.__streamlit, 1.67, November 2026); without it everything works as before. */
window.__streamlit = { BACKEND_BASE_URL: new URL("./", window.location.href).href };

/* Streamlit fetches its font of icons, a third of all a page loads, before anything asks for it
   (1.67). Without that the browser fetches it where an icon stands, as any font. */
const ICONS = /Material Symbols/, loadFont = document.fonts.load;
document.fonts.load = function (font, ...text) {
  return ICONS.test(font) ? Promise.resolve([]) : loadFont.call(this, font, ...text);
};

/* Links of the menu, of filters and of the analyst's bench change only the address of the page, and
   so does the form of the filters: instead of loading the app again, the address is changed and
   Streamlit told, as the back button does. Without this, and as long as the app is not there, they
   are plain links and a plain form. */
const CONNECTED = ".stApp[data-test-connection-state=CONNECTED]";
const connected = () => document.querySelector(CONNECTED) && !document.getElementById("awal");
function open(target) {
  document.querySelectorAll(".bingkai-situs :popover-open").forEach((panel) => panel.hidePopover());
  if (!target.search) target.search = ""; // without a lonely question mark
  if (target.href === location.href) return;
  history.pushState(null, "", target);
  loadUnlessHeard();
  dispatchEvent(new PopStateEvent("popstate"));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a.langsung");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = new URL(link.getAttribute("href"), location.href); // in SVG href is no text
  if (!connected()) return;
  event.preventDefault();
  if (!event.detail && target.pathname === location.pathname && !link.closest(".bingkai-situs")) {
    keepPlace(link.getAttribute("aria-label")); // by keyboard
  }
  open(target);
}, true);
function chosen(form) {
  const target = new URL(location.href), said = new FormData(form);
  const own = new Set([...form.elements].filter(({ type }) => type !== "hidden").map(({ name }) => name));
  for (const name of [...own, "hal"]) target.searchParams.delete(name);
  if (said.getAll("tahun").sort().join(" ") === form.dataset.semua) said.delete("tahun");
  for (const [name, value] of said) if (own.has(name)) target.searchParams.append(name, value);
  return target;
}
const filtering = (event) => connected() && event.target.closest(".bingkai-situs form");
document.addEventListener("submit", (event) => {
  const form = filtering(event);
  if (!form) return;
  event.preventDefault();
  open(chosen(form));
});
document.addEventListener("click", (event) => { // past the menu
  if (!event.target.closest?.("a.lompat")) return;
  const finding = document.querySelector(".stApp .dasbor h1") ?? document.querySelector(".awal h1");
  if (!finding) return;
  event.preventDefault();
  finding.tabIndex = -1;
  finding.focus();
});

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

/* Which link is shared only the browser knows: that of a picture stands beside, else it is this page
   as it is now. Where a phone has a way of its own to share, it is taken. */
document.addEventListener("click", async (event) => {
  const pressed = event.target.closest?.(".bagikan > summary, .bagikan > button, .bagikan > .wa");
  if (!pressed) return;
  const place = pressed.closest("p.bagikan") ?? pressed.parentElement.querySelector("p.bagikan");
  const url = place.querySelector('a[href*="/sematkan/"]')?.href ?? location.href;
  const message = place.querySelector(".wa");
  const title = new URL(message.href).searchParams.get("text").split("\n")[0];
  message.href = `https://wa.me/?text=${encodeURIComponent(`${title}\n${url}`)}`;
  if (pressed.matches("summary") && navigator.share) {
    event.preventDefault();
    navigator.share({ title, url }).catch(() => {}); // the reader thought better of it
  } else if (pressed.matches("button")) {
    try {
      await navigator.clipboard.writeText(url);
      pressed.textContent = "Tautan tersalin";
    } catch { // not on a safe address: to be copied by hand
      prompt("Salin tautan ini", url);
    }
  }
});
