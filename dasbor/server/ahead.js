/* The server's picture of a page within its filters (dasbor/documents/prerender.py) comes before the app:
   inside the page when it is opened, and for every later address while Streamlit is still at work. */
(() => {
  const filters = document.currentScript.dataset.filters.split(" ");
  const site = new URL("./", location.href);
  const FRESH = 10_000, LONGEST = 5_000, PARTS_LATE = 1_000; // milliseconds

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

  /* What stands around the page follows the address: its menu, its filters, its name. Who looks at
     it with the keyboard stays where he is, who listens hears where he has come. */
  const frame = () => document.querySelector(".bingkai-situs");
  const within = (address) => [pageOf(address), ...filters.flatMap((name) => [name, ...address.searchParams.getAll(name)])].join();
  function around(picture) {
    const fresh = picture.querySelector(".bingkai-situs"), old = frame();
    if (!fresh) return;
    fresh.remove();
    if (!old) return document.body.prepend(fresh);
    const here = old.contains(document.activeElement) && document.activeElement;
    const [nav, was] = [fresh, old].map((one) => one.querySelector("nav"));
    const top = was.scrollTop;
    fresh.querySelector("[role=status]").replaceWith(old.querySelector("[role=status]")); // it is listened to
    old.className = fresh.className;
    old.dataset.halaman = fresh.dataset.halaman;
    old.replaceChildren(...fresh.childNodes);
    nav.scrollTop = top;
    if (!here) return;
    const same = (one) => one.textContent === here.textContent && one.tagName === here.tagName;
    const panel = here.getAttribute("popovertarget") ?? here.closest("[popover]")?.id;
    const next = old.querySelector(`[popovertarget="${panel}"]`) ?? [...old.querySelectorAll("a, button")].find(same);
    next?.focus({ preventScroll: true });
  }
  new MutationObserver(() => {
    const told = frame()?.querySelector("[role=status]");
    if (told && !first?.isConnected) told.textContent = document.title;
  }).observe(document.querySelector("title"), { childList: true });

  /* Another page: its picture over the place of the old one. */
  let lift = () => {};
  function show(address, cover) {
    const line = `${LINE}[data-halaman="${pageOf(address)}"]`;
    if (document.querySelector(line)) return;
    lift();
    if (!cover.firstElementChild) return; // a tool has no picture
    cover.className = "awal susulan";
    window.halaman.stand(cover);
    document.getElementById("root").before(cover);
    lift = until(line, FAILED, cover);
    setTimeout(lift, LONGEST);
  }
  let standing = within(new URL(location.href)), page = pageOf(location);
  function target({ target }) {
    const link = target.closest?.("a.langsung");
    const address = link && new URL(link.getAttribute("href"), location.href);
    return address && within(address) !== standing ? address : null;
  }
  for (const gesture of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(gesture, (event) => { const address = target(event); if (address) ahead(address); }, true);
  }

  document.addEventListener("change", (event) => { const form = filtering(event); if (form) ahead(chosen(form)); });

  /* Another address, whoever wrote it: the reader, the app, the way back. The charts need not wait
     for Streamlit, which redraws the page part by part. */
  async function moved(told) {
    const address = new URL(location.href), to = within(address);
    if (to === standing) return;
    const turned = page !== pageOf(address);
    [standing, page] = [to, pageOf(address)];
    const html = await ahead(address);
    if (!html || standing !== to) return;
    const picture = document.createElement("div");
    picture.innerHTML = html;
    around(picture);
    if (turned) show(address, picture);
    else if (told && [...address.searchParams.keys()].every((name) => filters.includes(name))) window.halaman.change(picture);
  }
  addEventListener("popstate", () => moved(true));

  /* Streamlit leads to another page with other filters in two steps, the filters on the old page
     first: for the way back that is one, as it was one click. */
  let half;
  for (const gesture of ["pointerdown", "keydown", "popstate"]) addEventListener(gesture, () => { half = undefined; }, true);
  const write = { pushState: history.pushState, replaceState: history.replaceState };
  for (const name of ["pushState", "replaceState"]) {
    history[name] = function (...given) {
      const before = location.pathname, to = new URL(given[2] ?? location.href, location.href);
      const second = name === "pushState" && to.pathname !== before && half === to.search;
      write[second ? "replaceState" : name].apply(this, given);
      half = name === "pushState" && to.pathname === before && to.search ? to.search : undefined;
      queueMicrotask(() => moved(false)); // the app itself, telling what it draws
    };
  }
})();
