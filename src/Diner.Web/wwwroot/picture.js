// A file the server would refuse for its size is not sent at all.
for (const form of document.querySelectorAll("form.picture-form")) {
  const file = form.querySelector("input[type=file]");
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
