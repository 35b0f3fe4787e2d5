// Sorting and filtering of the table of students; the page is complete without.
"use strict";
(() => {
  const table = document.getElementById("students-table");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const headers = Array.from(table.tHead.rows[0].cells);
  const collator = new Intl.Collator("en", { numeric: true });

  // Cells without a number come last in either direction.
  const compare = (column, direction) => (a, b) => {
    const [first, second] = [a, b].map((row) => row.cells[column].textContent.trim());
    if (column === 0) return direction * collator.compare(first, second);
    const [x, y] = [first, second].map((text) => parseFloat(text));
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return direction * (x - y);
  };

  const sort = (column) => {
    const header = headers[column];
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of headers) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    rows.sort(compare(column, ascending ? 1 : -1));
    body.append(...rows);
  };

  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(column));
    header.append(button);
  });

  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ");
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const input = document.getElementById("filter");
  const status = document.getElementById("shown");

  const filter = () => {
    const wanted = plain(input.value.trim());
    for (const row of rows) row.hidden = !texts.get(row).includes(wanted);
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = `${shown} of ${rows.length} students shown`;
  };

  input.addEventListener("input", filter);
  input.closest("p").hidden = false;
})();
