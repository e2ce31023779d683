// Sends a file with a bar that moves. Without it the form sends itself.
const form = document.querySelector("[data-upload]")
const said = form?.querySelector("[data-said]")
const going = form?.querySelector("[data-going]")
const bar = form?.querySelector("progress")
const button = form?.querySelector("button")

function say(text) {
  said.textContent = text
  said.hidden = !text
  going.hidden = true
  button.disabled = false
}

const words = refusal => form.querySelector(`template[data-refusal="${CSS.escape(refusal)}"]`)?.content.textContent ?? form.dataset.failed

function send(file) {
  const request = new XMLHttpRequest()
  request.upload.addEventListener("progress", event => {
    const percent = event.lengthComputable ? Math.floor(event.loaded * 100 / event.total) : 0
    bar.value = percent
    form.querySelector("[data-percent]").textContent = `${percent} %`
  })
  request.addEventListener("load", () => {
    let answer = null
    try { answer = JSON.parse(request.responseText) } catch { /* a page: signed out meanwhile, or an error */ }
    if (answer?.go) location.assign(answer.go)
    else say(answer?.refusal ? words(answer.refusal) : form.dataset.failed)
  })
  request.addEventListener("error", () => say(form.dataset.failed))
  request.addEventListener("abort", () => say(form.dataset.failed))
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  const body = new FormData()
  body.append("file", file)
  request.send(body)
}

form?.addEventListener("submit", event => {
  const file = form.elements.file.files[0]
  if (!file) return
  event.preventDefault()
  say("")
  if (file.size > Number(form.dataset.max)) return say(words("TooLarge"))
  going.hidden = false
  button.disabled = true
  send(file)
})
