// The theme switch: auto, day, night, and round again.
const button = document.querySelector("button.theme");
const order = ["auto", "day", "night"];
const root = document.documentElement;

function show() {
  const theme = root.dataset.theme ?? "auto";
  button.querySelector(".theme-name").textContent = button.dataset[theme];
  button.dataset.theme = theme;
  button.setAttribute("aria-label", button.dataset.label + button.dataset[theme]);
}

function choose(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch { /* storage is switched off: the choice holds for this page */ }
  show();
}

if (button) {
  button.addEventListener("click", () => choose(order[(order.indexOf(root.dataset.theme ?? "auto") + 1) % order.length]));
  show();
  button.hidden = false;
}
