// Calls WeChat's own sheet with the parameters the server has signed. WeChat puts WeixinJSBridge into its browser, sooner or later;
// in any other browser there is none, and the page says so.
const sheet = document.querySelector("[data-wechat]")
const parameters = sheet?.dataset.wechat
const button = sheet?.querySelector("[data-ask]")
const said = sheet?.querySelector("[data-said]")
const patienceMs = 3000

function ask() {
  sheet.querySelector("[data-missing]").hidden = true
  button.hidden = false
  said.textContent = ""
  window.WeixinJSBridge.invoke("getBrandWCPayRequest", JSON.parse(parameters), result => {
    // What the bridge says is not believed: the order's page waits for what WeChat Pay tells the server.
    if (result.err_msg === "get_brand_wcpay_request:ok") location.replace(sheet.dataset.next)
    else said.textContent = result.err_msg === "get_brand_wcpay_request:cancel" ? said.dataset.cancel : said.dataset.fail
  })
}

if (parameters) {
  button.addEventListener("click", ask)
  if (window.WeixinJSBridge) ask()
  else {
    document.addEventListener("WeixinJSBridgeReady", ask, { once: true })
    setTimeout(() => { if (!window.WeixinJSBridge) sheet.querySelector("[data-missing]").hidden = false }, patienceMs)
  }
}
