// Files that the page makes: kept in the browser until they are saved, sent nowhere.

import { data } from "./data.js";
import { element } from "./dom.js";

export function save(content, file, type = "text/plain;charset=utf-8") {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// "examples-flows.csv": what the page is about, what the file holds.
export function fileName(what, ending) {
  const title = data.title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase().slice(0, 40);
  return `${title || "graph"}-${what}.${ending}`;
}

// Comma-separated values as RFC 4180 has them; a cell that a spreadsheet would run as a formula begins with an apostrophe.
export function csv(header, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
