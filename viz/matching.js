// Finding texts by what somebody types: whole, from the beginning, in the middle, by initials, and with slips of the keyboard.

// Letters that Unicode does not take apart into a plain letter and a mark.
const PLAIN = { ə: "e", ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ŋ: "n", ß: "ss", æ: "ae", œ: "oe", þ: "th", "’": "'", "ʼ": "'", "‘": "'" };
const ODD = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(ODD, (letter) => PLAIN[letter]);

const wordsIn = (folded) => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

function initials(label) {
  const capitals = label.match(/(?<=^|[\s\-("'])\p{Lu}/gu) ?? [];
  return capitals.length > 1 ? capitals.join("").toLowerCase() : "";
}

// Slips allowed in a word of so many letters.
const slipsFor = (length) => (length < 4 ? 0 : length < 8 ? 1 : 2);

// How many letters must be put in, left out, changed or swapped with their neighbour to make one word of another; more than
// `most` gives most + 1. With `open`, to make the beginning of `word`, since the reader may still be typing.
export function slips(typed, word, most, open = false) {
  if (typed.length - word.length > most || (!open && word.length - typed.length > most)) return most + 1;
  const width = Math.min(word.length, typed.length + most);
  let [before, last, now] = [[], Array.from({ length: width + 1 }, (_, j) => j), []];
  for (let i = 1; i <= typed.length; i++) {
    now = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1];
      let cost = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      now.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last] = [last, now];
  }
  const cost = open ? Math.min(...last) : width === word.length ? last[width] : most + 1;
  return Math.min(cost, most + 1);
}

// The letters of a word as bits: a word that lacks more of the typed letters than slips are allowed need not be compared.
function lettersOf(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 31);
  return bits;
}
function bitsIn(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count++;
  return count;
}

function score(text, query) {
  if (text === query) return 100;
  if (text.startsWith(query)) return 60;
  const at = text.indexOf(query);
  if (at < 0) return 0;
  return /[\p{L}\p{N}]/u.test(text[at - 1]) ? 10 : 40;
}

// texts: one list for each thing, its name first, then its other names; the most important thing first.
// search(typed, limit) gives [{ thing, by }], best first; `by` is the other name that matched, else "".
export function createIndex(texts) {
  const folded = texts.map((names) => names.map(fold));
  const short = texts.map(([label]) => initials(label));
  let words; // wanted only where letters alone find too little
  return (typed, limit) => {
    const query = fold(typed.trim());
    if (!query) return [];
    const found = byLetters(query, folded, short, texts);
    if (found.length < limit) found.push(...bySlips(query, (words ??= wordsOfThings(folded)), folded.length, new Set(found.map(({ thing }) => thing))));
    return best(found, limit);
  };
}

function byLetters(query, folded, short, texts) {
  const found = [];
  for (let thing = 0; thing < folded.length; thing++) {
    const names = folded[thing];
    let points = score(names[0], query);
    let by = "";
    for (let other = 1; other < names.length && points < 99; other++) {
      const here = score(names[other], query) - 1;
      if (here > points) [points, by] = [here, texts[thing][other]];
    }
    if (points < 90 && short[thing] === query) [points, by] = [90, query.toUpperCase()];
    if (points > 0) found.push({ thing, points, by });
  }
  return found;
}

// Every word that occurs, with the things that bear it.
function wordsOfThings(folded) {
  const bearers = new Map();
  folded.forEach((names, thing) => {
    for (const word of new Set(names.flatMap(wordsIn))) {
      if (!bearers.has(word)) bearers.set(word, []);
      bearers.get(word).push(thing);
    }
  });
  const list = [...bearers.keys()];
  return { list, bearers: [...bearers.values()], letters: Int32Array.from(list, lettersOf) };
}

// Things that bear every typed word, in whatever order, each with a few slips; the last word may be unfinished.
function bySlips(query, words, count, known) {
  const typed = wordsIn(query);
  if (!typed.length || (typed.length === 1 && slipsFor(typed[0].length) === 0)) return [];
  let total = null;
  for (const [position, word] of typed.entries()) {
    const here = slipsOfThings(word, words, count, position === typed.length - 1);
    if (total) for (let thing = 0; thing < count; thing++) here[thing] = Math.min(NEVER, here[thing] + total[thing]);
    total = here;
  }
  const found = [];
  total.forEach((cost, thing) => cost < NEVER && !known.has(thing) && found.push({ thing, points: 9 - cost, by: "" }));
  return found;
}

const NEVER = 99;
function slipsOfThings(typed, words, count, open) {
  const most = slipsFor(typed.length);
  const letters = lettersOf(typed);
  const least = new Uint8Array(count).fill(NEVER);
  for (let i = 0; i < words.list.length; i++) {
    if (bitsIn(letters & ~words.letters[i]) > most) continue;
    const whole = slips(typed, words.list[i], most);
    // Half a slip more for a word that is not finished; costs are counted in halves.
    const cost = Math.min(whole * 2, open ? slips(typed, words.list[i], most, true) * 2 + 1 : NEVER);
    if (cost > most * 2 + 1 || (whole > most && !open)) continue;
    for (const thing of words.bearers[i]) least[thing] = Math.min(least[thing], cost);
  }
  return least;
}

// The first of a list by points, without sorting what nobody will see.
function best(found, limit) {
  const order = (a, b) => b.points - a.points || a.thing - b.thing;
  const kept = [];
  for (const hit of found) {
    if (kept.length === limit && order(hit, kept[limit - 1]) > 0) continue;
    let at = kept.length;
    while (at > 0 && order(hit, kept[at - 1]) < 0) at--;
    kept.splice(at, 0, hit);
    if (kept.length > limit) kept.pop();
  }
  return kept;
}
