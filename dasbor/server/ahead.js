/* A page is what the server draws of its address (dasbor/documents/prerender.py): inside the page when
   it is opened, and again for every address that a reader comes to. The app takes over what stands;
   it is told of an address where only it can draw (tools), else once the reader rests on a new page.
   Whoever reads and filters waits for one small answer of the server and for nothing else. */
(() => {
  const filters = document.currentScript.dataset.filters.split(" ");
  const site = new URL("./", location.href);
  const FRESH = 10_000, PARTS_LATE = 1_000, REST = 1_000, RETRY = 100; // milliseconds
  const CONNECTED = ".stApp[data-test-connection-state=CONNECTED]", RUNNING = ".stApp[data-test-script-state=running]";
  const LINE = ".stApp .dasbor footer", FAILED = ".stApp .stException", ALERT = ".stApp [data-testid=stAlert]";
  const { halaman } = window;
  const pageOf = ({ pathname }) => pathname.slice(site.pathname.length);
  const filtersOf = (address) => filters.flatMap((name) => [name, ...address.searchParams.getAll(name)]).join();
  const sameAs = (one, other) => one.pathname === other.pathname && one.search === other.search;
  const pictured = () => halaman.path === standing.pathname;

  let standing = new URL(location.href), cover = document.getElementById("awal");
  let late, rest, latest = 0;

  const asked = new Map();
  function ahead(address) {
    const picture = new URL(`gambar/${pageOf(address)}`, site);
    picture.search = address.search;
    const key = picture.href;
    if (!asked.has(key)) {
      const text = fetch(picture).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
      asked.set(key, text.then((html) => html || (asked.delete(key), ""))); // a failure is not kept
      setTimeout(() => asked.delete(key), FRESH);
    }
    return asked.get(key);
  }

  /* What stands around the page follows the address: its menu, its filters, its name. Who looks at
     it with the keyboard stays where he is, who listens hears where he has come. */
  const frame = () => document.querySelector(".bingkai-situs");
  function around(picture) {
    const fresh = picture.querySelector(".bingkai-situs"), old = frame();
    fresh.remove();
    document.title = fresh.dataset.judul;
    if (!old) return document.body.prepend(fresh);
    const panel = old.querySelector(".panel:popover-open");
    const here = old.contains(document.activeElement) && document.activeElement;
    const [nav, was] = [fresh, old].map((one) => one.querySelector("nav"));
    const top = was.scrollTop;
    fresh.querySelector("[role=status]").replaceWith(old.querySelector("[role=status]")); // it is listened to
    old.className = fresh.className; // in Mode Rapat the filters go away once they are applied
    Object.assign(old.dataset, fresh.dataset);
    old.replaceChildren(...fresh.childNodes);
    nav.scrollTop = top;
    const again = panel && document.getElementById(panel.id); // opened while the answer was on its way
    if (again) again.replaceChildren(...panel.childNodes);
    again?.showPopover();
    say(document.title);
    if (!here) return;
    if (here.isConnected) return here.focus({ preventScroll: true });
    const button = here.getAttribute("popovertarget") ?? here.closest("[popover]")?.id;
    const next = old.querySelector(`[popovertarget="${button}"]`) ?? [...old.querySelectorAll("a, button")].find(alike(here));
    next?.focus({ preventScroll: true });
  }
  const say = (words) => { const told = frame()?.querySelector("[role=status]"); if (told) told.textContent = words; };
  new MutationObserver(() => document.getElementById("awal") ?? say(document.title))
    .observe(document.querySelector("title"), { childList: true });
  function footer(fresh) {
    for (const old of fresh ? document.querySelectorAll(`footer[data-halaman="${fresh.dataset.halaman}"]`) : []) {
      if (old !== fresh) old.replaceChildren(...fresh.cloneNode(true).childNodes);
    }
  }

  /* A picture over the page, until the app has drawn the line under that page, or has something
     else to say. Where the reader is in it, he stays. */
  const scroller = () => cover ?? document.querySelector("[data-testid=stMain]");
  function lift() {
    clearTimeout(late);
    late = undefined;
    const here = cover.contains(document.activeElement) && document.activeElement, top = cover.scrollTop;
    const inside = [...cover.querySelectorAll(".gulir, .matriks, .opd-banding")].map((one) => [one, one.scrollLeft, one.scrollTop]);
    halaman.move();
    cover.remove();
    cover = null;
    if (top) scroller()?.scrollTo(0, top);
    for (const [one, ...to] of inside) if (to[0] || to[1]) one.scrollTo(...to);
    here && (here.isConnected ? here.focus({ preventScroll: true }) : focusLike(document, here));
  }
  function look() {
    if (!cover || halaman.owed) return;
    if (busy()) return void (late ??= setTimeout(lookAgain, PARTS_LATE));
    if (document.querySelector(cover.id ? `${FAILED}, ${ALERT}` : FAILED)) lift();
    else if (document.querySelector(`${LINE}[data-halaman="${cover.dataset.halaman}"]`)) {
      halaman.waiting() ? (late ??= setTimeout(lookAgain, PARTS_LATE)) : lift();
    }
  }
  function lookAgain() {
    late = undefined;
    if (cover && !halaman.owed) !heard || busy() || document.querySelector(RUNNING) ? look() : lift();
  }
  /* Who has a chart on the whole screen, a list open, or words selected is not disturbed. */
  const busy = () =>
    document.fullscreenElement || document.activeElement?.matches(".awal select") || !getSelection().isCollapsed;
  halaman.taken = look;
  new MutationObserver(look).observe(document.getElementById("root"), { childList: true, subtree: true });
  function show(picture, turned) {
    const top = turned ? back && places.get(standing.href) : scroller()?.scrollTop;
    if (cover) lift();
    picture.className = "awal susulan";
    picture.role = "main";
    picture.dataset.halaman = picture.querySelector(".isi").dataset.halaman;
    halaman.stand(picture, top > 0);
    document.getElementById("root").before((cover = picture));
    if (top) cover.scrollTop = top;
  }
  if (cover) {
    halaman.path = location.pathname;
    cover.dataset.halaman = cover.querySelector(".isi").dataset.halaman;
  }

  /* The app hears of an address as of the back button. One that hears it otherwise, or not at all, leaves
     the page as it was, which shows in nothing changing for so long: a tool is loaded then, a picture
     stays. What the app draws anew takes the focus along. */
  const UNHEARD = 10_000;
  let telling = false, heard = true, lost;
  function load() {
    if (navigator.onLine) location.reload();
    else say("Sambungan terputus: halaman ini belum dapat dimuat.");
  }
  function tell() {
    clearTimeout(rest);
    clearTimeout(lost);
    if (!halaman.owed) return;
    if (!document.querySelector(CONNECTED) || !document.querySelector(LINE)) {
      return void (pictured() ? (rest = setTimeout(tell, RETRY)) : load());
    }
    const root = document.getElementById("root"), here = root.contains(document.activeElement) && document.activeElement;
    const { dataset } = document.documentElement;
    dataset.menunggu = "aplikasi";
    lost = setTimeout(() => {
      delete dataset.menunggu;
      pictured() ? (halaman.owed = true) : load();
    }, UNHEARD);
    const watch = new MutationObserver((changes) => {
      if (!heard && changes.some(({ target }) => !target.closest?.(".wadah"))) {
        clearTimeout(lost);
        heard = true;
        if (dataset.menunggu === "aplikasi") delete dataset.menunggu;
      }
      if (here && document.activeElement === document.body) focusLike(root, here);
    });
    watch.observe(root, { attributeFilter: ["data-test-script-state"], childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), UNHEARD);
    halaman.owed = heard = false;
    telling = true;
    dispatchEvent(new PopStateEvent("popstate"));
    telling = false;
    setTimeout(look, RETRY);
  }

  function later() {
    if (!cover) return;
    clearTimeout(rest);
    if (halaman.owed) rest = setTimeout(() => (busy() ? later() : tell()), REST);
  }
  for (const gesture of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    addEventListener(gesture, later, { capture: true, passive: true });
  }

  /* Another address: of the reader (``ours``), or written by the app for what it is drawing. */
  let back; // whether he came by the history: to where he had read
  const places = new Map();
  async function moved(ours) {
    const address = new URL(location.href), before = standing;
    const turned = address.pathname !== before.pathname, filtered = filtersOf(address) !== filtersOf(before);
    if (sameAs(address, before)) return;
    const tool = !turned && !pictured();
    places.set(before.href, scroller()?.scrollTop);
    clearTimeout(lost);
    standing = address;
    if (turned) halaman.from = before;
    halaman.owed ||= ours;
    if (ours && tool) tell();
    if (turned || filtered || (ours && !tool)) await draw(address, turned, tool);
  }
  async function draw(address, turned, tool) {
    const mine = ++latest;
    document.documentElement.dataset.menunggu = "gambar";
    const html = await ahead(address);
    if (mine !== latest) return; // he has gone on
    delete document.documentElement.dataset.menunggu;
    const picture = document.createElement("div");
    picture.innerHTML = html;
    if (!picture.querySelector(".bingkai-situs")) return load(); // the server says why
    around(picture);
    if (tool) return;
    const body = picture.querySelector(".isi[data-halaman]"), tools = body?.querySelector(".tempat");
    halaman.path = body && address.pathname;
    if (!body && cover) cover.dataset.halaman = frame().dataset.halaman; // until the tool is there
    if (!body) halaman.forget();
    else if (turned || !halaman.change(picture)) show(picture, turned);
    footer(picture.querySelector("footer"));
    !body || tools ? tell() : later();
  }
  let led = false; // whether the reader has gone anywhere yet
  function lead(byHistory) {
    led = true;
    back = byHistory;
    moved(true);
  }
  window.follow = (address) => {
    write.pushState.call(history, null, "", address);
    lead(false);
  };
  if (cover && drawnForAnother) draw(standing, false, false);
  addEventListener("popstate", (event) => {
    if (telling || sameAs(location, standing)) return; // the second: an anchor
    event.stopImmediatePropagation();
    lead(true);
  });
  /* The app writes the address of what it is drawing. Where the reader has gone on meanwhile, that is
     an address of the past. */
  const write = { pushState: history.pushState, replaceState: history.replaceState };
  for (const name of ["pushState", "replaceState"]) {
    history[name] = function (...given) {
      const to = new URL(given[2] ?? location.href, location.href);
      if (led && (to.pathname !== location.pathname || (halaman.owed && !sameAs(to, location)))) return;
      const now = new URLSearchParams(location.search);
      for (const [key, value] of pictured() ? to.searchParams : []) if (now.get(key) !== value) written.add(key);
      write[name].apply(this, given);
      queueMicrotask(() => moved(false));
    };
  }

  /* What a reader is about to choose is fetched while he does: where he presses, or rests on a link. */
  const RESTS = 60; // milliseconds
  let resting;
  function prepare(link) {
    const address = addressOf(link);
    if (sameAs(address, standing)) return;
    if (pictured() || address.pathname !== standing.pathname || filtersOf(address) !== filtersOf(standing)) ahead(address);
  }
  for (const gesture of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(gesture, ({ target }) => {
      clearTimeout(resting);
      const link = target.closest?.("a.langsung");
      if (link) resting = setTimeout(prepare, gesture === "pointerover" ? RESTS : 0, link);
    }, true);
  }
  document.addEventListener("change", (event) => {
    const form = filtering(event);
    if (form) ahead(chosen(form));
  });

  /* A click on a mark of a Plotly chart: what it stands for, on this page or where it leads. */
  window.picked = (leads, said) => {
    const here = new URL(location.href), target = new URL(leads ? `./${leads}` : drawnAt(), here);
    if (!leads) target.search = here.search;
    if (!Object.keys(said).length) return;
    if (leads) for (const name of filters) for (const value of here.searchParams.getAll(name)) target.searchParams.append(name, value);
    for (const name of [...Object.keys(said), "hal"]) target.searchParams.delete(name);
    for (const [name, values] of Object.entries(said)) for (const value of values) target.searchParams.append(name, value);
    open(target);
  };
})();
