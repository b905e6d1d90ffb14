/* The server's picture of a page within its filters (dasbor/documents/prerender.py) comes before the app:
   inside the page when it is opened, and for every later address while Streamlit is still at work. */
(() => {
  const filters = document.currentScript.dataset.filters.split(" ");
  const site = new URL("./", location.href);
  const FRESH = 10_000, LONGEST = 5_000, PARTS_LATE = 1_000, AT_ONCE = 300; // milliseconds

  /* A picture over the page makes room as soon as the app has drawn the line under that page, or
     has something else to say. */
  function until(drawn, failed, picture) {
    const { halaman } = window;
    const look = () => {
      if (document.querySelector(failed)) lift();
      else if (document.querySelector(drawn)) (halaman.waiting() ? (late ??= setTimeout(lift, PARTS_LATE)) : lift());
    };
    let late;
    const watch = new MutationObserver(look);
    const lift = () => {
      if (!picture.isConnected) return;
      watch.disconnect();
      halaman.move();
      picture.remove();
    };
    watch.observe(document.getElementById("root"), { childList: true, subtree: true });
    return lift;
  }
  const first = document.getElementById("awal");
  const LINE = ".stApp .dasbor footer", FAILED = ".stApp .stException", ALERT = ".stApp [data-testid=stAlert]";
  if (first) until(LINE, `${FAILED}, ${ALERT}`, first);

  const pageOf = ({ pathname }) => pathname.slice(site.pathname.length);
  const asked = new Map();
  function ahead(address) {
    const picture = new URL(`gambar/${pageOf(address)}`, site);
    picture.search = address.search;
    const key = picture.href;
    if (!asked.has(key)) {
      asked.set(key, fetch(picture).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
      setTimeout(() => asked.delete(key), FRESH);
    }
    return asked.get(key);
  }

  /* Another page: its picture over the place of the old one. */
  let lift = () => {};
  async function show(address) {
    const line = `${LINE}[data-halaman="${pageOf(address)}"]`;
    const html = await ahead(address);
    if (!html || document.querySelector(line)) return;
    lift();
    const cover = document.createElement("div");
    cover.className = "awal susulan";
    cover.style.left = `${document.querySelector("[data-testid=stMain]").getBoundingClientRect().left}px`;
    cover.innerHTML = html;
    window.halaman.stand(cover);
    document.body.prepend(cover);
    lift = until(line, FAILED, cover);
    setTimeout(lift, LONGEST);
  }
  function target({ target, button, ctrlKey, metaKey, shiftKey, altKey }) {
    const link = target.closest?.("a[data-testid=stSidebarNavLink], a[data-testid=stPageLink-NavLink]");
    if (!link || button > 0 || ctrlKey || metaKey || shiftKey || altKey) return null; // -1 while hovering
    const address = new URL(link.href);
    for (const name of filters) {
      for (const value of new URL(location.href).searchParams.getAll(name)) address.searchParams.append(name, value);
    }
    return address.pathname === location.pathname ? null : address;
  }
  for (const gesture of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(gesture, (event) => { const address = target(event); if (address) ahead(address); }, true);
  }
  document.addEventListener("click", (event) => { const address = target(event); if (address) show(address); }, true);

  /* Another filter: Streamlit writes it into the address at once, asks its server, and redraws the
     page part by part. The charts need not wait for that. */
  let touched = -Infinity;
  for (const gesture of ["click", "keydown"]) {
    addEventListener(gesture, (event) => { touched = event.timeStamp; }, true);
  }
  const { replaceState } = history;
  history.replaceState = function (...given) {
    const before = new URL(location.href);
    replaceState.apply(this, given);
    const address = new URL(location.href);
    if (address.href === before.href || address.pathname !== before.pathname) return;
    if (performance.now() - touched > AT_ONCE) return; // the app itself, telling what it has drawn
    if ([...address.searchParams.keys()].some((name) => !filters.includes(name))) return;
    ahead(address).then((html) => { if (html && location.href === address.href) window.halaman.change(html); });
  };
})();
