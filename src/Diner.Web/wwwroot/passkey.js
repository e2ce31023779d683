// Passkeys. A form with data-passkey holds the server's challenge; it is sent with the browser's answer to it.
// Where the browser cannot do it, the form stays hidden and what stands in for it ([data-without-passkey]) is shown.
const canDo = isSecureContext && typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function" && !/^[\d.]+$|^\[/.test(location.hostname)

let waiting = null // The browser allows one question at a time: a pressed button ends the one that waits in the address field.

async function ask(form, mediation) {
  waiting?.abort()
  waiting = new AbortController()
  const options = JSON.parse(form.dataset.options)
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal: waiting.signal })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), signal: waiting.signal, mediation })
  form.elements.credential.value = JSON.stringify(credential)
  form.submit()
}

function say(form, failure) {
  if (failure.name === "AbortError") return
  const line = form.querySelector("[data-failed]")
  line.hidden = false
  console.info(failure.name)
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !canDo
  document.querySelectorAll("[data-without-passkey]").forEach(line => { line.hidden = canDo })
  if (!canDo) continue
  form.addEventListener("submit", event => {
    event.preventDefault()
    ask(form, "optional").catch(failure => say(form, failure))
  })
  // Passkeys are offered among the addresses the browser fills in, before anything is pressed.
  if (form.dataset.passkey === "get" && form.hasAttribute("data-conditional"))
    PublicKeyCredential.isConditionalMediationAvailable?.().then(can => { if (can) return ask(form, "conditional") }).catch(() => {})
}
