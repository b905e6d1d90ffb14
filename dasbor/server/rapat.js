/* Mode Rapat: arrows, Page Up/Down (a presenter's remote), Home, End and Esc press the buttons of
   the page. Loaded by that page only; does nothing once the page is left. */
if (!window.modeRapat) {
  window.modeRapat = true;
  const keys = {
    ArrowRight: ".st-key-rapat_maju button", PageDown: ".st-key-rapat_maju button",
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
  document.addEventListener("keydown", (event) => {
    if (!document.querySelector(".mode-rapat") || event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest?.("input, textarea, select, [role=slider], [role=listbox], [role=dialog]");
    if (typing) return;
    if (event.key === "Home" || event.key === "End") jump(event.key === "End");
    else if (keys[event.key]) document.querySelector(keys[event.key])?.click();
    else return;
    event.preventDefault();
  });
}
