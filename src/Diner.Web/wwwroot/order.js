// What a buyer's pages do on top of plain HTML: copy, count down, and go on by themselves. Everything works without it.
const announce = text => { const line = document.querySelector("[data-announce]"); if (line) line.textContent = text }

function dress(root) {
  root.querySelectorAll("[data-copy], [data-copy-all]").forEach(button => { button.hidden = false })
}

async function copy(button, text) {
  const before = button.textContent
  let said = button.dataset.done
  try { await navigator.clipboard.writeText(text) } catch { said = copyOldWay(text) ? said : button.dataset.failed }
  button.textContent = said
  announce(said)
  setTimeout(() => { button.textContent = before }, 1600)
}

// A page over plain http has no clipboard of its own.
function copyOldWay(text) {
  const box = document.createElement("textarea")
  box.value = text
  box.className = "offstage"
  document.body.append(box)
  box.select()
  const done = document.execCommand("copy")
  box.remove()
  return done
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy], [data-copy-all]")
  if (!button) return
  const keys = "copyAll" in button.dataset ? [...document.querySelectorAll("[data-key]")] : [button.closest("[data-key]")]
  copy(button, keys.map(key => key.dataset.key).join("\n"))
})

function countDown(time) {
  const until = Date.parse(time.dataset.until)
  const tick = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000))
    time.textContent = left === 0 ? time.dataset.over : time.dataset.left.replace("{0}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`)
    if (left === 0) clearInterval(timer)
  }
  const timer = setInterval(tick, 1000)
  tick()
}

async function swap() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html")
  const fresh = page.getElementById("order")
  if (!fresh) return location.reload()
  document.getElementById("order").replaceWith(document.adoptNode(fresh))
  dress(fresh)
  announce([...fresh.querySelectorAll("[data-news]")].at(-1)?.dataset.news ?? fresh.querySelector(".chip")?.textContent ?? "")
  follow()
}

function follow() {
  const page = document.querySelector("[data-events]")
  if (!page) return
  const events = new EventSource(page.dataset.events)
  events.addEventListener("status", event => {
    if (event.data === page.dataset.status) return
    events.close()
    if (page.dataset.next) location.replace(page.dataset.next)
    else swap().catch(() => location.reload())
  })
  // A server that refuses for good (the order is gone) ends it; anything else the browser tries again by itself.
  addEventListener("pagehide", () => events.close(), { once: true })
}

// Back from the channel, a page out of the browser's memory is an old one.
addEventListener("pageshow", event => { if (event.persisted) location.reload() })

dress(document)
document.querySelectorAll("[data-until]").forEach(countDown)
follow()
