import assert from "node:assert/strict";
import test from "node:test";

import { createIndex, fold, slips } from "../../viz/matching.js";

const NAMES = [
  ["Ministry of Internal Affairs", "MIA", "Interior Ministry"],
  ["International Organization for Migration", "IOM"],
  ["Clean World"],
  ["Gənclər Mərkəzi"],
  ["Azerbaijan"],
  ["Fundação Porto Seguro"],
  ["Ministry of Labour", "MoL"],
];
const search = createIndex(NAMES);
const first = (typed) => NAMES[search(typed, 5)[0]?.thing]?.[0];

test("slips count letters put in, left out, changed and swapped", () => {
  assert.deepEqual(["ministry", "minstry", "minnistry", "minostry", "minsitry"].map((typed) => slips(typed, "ministry", 2)), [0, 1, 1, 1, 1]);
  assert.equal(slips("laboratory", "ministry", 2), 3);
  assert.equal(slips("minsi", "ministry", 1, true), 1, "a beginning may have a slip too");
});

test("letters that carry marks or have no plain form are folded", () => {
  assert.equal(fold("Gənclər Łódź Straße Ørsted ÇALIŞMA"), "gencler lodz strasse orsted calisma");
  assert.equal(first("gencler"), "Gənclər Mərkəzi");
  assert.equal(first("fundacao"), "Fundação Porto Seguro");
});

for (const [typed, name] of [
  ["iom", "International Organization for Migration"],
  ["mol", "Ministry of Labour"],
  ["interior m", "Ministry of Internal Affairs"],
  ["azerbiajan", "Azerbaijan"],
  ["azerbajan", "Azerbaijan"],
  ["organisation migration", "International Organization for Migration"],
  ["clean wrold", "Clean World"],
  ["labour ministry", "Ministry of Labour"],
  ["ministry labor", "Ministry of Labour"],
]) {
  test(`"${typed}" finds ${name}`, () => assert.equal(first(typed), name));
}

test("short words allow no slip, and nonsense finds nothing", () => {
  assert.deepEqual(search("iqm", 5), []);
  assert.deepEqual(search("zzzzzz", 5), []);
  assert.deepEqual(search("   ", 5), []);
});

test("whole names stand before beginnings, beginnings before middles, middles before slips", () => {
  const find = createIndex([["Port of Lutha"], ["Pott house"], ["New port"], ["Airport"], ["Port"]]);
  assert.deepEqual(find("port", 9).map(({ thing }) => thing), [4, 0, 2, 3, 1]);
});

test("the matching other name is told", () => {
  assert.equal(search("mia", 5)[0].by, "MIA");
});

test("fifty thousand names are searched within the time of a key press", () => {
  const syllables = ["ka", "lo", "mi", "ren", "tas", "vor", "dul", "shi", "pe", "gan", "ber", "nox"];
  const word = (seed) => [1, 12, 144, 1728].map((part) => syllables[Math.floor(seed / part) % 12]).join("");
  const find = createIndex(Array.from({ length: 50_000 }, (_, i) => [`${word(i)} ${word(i * 7 + 3)} centre`, word(i * 13)]));
  find("klaomiren", 12); // the first slip builds the index of words
  for (const typed of ["k", "kalomiren", "klaomiren", "vorkalmoi centre", "centr"]) {
    const before = process.cpuUsage(); // the machine may be busy with other things
    find(typed, 12);
    const { user } = process.cpuUsage(before);
    assert.ok(user < 250_000, `${typed}: ${user / 1000} ms`);
  }
});
