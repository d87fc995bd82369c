"use strict";
(() => {
  const SMALL = 60, TYPING = 120, FEW = 2, CHOSEN_FROM = 6, SEARCHED_FROM = 12;
  const order = new Intl.Collator("en", { numeric: true });

  // On small screens the contents would push the review out of sight.
  const contents = document.querySelector("nav details");
  if (contents && matchMedia(`(max-width: ${SMALL}rem)`).matches) contents.open = false;

  const made = (tag, props, ...inside) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...inside);
    return element;
  };

  const told = (cell) => cell.dataset.value ?? cell.textContent.trim();

  // What sorts as a number is compared as one; what has no number comes last in both directions.
  const keyOf = (cell, numeric) => {
    if (!cell) return null;
    if (!numeric) return told(cell);
    const number = Number.parseFloat(cell.dataset.value ?? "");
    return Number.isNaN(number) ? null : number;
  };

  const compared = (a, b, way) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (typeof a === "number" ? a - b : order.compare(a, b));
  };

  const sort = (table, column, head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const cells = [...table.tBodies[0].rows].map((row) => row.cells[column]);
    const numeric = head.classList.contains("number") || cells.every((c) => c?.dataset.value !== undefined && !Number.isNaN(Number(c.dataset.value)));
    const keyed = cells.map((cell) => [keyOf(cell, numeric), cell?.parentElement]);
    keyed.sort((a, b) => compared(a[0], b[0], down ? -1 : 1));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.tBodies[0].append(...keyed.map(([, row]) => row).filter(Boolean));
  };

  const sortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = made("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => sort(table, column, head));
      head.append(button);
    });
  };

  const choices = (table, column) => {
    const texts = new Set();
    for (const row of table.tBodies[0].rows) texts.add(shortText(row.cells[column]));
    return [...texts].sort(order.compare);
  };

  // The text of a cell without the word of its tone and without its note.
  const shortText = (cell) => {
    let text = "";
    for (const node of cell?.childNodes ?? []) {
      if (node.nodeType === Node.TEXT_NODE || node.nodeName === "A") text += node.textContent;
    }
    return text.trim();
  };

  const filterable = (table) => {
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells];
    const asked = heads.flatMap((head, column) => ("filtered" in head.dataset ? [[head, column]] : []));
    if (rows.length < (asked.length ? CHOSEN_FROM : SEARCHED_FROM)) return;
    const caption = table.caption.textContent;
    const count = made("p", { className: "count" });
    count.setAttribute("role", "status");
    const search = made("input", { type: "search", autocomplete: "off" });
    const bar = made("div", { className: "filters" }, made("label", {}, "Search ", search));
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `Filter: ${caption}`);
    const selects = [];
    for (const [head, column] of asked) {
      const texts = choices(table, column);
      if (texts.length < FEW) continue;
      const select = made("select", {}, made("option", { value: "", textContent: "all" }));
      for (const text of texts) select.append(made("option", { value: `=${text}`, textContent: text || "–" }));
      selects.push([select, column]);
      bar.append(made("label", {}, `${head.textContent.trim()} `, select));
    }
    let texts = null;
    const apply = () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const wanted = search.value.trim().toLowerCase();
      const chosen = selects.filter(([select]) => select.value);
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = (!wanted || texts[place].includes(wanted)) &&
          chosen.every(([select, column]) => `=${shortText(row.cells[column])}` === select.value);
        if (row.hidden === fits) row.hidden = !fits;
        shown += fits;
      });
      const whole = !wanted && !chosen.length;
      count.textContent = whole ? "" : `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
    };
    let waiting = 0;
    search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, TYPING); });
    for (const [select] of selects) select.addEventListener("change", apply);
    table.addEventListener("reveal", () => {
      search.value = "";
      for (const [select] of selects) select.value = "";
      apply();
    });
    table.parentElement.before(bar);
    bar.append(count);
  };

  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < FEW) continue;
    sortable(table);
    filterable(table);
  }

  // A link may lead to a row that a filter hides, or into something that is folded.
  const reveal = () => {
    const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!goal) return;
    if (goal.closest("[hidden]")) goal.closest("table")?.dispatchEvent(new Event("reveal"));
    for (let around = goal.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    goal.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
