/* Mode Rapat: arrows, space, Page Up/Down (a presenter's remote), Home, End and Esc press the buttons
   of the page; F fills the screen, S shows the filters, and the first Esc puts them away. Leaving the full screen by Esc leaves the mode
   too. Loaded by that page only; does nothing once the page is left. */
if (!window.modeRapat) {
  window.modeRapat = true;
  const keys = {
    ArrowRight: ".st-key-rapat_maju button", PageDown: ".st-key-rapat_maju button",
    " ": ".st-key-rapat_maju button",
    ArrowLeft: ".st-key-rapat_mundur button", PageUp: ".st-key-rapat_mundur button",
    Escape: "a.rapat-keluar",
  };
  const jump = (last) => {
    const input = document.querySelector(".st-key-slide input");
    const button = document.querySelector(last ? ".st-key-rapat_maju button" : ".st-key-rapat_mundur button");
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
  const filters = () => document.querySelector(
    '[data-testid="stSidebarCollapseButton"] button, [data-testid="stExpandSidebarButton"]',
  )?.click();
  const sidebar = () => document.querySelector('[data-testid="stSidebar"][aria-expanded="true"]');
  const leave = () => sidebar() ? filters() : document.querySelector(keys.Escape)?.click();
  const more = { f: fill, s: filters };
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && !staying) document.querySelector(keys.Escape)?.click();
    staying = false;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".rapat-layar")) fill();
    else if (event.target.closest?.(".rapat-saringan")) filters();
  });
  document.addEventListener("keydown", (event) => {
    if (!document.querySelector(".mode-rapat") || event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest?.("input, textarea, select, [role=slider], [role=listbox], [role=dialog]");
    if (typing || (event.key === " " && event.target.closest?.("button, a"))) return;
    if (more[event.key.toLowerCase()]) more[event.key.toLowerCase()]();
    else if (event.key === "Home" || event.key === "End") jump(event.key === "End");
    else if (event.key === "Escape") leave();
    else if (keys[event.key]) document.querySelector(keys[event.key])?.click();
    else return;
    event.preventDefault();
  });
}
