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

// A file the server would refuse for its size is not sent at all.
for (const form of document.querySelectorAll("form.cover-form")) {
  const file = form.elements.cover;
  const error = form.querySelector(".error");

  function isTooLarge() {
    const wrong = file.files.length > 0 && file.files[0].size > Number(form.dataset.bytesMax);
    error.hidden = !wrong;
    error.textContent = wrong ? form.dataset.tooLarge : "";
    return wrong;
  }

  file.addEventListener("change", isTooLarge);
  form.addEventListener("submit", (event) => {
    if (isTooLarge()) {
      event.preventDefault();
      file.focus();
    }
  });
}
