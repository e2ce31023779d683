// The description as the shop will show it, while it is written: rendered and sanitised by the server, as the storefront's is.
const PAUSE_MS = 350;

for (const box of document.querySelectorAll("[data-preview]")) {
  const text = box.querySelector("textarea");
  const pane = box.querySelector(".preview");
  let timer = 0;
  let asked = 0;

  async function show() {
    const mine = ++asked;
    const answer = await fetch(box.dataset.preview, { method: "POST", body: new URLSearchParams({ description: text.value }) });
    if (answer.ok && mine === asked) pane.innerHTML = await answer.text();
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
}
