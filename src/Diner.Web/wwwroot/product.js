// Shows the total while the buyer chooses. The price is computed again on the server.
const form = document.querySelector("form.buy");
const quantity = form.elements.quantity;
const line = form.querySelector(".total");
const output = line.querySelector("output");

function chosen() {
  return form.querySelector("input[name=variant]:checked");
}

function unitPrice(variant, count) {
  let price = Number(variant.dataset.price);
  for (const step of variant.dataset.breaks.split(",").filter(Boolean)) {
    const [from, each] = step.split(":").map(Number);
    if (count >= from) price = each;
  }
  return price;
}

function text(minor) {
  if (minor === 0) return line.dataset.free;
  const decimals = Number(line.dataset.decimals);
  const major = minor / 10 ** decimals;
  return line.dataset.sign + major.toLocaleString("en", { minimumFractionDigits: Number.isInteger(major) ? 0 : decimals, maximumFractionDigits: decimals });
}

function show() {
  const variant = chosen();
  line.hidden = !variant;
  if (!variant) return;
  quantity.min = variant.dataset.min;
  quantity.max = variant.dataset.max;
  const count = Number(quantity.value);
  output.textContent = Number.isInteger(count) && count > 0 ? text(unitPrice(variant, count) * count) : "";
}

function step(by) {
  const next = Number(quantity.value || 0) + by;
  quantity.value = Math.min(Number(quantity.max), Math.max(Number(quantity.min), next));
  show();
}

function stepButton(sign, by) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn small round";
  button.textContent = sign;
  button.tabIndex = -1; // The number input itself takes arrow keys.
  button.setAttribute("aria-hidden", "true");
  button.addEventListener("click", () => step(by));
  return button;
}

quantity.before(stepButton("−", -1));
quantity.after(stepButton("+", 1));
form.addEventListener("input", show);
form.addEventListener("change", event => {
  if (event.target.name === "variant") step(0);
});
show();
