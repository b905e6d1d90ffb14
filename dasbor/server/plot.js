/* Charts to be read value by value. Plotly, which is large, is loaded once: with a page whose first
   picture has such charts (page_shell.py), else by the first chart of the app (ui/plot.py).
   What the first picture has drawn by then the app takes over as it stands. */
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

  /* One chart at a time, each in a task of its own: between them the page answers its reader. */
  let queue = Promise.resolve();
  const later = (work) => {
    queue = queue.then(() => new Promise((go) => setTimeout(go))).then(work).catch(console.error);
  };

  /* On a phone: names beside the rows take little more than half of the width, cut where they are longer
     (hover and table have them whole); years above narrow cells stand upright. */
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
    if (cell < CELL) xaxis.tickangle = -90;
  }

  function draw(node, { figure, config, alt }, start = later) {
    const wanted = JSON.stringify(figure);
    if (node.wanted === wanted) return false;
    node.wanted = wanted;
    node.setAttribute("aria-label", alt);
    start(async () => {
      const plotly = window.Plotly ?? (await load());
      if (node.wanted !== wanted) return;
      const { data, layout } = JSON.parse(wanted);
      fitNames(layout, node.clientWidth);
      node.style.height = `${layout.height}px`;
      node.height = layout.height;
      await plotly.react(node, data, layout, { ...config, modeBarButtonsToAdd: [whole] });
      node.light?.remove();
      node.light = undefined;
      node.removeAllListeners("plotly_click");
      node.on("plotly_click", ({ points: [point] }) => {
        const [category, group = point.curveNumber] = [point.pointNumber].flat();
        node.tell?.({ category, group });
      });
      fit.observe(node);
    });
    return true;
  }

  /* The whole screen for one chart: a hall reads it from the back row. Esc leads back. */
  const whole = {
    name: "layar-penuh",
    title: "Layar penuh",
    icon: { width: 24, height: 24, path: "M3 9V3h6v2H5v4zM15 3h6v6h-2V5h-4zM3 15h2v4h4v2H3zM19 15h2v6h-6v-2h4z" },
    click: (node) => (document.fullscreenElement ? document.exitFullscreen() : node.requestFullscreen()),
  };
  document.addEventListener("fullscreenchange", ({ target }) => {
    if (!target.matches(".plotly-kita")) return;
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

  function place() {
    const node = document.createElement("div");
    node.className = "plotly-kita";
    node.setAttribute("role", "figure");
    return node;
  }

  /* The light picture that stands before a chart, or over an older one, until Plotly has drawn. */
  function lighten(node, { light, figure }) {
    node.light ??= document.createElement("div");
    node.light.className = "dasbor dahulu";
    node.light.style.height = `${figure.layout.height}px`;
    node.light.innerHTML = light;
    node.before(node.light);
  }

  /* Work on charts begins when what stands already has been painted. */
  const afterPaint = (work) => requestAnimationFrame(() => later(work));

  /* The server's picture of a page: each chart as data beside its light picture. */
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const described = (root) => [...root.querySelectorAll("script.gambar-data")].map((data) => {
    const { key, config, alt, ...figures } = JSON.parse(data.textContent);
    const app = document.querySelector(".stApp");
    const scheme = app ? getComputedStyle(app).colorScheme : dark.matches && "dark";
    const light = data.previousElementSibling.outerHTML;
    return { data, key, config, alt, light, figure: figures[scheme] ?? figures.light };
  });

  /* A page that is being opened: drawn at once, before the app begins its work. Whoever came for
     the chart has it then. */
  const early = new Map();
  for (const { data, key, ...chart } of described(document)) {
    const node = place();
    data.replaceWith(node);
    early.set(key, node);
    draw(node, chart, window.Plotly && ((work) => work()));
  }

  /* The same charts within other filters, before the app sends them: light at once, then in Plotly.
     Until then a click on a mark tells nothing: the app would take it for a mark of what it has
     drawn itself. */
  const shown = new Map();
  window.gambarUbah = (html) => {
    const picture = document.createElement("template");
    picture.innerHTML = html;
    for (const { key, ...chart } of described(picture.content)) {
      const node = shown.get(key);
      if (!node || !draw(node, chart, afterPaint)) continue;
      node.tell = undefined;
      node.style.height = `${chart.figure.layout.height}px`;
      lighten(node, chart);
    }
  };

  window.gambar = ({ data, parentElement, setTriggerValue }) => {
    let node = parentElement.querySelector(".plotly-kita");
    if (!node) {
      node = early.get(data.key) ?? place();
      early.delete(data.key);
      parentElement.append(node);
      if (!node.querySelector(".main-svg")) lighten(node, data);
    } else if (node.light) {
      lighten(node, data);
    }
    shown.set(data.key, node);
    node.tell = data.pick ? (mark) => setTriggerValue("tunjuk", mark) : undefined;
    draw(node, data);
    return () => {
      if (shown.get(data.key) === node) shown.delete(data.key);
      fit.unobserve(node);
      node.wanted = undefined;
      window.Plotly?.purge(node);
    };
  };
})();
