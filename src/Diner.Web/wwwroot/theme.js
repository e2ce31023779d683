// Runs before the first paint, so that a chosen theme does not flash. Without storage the system's choice holds.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "day" || theme === "night") document.documentElement.dataset.theme = theme;
  } catch { /* storage is switched off */ }
})();
