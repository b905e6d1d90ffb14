/* The body of a page, drawn by the server (dasbor/documents/page.py) and cut where controls stand.
   Its parts come with the page or ahead of the app (ahead.js); the app takes those that stand and
   says what they are (app/ui/body.py). Their light pictures are what one reads; a chart becomes
   Plotly's when a reader reaches for it: the library is loaded then, once. */
(() => {
  const address = document.currentScript.dataset.plotly;
  let library;
  const load = () => (library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.onload = () => done(window.Plotly);
    script.onerror = () => { library = undefined; failed(new Error("plotly.min.js")); };
    script.src = address;
    document.head.append(script);
  }));

  /* On a phone: names beside the rows take little more than half of the width, cut where they are longer
     (hover and table have them whole); years above narrow cells have smaller letters. */
  const PART = 0.55, CELL = 36;
  function fitNames({ margin, xaxis, yaxis }, width) {
    const names = yaxis.ticktext;
    if (!names?.length || !width) return;
    const room = width * PART;
    if (margin.l > room) {
      const most = Math.floor((Math.max(...names.map((name) => name.length)) * room) / margin.l) - 1;
      yaxis.ticktext = names.map((name) => (name.length > most ? `${name.slice(0, most).trimEnd()}…  ` : name));
      margin.l = room;
    }
    const cell = (width - margin.l - margin.r) / (xaxis.categoryarray?.length || 1);
    if (cell < CELL) xaxis.tickfont = { ...xaxis.tickfont, size: Math.max(9, Math.floor(cell / 2.6)) };
  }

  /* A chart in the scheme the reader has, as high as the light picture, which gives way (gaya.css). */
  const dark = matchMedia("(prefers-color-scheme: dark)");
  function scheme() {
    const app = document.querySelector(".stApp");
    return (app ? getComputedStyle(app).colorScheme : dark.matches && "dark") === "dark" ? "dark" : "light";
  }
  async function draw(node) {
    const wanted = scheme();
    if (node.wanted === wanted) return;
    node.wanted = wanted;
    const plotly = window.Plotly ?? (await load());
    if (node.wanted !== wanted) return;
    const { config, alt, tandai: marks, ...figures } = JSON.parse(node.facts);
    const { data, layout } = figures[wanted];
    node.setAttribute("role", "figure"); // until now the light picture is heard
    node.setAttribute("aria-label", alt);
    fitNames(layout, node.clientWidth || node.parentElement.clientWidth);
    node.height ??= node.parentElement.querySelector(":scope > svg")?.clientHeight || layout.height;
    node.style.height = `${(layout.height = node.height)}px`;
    await plotly.react(node, data, layout, { ...config, modeBarButtonsToAdd: [whole] });
    for (const drawn of node.querySelectorAll(".main-svg")) drawn.setAttribute("aria-hidden", "true"); // said by the label
    node.removeAllListeners("plotly_click");
    node.on("plotly_click", ({ points: [point] }) => {
      const at = point.customdata?.[2] ?? [point.pointNumber].flat(); // row and column of a cell
      const [category, group = point.data.meta ?? 0] = at;
      if (marks) window.picked(marks.halaman, { ...marks.x?.[category], ...marks.series?.[group] });
    });
    fit.observe(node);
  }

  /* To reach for a chart: the pointer rests on its picture, or a finger taps on it. */
  const RESTS = 120; // milliseconds
  let resting;
  const plotOf = ({ target }) => target.closest?.(".bingkai > svg")?.parentElement.querySelector(".plotly-kita");
  const reach = (node) => draw(node).catch((flaw) => { node.wanted = undefined; console.error(flaw); });
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const node = event.pointerType !== "touch" && plotOf(event);
    if (node) resting = setTimeout(reach, RESTS, node);
  });
  document.addEventListener("click", (event) => {
    const node = plotOf(event);
    if (node && !event.target.closest("a")) reach(node);
  });

  /* The whole screen for one chart: a hall reads it from the back row. Esc leads back. */
  const whole = {
    name: "layar-penuh",
    title: "Layar penuh",
    icon: { width: 24, height: 24, path: "M3 9V3h6v2H5v4zM15 3h6v6h-2V5h-4zM3 15h2v4h4v2H3zM19 15h2v6h-6v-2h4z" },
    click: (node) => (document.fullscreenElement ? document.exitFullscreen() : node.requestFullscreen()),
  };
  document.addEventListener("fullscreenchange", ({ target }) => {
    if (!target.matches?.(".plotly-kita")) return;
    const height = document.fullscreenElement ? innerHeight : target.height;
    target.style.height = `${height}px`;
    window.Plotly.relayout(target, { height });
  });

  const fit = new ResizeObserver((changes) => {
    for (const { target, contentRect } of changes) {
      const drawn = target.querySelector(".main-svg");
      if (drawn && Math.abs(drawn.clientWidth - contentRect.width) > 1 && contentRect.width) {
        window.Plotly.Plots.resize(target);
      }
    }
  });

  const plots = (root) => [...root.querySelectorAll(".plotly-kita")];
  function release(node) {
    fit.unobserve(node);
    node.wanted = undefined;
    window.Plotly?.purge(node);
  }

  /* Figures as data make room for the charts they describe. */
  function settle(root) {
    for (const data of root.querySelectorAll("script.gambar-data")) {
      const node = document.createElement("div");
      node.className = "plotly-kita";
      node.dataset.kunci = data.dataset.kunci;
      node.facts = data.textContent;
      data.replaceWith(node);
    }
  }

  /* Blocks out of sight are laid out past the paint of those in sight, one at a time. Until then each is
     taken to be as high as it was in another place, or as most are (pixels). */
  const HIGH = 300;
  const late = new Set();
  function unhurried(part, before = []) {
    if (!late.size) requestAnimationFrame(() => setTimeout(layOut));
    [...part.children].forEach((block, at) => {
      block.style.contentVisibility = "auto";
      block.style.containIntrinsicSize = `auto ${before[at] || HIGH}px`;
      late.add(block);
    });
  }
  function layOut() {
    for (const block of late) {
      late.delete(block);
      block.style.contentVisibility = block.style.containIntrinsicSize = "";
      if (block.isConnected) return void setTimeout(layOut);
    }
  }
  const heights = (part) => [...part.children].map((block) => block.offsetHeight);

  /* Another text for a part that stands. */
  function change(part, fresh) {
    const here = part.contains(document.activeElement) && document.activeElement;
    settle(fresh);
    plots(part).forEach(release);
    part.replaceChildren(...fresh.childNodes);
    part.dataset.sidik = fresh.dataset.sidik;
    if (here) focusLike(part, here);
  }
  function parsed(html) {
    const place = document.createElement("div");
    place.innerHTML = html;
    return place;
  }

  /* Parts by page and place: those of a picture that no part of the app has taken, and the app's. */
  const name = (root, part) => `${root.dataset.halaman}/${part.dataset.tempat}`;
  const free = new Map(), shown = new Map();
  const standing = (id) => free.get(id) ?? shown.get(id)?.[1];
  const outline = (root) => [root.dataset.halaman, ...[...root.querySelectorAll(".pulau, .tempat")].map((one) => one.dataset.tempat ?? one.className)].join();
  let drawn; // the parts and tools of the page that stands
  function stand(cover, whole) {
    const root = cover.querySelector(".isi[data-halaman]");
    settle(root);
    drawn = outline(root);
    for (const part of root.querySelectorAll(".pulau")) {
      free.set(name(root, part), part);
      if (!cover.isConnected && !whole) unhurried(part);
    }
  }

  const halaman = (window.halaman = {
    /* Whether the app has yet to hear of the address that stands. */
    owed: false,
    /* The path of the page that was drawn by the server last. */
    path: undefined,
    /* A picture that covers the page: its parts may be taken. It is laid out whole where the reader stands
       below its beginning, or his place would move with every block above that finds its height. */
    stand,
    /* What is to be done once every part of a picture has been taken. */
    taken() {},
    /* Whether parts of a picture wait to be taken. */
    waiting: () => free.size > 0,
    /* The picture makes room: what was taken from it goes where the app has its place. */
    move() {
      const moving = [...shown.values()].filter(([place, part]) => part.parentElement !== place);
      const before = moving.map(([, part]) => heights(part));
      moving.forEach(([place, part], at) => {
        unhurried(part, before[at]);
        place.replaceChildren(part);
      });
      halaman.forget();
    },
    /* What nobody has taken is gone. */
    forget() {
      for (const part of free.values()) plots(part).forEach(release);
      free.clear();
    },
    /* The same page at another address, part by part; false where it has other parts. */
    change(picture) {
      const root = picture.querySelector(".isi[data-halaman]"), parts = [...root.querySelectorAll(".pulau")];
      if (outline(root) !== drawn || !parts.every((fresh) => standing(name(root, fresh)))) return false;
      for (const fresh of parts) {
        const part = standing(name(root, fresh));
        if (part.dataset.sidik !== fresh.dataset.sidik) change(part, fresh);
      }
      return true;
    },
  });

  window.pulau = ({ data: [{ id, sidik, html }], parentElement }) => {
    let place = parentElement.querySelector(":scope > .wadah");
    if (!place) {
      place = document.createElement("div");
      place.className = "wadah";
      parentElement.append(place);
    }
    const old = shown.get(id)?.[1];
    let part = standing(id);
    if (!part) {
      part = parsed(html).firstElementChild;
      settle(part);
      place.replaceChildren(part);
    } else if (part.dataset.sidik !== sidik && !halaman.owed) {
      change(part, parsed(html).firstElementChild);
    }
    if (old && old !== part) plots(old).forEach(release);
    shown.set(id, [place, part]);
    if (free.delete(id) && !free.size) queueMicrotask(halaman.taken);
    return () => {
      if (shown.get(id)?.[0] !== place) return;
      shown.delete(id);
      plots(part).forEach(release);
    };
  };

  /* The theme is changed in a menu: charts that are drawn follow it. */
  const parts = () => [...free.values(), ...[...shown.values()].map(([, part]) => part)];
  const redraw = () => parts().flatMap(plots).filter((node) => node.wanted).forEach(reach);
  dark.addEventListener("change", redraw);
  addEventListener("click", () => setTimeout(redraw), true);

  const first = document.getElementById("awal");
  if (first) stand(first);
})();
