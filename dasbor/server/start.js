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

/* How narrow the window is only the browser knows; phones say what they are. The pictures are drawn for
   it, this one anew if need be (ahead.js). The cookie is gone with the browser. */
const NARROW = 640; // pixels
const narrow = innerWidth <= NARROW && !/Mobi/.test(navigator.userAgent);
const drawnForAnother = narrow !== document.cookie.includes("dasbor_layar=jendela-sempit");
if (drawnForAnother) document.cookie = `dasbor_layar=jendela-sempit; SameSite=Lax${narrow ? "" : "; max-age=0"}`;

/* Links to a page of ours change only the address, and so do forms: instead of
   loading the page again, the address is changed and followed (ahead.js). Without this they are
   plain links and plain forms. */
const drawnAt = () => new URL(window.halaman.path ?? location.pathname, location.href); // not yet where one goes
const written = new Set(); // what a tool of the page keeps in the address (ahead.js): links were drawn before
function addressOf(link) {
  const to = new URL(link.getAttribute("href"), drawnAt()); // in SVG href is no text
  const now = new URLSearchParams(location.search);
  for (const name of to.pathname === location.pathname ? written : []) {
    to.searchParams.delete(name);
    for (const value of now.getAll(name)) to.searchParams.append(name, value);
  }
  return to;
}
function open(target) {
  document.querySelectorAll(".bingkai-situs :popover-open").forEach((panel) => panel.hidePopover());
  if (!target.search) target.search = ""; // without a lonely question mark
  if (target.href === location.href) return;
  window.follow(target);
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.langsung");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(addressOf(link));
}, true);
function chosen(form) {
  const target = new URL(form.getAttribute("action") || drawnAt().pathname, location.href);
  const said = new FormData(form), own = new Set([...said.keys()]);
  if (target.pathname === location.pathname) {
    target.search = location.search;
    for (const { name, type } of form.elements) (type === "hidden" ? own.delete(name) : own.add(name));
    for (const name of [...own, "hal"]) target.searchParams.delete(name);
  }
  if (said.getAll("tahun").sort().join(" ") === form.dataset.semua) said.delete("tahun");
  const empty = (name, value) => !value || form.elements[name].placeholder === value; // as if nothing were said
  for (const [name, value] of said) if (own.has(name) && !empty(name, value)) target.searchParams.append(name, value);
  return target;
}
const filtering = (event) => event.target.closest?.('form[method="get"]');
document.addEventListener("submit", (event) => {
  const form = filtering(event);
  if (!form) return;
  event.preventDefault();
  open(chosen(form));
});

/* What is drawn anew takes the focus along: to its like, else to the finding. */
const said = (one) => one.getAttribute("aria-label") ?? one.textContent;
const alike = (here) => (one) => one.tagName === here.tagName && one.name === here.name && said(one) === said(here);
function focusLike(root, here) {
  const same = [...root.querySelectorAll("a, button, input:not([type=hidden]), select, summary")].find(alike(here));
  const place = same ?? document.querySelector(".awal h1, .stApp .dasbor h1");
  if (!same && place) place.tabIndex = -1;
  place?.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => { // past the menu
  if (!event.target.closest?.("a.lompat")) return;
  const finding = document.querySelector(".awal h1") ?? document.querySelector(".stApp .dasbor h1");
  if (!finding) return;
  event.preventDefault();
  finding.tabIndex = -1;
  finding.focus();
});

/* In a matrix of words Tab passes from name to name; arrows go on to the cells of a row, which are
   links too, Home back to its name. Without this the names remain. */
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
