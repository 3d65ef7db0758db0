// The tables as Python had them before it packed them; kg/pack.py says how.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => (VALUE[digit.charCodeAt(0)] = value));

function numbersIn(text) {
  const found = [];
  let [number, place] = [0, 1];
  for (let i = 0; i < text.length; i++) {
    const digit = VALUE[text.charCodeAt(i)];
    if (digit < 32) {
      found.push(number + digit * place);
      [number, place] = [0, 1];
    } else {
      number += (digit - 32) * place;
      place *= 32;
    }
  }
  return found;
}

function summed(steps) {
  let last = 0;
  return steps.map((step) => (last += step % 2 ? -(step + 1) / 2 : step / 2));
}

function unpackLists({ counts, grouped, parts }) {
  const columns = parts.map(unpackColumn);
  let at = 0;
  return numbersIn(counts).map((count) => {
    const row = [];
    for (const end = at + count; at < end; at++) row.push(grouped ? groupAt(columns, at) : columns[0][at]);
    return row;
  });
}

const groupAt = ([first, second, distance], at) =>
  distance ? [first[at], second[at], second[at] + distance[at]] : second ? [first[at], second[at]] : [first[at]];

function unpackColumn(column) {
  if (Array.isArray(column)) return column;
  if (column.words) return numbersIn(column.at).map((number) => column.words[number]);
  if (column.ints !== undefined) return numbersIn(column.ints).map((number) => number + column.least);
  if (column.steps !== undefined) return summed(numbersIn(column.steps));
  if (column.parts) return unpackLists(column);
  const { stem, width, rest } = column;
  if (stem === undefined) return column;
  return Array.from({ length: rest.length / width }, (_, row) => stem + rest.slice(row * width, (row + 1) * width));
}

const isTable = (part) => part !== null && typeof part === "object" && !Array.isArray(part);
const unpackTable = (table) => Object.fromEntries(Object.entries(table).map(([name, column]) => [name, column !== null && typeof column === "object" ? unpackColumn(column) : column]));

export const unpack = (view) => Object.fromEntries(Object.entries(view).map(([name, part]) => [name, isTable(part) ? unpackTable(part) : part]));
