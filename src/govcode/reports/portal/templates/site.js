"use strict";
(() => {
  // Only the page that lists everything: elsewhere the search is a form that leads there.
  const count = document.getElementById("seek-count");
  if (!count) return;
  const field = document.getElementById("seek");
  const kinds = [...document.querySelectorAll(".kind")];
  const entries = kinds.flatMap((kind) => [...kind.querySelectorAll("li")].map((item) =>
    ({ item, kind, text: `${item.textContent} ${item.dataset.words ?? ""}`.toLowerCase() })));

  // An entry is found by any of its words; all words that are asked for must be in it.
  const apply = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    const left = new Set();
    for (const { item, kind, text } of entries) {
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      shown += fits;
      if (fits) left.add(kind);
    }
    for (const kind of kinds) kind.hidden = !left.has(kind);
    const all = entries.length.toLocaleString("en");
    count.textContent = words.length ? `${shown.toLocaleString("en")} of ${all} found` : `${all} entries`;
  };

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  field.form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  apply();
})();
