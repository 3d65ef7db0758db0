// The tables of a small graph in the place where the modules look for them. Import the modules after this was called.

// names: ["iri kind", …] where kind is "ngo" or "body"; claims: ["subject relation object status", …].
export function useGraph(names, claims) {
  const parts = names.map((name) => name.split(" "));
  const iris = parts.map(([iri]) => iri);
  const rows = claims.map((claim) => claim.split(" "));
  const relations = [...new Set(rows.map(([, relation]) => relation))];
  const modalities = ["Asserted", "Alleged"];
  const none = { iri: [], document: [], speakers: [], evidence: [], polarity: [], modality: [], period: [] };
  const same = (value) => rows.map(() => value);
  const tables = {
    looks: { families: [{ name: "NGOs", shape: "circle", classes: ["ngo"] }, { name: "Bodies", shape: "square", classes: ["body"] }], forms: [{ name: "", letters: "" }] },
    classes: { name: ["ngo", "body"], label: ["NGO", "body"] },
    predicates: { name: relations, label: relations },
    modalities, polarities: ["Affirmed", "Negated"], markings: [[""]], rules: [[]], doubts: [[]], indicators: { name: [], label: [] },
    nodes: {
      iri: iris, label: iris, aliases: iris.map(() => []), type: parts.map(([, kind]) => (kind === "ngo" ? 0 : 1)), country: iris.map(() => ""),
      degree: iris.map((iri) => rows.filter((row) => row.includes(iri)).length), broker: iris.map(() => 0), community: iris.map(() => 0),
      x: iris.map((_, i) => i * 50), y: iris.map((_, i) => (i % 3) * 40),
    },
    documents: { iri: ["document/1"], issued: ["2009-01-01"] },
    claims: {
      iri: rows.map((_, i) => `claim/${i}`), subject: rows.map(([a]) => iris.indexOf(a)), object: rows.map(([, , b]) => iris.indexOf(b)),
      predicate: rows.map(([, relation]) => relations.indexOf(relation)), modality: rows.map(([, , , status]) => (status === "alleged" ? 1 : 0)),
      polarity: same(0), document: same(0), period: same(""), speakers: same([]), evidence: same([]), against: same([]),
    },
    facts: { subject: [], predicate: [], object: [] },
    flows: { ...none, legs: [], origin: [], transit: [], destination: [] },
    observations: { ...none, against: [], area: [], indicator: [] },
    assessments: { ...none, thing: [] },
    mentions: { node: [], passage: [] },
  };
  globalThis.document = { getElementById: () => ({ textContent: JSON.stringify(tables) }) };
  globalThis.location = { hash: "" };
}
