// A job's bar moves as the server says; when the job is over the page is asked for again, with what came of it.
const events = new Map()

function follow(box) {
  const source = new EventSource(box.dataset.work)
  events.set(box, source)
  source.addEventListener("progress", event => {
    const { state, line, percent } = JSON.parse(event.data)
    box.querySelector("[data-work-state]").textContent = state
    box.querySelector("[data-work-line]").textContent = line
    const bar = box.querySelector("[role=progressbar]")
    if (percent === null) bar.removeAttribute("aria-valuenow")
    else bar.setAttribute("aria-valuenow", percent)
    bar.firstElementChild.style.width = `${percent ?? 0}%`
  })
  source.addEventListener("end", () => { source.close(); location.reload() })
}

document.querySelectorAll("[data-work]").forEach(follow)
addEventListener("pagehide", () => events.forEach(source => source.close()), { once: true })
addEventListener("pageshow", event => { if (event.persisted) location.reload() })
