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
      asked.set(key, fetch(picture).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
      setTimeout(() => asked.delete(key), FRESH);
    }
    return asked.get(key);
  }

  /* What stands around the page follows the address: its menu, its filters, its name. Who looks at
     it with the keyboard stays where he is, who listens hears where he has come. */
  const frame = () => document.querySelector(".bingkai-situs");
  function around(picture) {
    const fresh = picture.querySelector(".bingkai-situs"), old = frame();
    if (!fresh) return;
    fresh.remove();
    document.title = fresh.dataset.judul;
    if (!old) return document.body.prepend(fresh);
    const here = old.contains(document.activeElement) && document.activeElement;
    const [nav, was] = [fresh, old].map((one) => one.querySelector("nav"));
    const top = was.scrollTop;
    fresh.querySelector("[role=status]").replaceWith(old.querySelector("[role=status]")); // it is listened to
    old.className = fresh.className;
    Object.assign(old.dataset, fresh.dataset);
    old.replaceChildren(...fresh.childNodes);
    nav.scrollTop = top;
    if (!here) return;
    const panel = here.getAttribute("popovertarget") ?? here.closest("[popover]")?.id;
    const next = old.querySelector(`[popovertarget="${panel}"]`) ?? [...old.querySelectorAll("a, button")].find(alike(here));
    next?.focus({ preventScroll: true });
  }
  new MutationObserver(() => {
    const told = frame()?.querySelector("[role=status]");
    if (told && !document.getElementById("awal")) told.textContent = document.title;
  }).observe(document.querySelector("title"), { childList: true });
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
    halaman.move();
    cover.remove();
    cover = null;
    if (top) scroller()?.scrollTo(0, top);
    here && (here.isConnected ? here.focus({ preventScroll: true }) : focusLike(document, here));
  }
  function look() {
    if (!cover || halaman.owed) return;
    if (document.querySelector(cover.id ? `${FAILED}, ${ALERT}` : FAILED)) lift();
    else if (document.querySelector(`${LINE}[data-halaman="${cover.dataset.halaman}"]`)) {
      halaman.waiting() ? (late ??= setTimeout(lookAgain, PARTS_LATE)) : lift();
    }
  }
  function lookAgain() {
    late = undefined;
    if (cover && !halaman.owed) document.querySelector(RUNNING) ? look() : lift();
  }
  halaman.taken = look;
  new MutationObserver(look).observe(document.getElementById("root"), { childList: true, subtree: true });
  function show(picture, turned) {
    const top = turned ? 0 : scroller()?.scrollTop;
    if (cover) lift();
    picture.className = "awal susulan";
    picture.role = "main";
    picture.dataset.halaman = picture.querySelector(".isi").dataset.halaman;
    halaman.stand(picture);
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
  const UNHEARD = 3_000;
  let telling = false;
  function tell() {
    clearTimeout(rest);
    if (!halaman.owed) return;
    if (!document.querySelector(CONNECTED) || !document.querySelector(LINE)) {
      return void (pictured() ? (rest = setTimeout(tell, RETRY)) : location.reload());
    }
    const root = document.getElementById("root"), here = root.contains(document.activeElement) && document.activeElement;
    const lost = setTimeout(() => (pictured() ? (halaman.owed = true) : location.reload()), UNHEARD);
    const heard = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !target.closest?.(".wadah"))) clearTimeout(lost);
      if (here && document.activeElement === document.body) focusLike(root, here);
    });
    heard.observe(root, { attributeFilter: ["data-test-script-state"], childList: true, subtree: true });
    setTimeout(() => heard.disconnect(), UNHEARD);
    halaman.owed = false;
    telling = true;
    dispatchEvent(new PopStateEvent("popstate"));
    telling = false;
    setTimeout(look, RETRY);
  }

  /* Who moves or reads with a selection is not disturbed. */
  function later() {
    clearTimeout(rest);
    if (cover && halaman.owed) rest = setTimeout(() => (getSelection().isCollapsed ? tell() : later()), REST);
  }
  for (const gesture of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    addEventListener(gesture, later, { capture: true, passive: true });
  }

  /* Another address: of the reader (``ours``), or written by the app for what it is drawing. */
  async function moved(ours) {
    const address = new URL(location.href), before = standing;
    const turned = address.pathname !== before.pathname, filtered = filtersOf(address) !== filtersOf(before);
    if (sameAs(address, before)) return;
    const tool = !turned && !pictured();
    standing = address;
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
    around(picture);
    if (tool) return;
    const body = picture.querySelector(".isi[data-halaman]"), tools = body?.querySelector(".tempat");
    halaman.path = body && address.pathname;
    if (!body && cover) lift();
    else if (body && (turned || !halaman.change(picture))) show(picture, turned);
    footer(picture.querySelector("footer"));
    !body || tools ? tell() : later();
  }
  window.follow = () => moved(true);
  if (cover && drawnForAnother) draw(standing, false, false);
  addEventListener("popstate", (event) => {
    if (telling || sameAs(location, standing)) return; // the second: an anchor
    event.stopImmediatePropagation();
    moved(true);
  });
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name];
    history[name] = function (...given) {
      write.apply(this, given);
      queueMicrotask(() => moved(false));
    };
  }

  /* What a reader is about to choose is fetched while he does. */
  for (const gesture of ["pointerover", "pointerdown", "focusin"]) {
    document.addEventListener(gesture, ({ target }) => {
      const link = target.closest?.("a.langsung");
      const address = link && addressOf(link);
      if (!address || sameAs(address, standing)) return;
      if (pictured() || address.pathname !== standing.pathname || filtersOf(address) !== filtersOf(standing)) ahead(address);
    }, true);
  }
  document.addEventListener("change", (event) => {
    const form = filtering(event);
    if (form) ahead(chosen(form));
  });

  /* A click on a mark of a Plotly chart: what it stands for, on this page or where it leads. */
  window.picked = (leads, said) => {
    const target = new URL(leads ? `./${leads}` : location.href, location.href), here = new URL(location.href);
    if (!Object.keys(said).length) return;
    if (leads) for (const name of filters) for (const value of here.searchParams.getAll(name)) target.searchParams.append(name, value);
    for (const name of [...Object.keys(said), "hal"]) target.searchParams.delete(name);
    for (const [name, values] of Object.entries(said)) for (const value of values) target.searchParams.append(name, value);
    open(target);
  };
})();
