/* Mode Rapat: arrows, space, Page Up/Down (a presenter's remote), Home, End and Esc press the buttons
   of the page; F fills the screen, S shows the filters, and the first Esc puts them away, the next
   leads back to the page one came from. Leaving the full screen by Esc leaves the mode too. What is
   not touched for a while hides. Loaded by that page only; does nothing once the page is left. */
if (!window.modeRapat) {
  window.modeRapat = true;
  const QUIET = 3000; // milliseconds
  const FORTH = ".st-key-rapat_maju button", BACK = ".st-key-rapat_mundur button";
  const keys = { ArrowRight: FORTH, PageDown: FORTH, " ": FORTH, ArrowLeft: BACK, PageUp: BACK };
  const here = () => document.querySelector(".mode-rapat");
  const frame = () => document.querySelector(".bingkai-situs");
  const jump = (last) => {
    const input = document.querySelector(".st-key-slide input");
    const button = document.querySelector(last ? FORTH : BACK);
    if (!input || !button || button.disabled) return;
    const value = last ? input.max : input.min;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  };
  let staying = false;
  const fill = () => {
    staying = Boolean(document.fullscreenElement);
    if (staying) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  };
  const filters = () => {
    if (frame().classList.toggle("tampak")) frame().querySelector(".saringan button").focus();
    else document.activeElement.blur();
  };
  const leave = () => {
    const home = halaman.from ?? (document.referrer && new URL(document.referrer));
    const out = document.querySelector("a.rapat-keluar");
    if (frame()?.classList.contains("tampak")) return filters();
    const ours = home && home.href.startsWith(new URL("./", location.href).href);
    if (ours && home.pathname !== location.pathname) {
      const names = document.querySelector("script[data-filters]").dataset.filters.split(" ");
      for (const name of names) {
        home.searchParams.delete(name);
        for (const value of new URL(out.href).searchParams.getAll(name)) home.searchParams.append(name, value);
      }
      out.href = home;
    }
    out?.click();
  };
  const more = { f: fill, s: filters };
  document.addEventListener("fullscreenchange", () => {
    if (here() && !document.fullscreenElement && !staying) leave();
    staying = false;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".rapat-layar")) fill();
    else if (event.target.closest?.(".rapat-saringan")) filters();
    else if (event.isTrusted && event.target.closest?.(".rapat-keluar")) {
      event.preventDefault();
      leave();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!here() || event.ctrlKey || event.altKey || event.metaKey) return;
    const open = document.querySelector(".bingkai-situs :popover-open");
    if (open) return; // its own Esc
    const typing = event.target.closest?.("input, textarea, select, [role=slider], [role=listbox], [role=dialog]");
    if (typing || (event.key === " " && event.target.closest?.("button, a"))) return;
    if (more[event.key.toLowerCase()]) more[event.key.toLowerCase()]();
    else if (event.key === "Home" || event.key === "End") jump(event.key === "End");
    else if (event.key === "Escape") leave();
    else if (keys[event.key]) document.querySelector(keys[event.key])?.click();
    else return;
    event.preventDefault();
  });

  let late;
  const awake = () => {
    document.documentElement.classList.remove("rapat-sepi");
    clearTimeout(late);
    late = setTimeout(() => {
      if (document.querySelector(".st-key-rapat_kendali :focus-visible")) return;
      document.documentElement.classList.add("rapat-sepi");
    }, QUIET);
  };
  for (const sign of ["pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(sign, awake, true);
  awake();
}
