// The shortest ways between two nodes of a graph.

// All shortest paths from `start` to `end`, at most `most` of them, as lists of nodes; `total` counts those left out too.
// neighboursOf(node) gives the nodes one line away, the most telling first: paths come in that order.
export function shortestPaths(start, end, neighboursOf, most) {
  const none = { paths: [], total: 0, length: 0 };
  if (start === end) return none;
  const distance = new Map([[start, 0]]);
  const ways = new Map([[start, 1]]);
  const before = new Map();
  let ring = [start];
  while (ring.length && !distance.has(end)) {
    const next = [];
    for (const node of ring) {
      for (const other of new Set(neighboursOf(node))) {
        const far = distance.get(node) + 1;
        if (!distance.has(other)) {
          distance.set(other, far);
          before.set(other, []);
          ways.set(other, 0);
          next.push(other);
        }
        if (distance.get(other) !== far) continue;
        before.get(other).push(node);
        ways.set(other, ways.get(other) + ways.get(node));
      }
    }
    ring = next;
  }
  if (!distance.has(end)) return none;
  return { paths: tracedBack(end, start, before, most), total: ways.get(end), length: distance.get(end) };
}

function tracedBack(end, start, before, most) {
  const paths = [];
  const open = [[end]];
  while (open.length && paths.length < most) {
    const path = open.pop();
    if (path[0] === start) paths.push(path);
    else for (const node of [...before.get(path[0])].reverse()) open.push([node, ...path]);
  }
  return paths;
}

// Where to draw the nodes of paths: the two ends left and right, what is equally far from the start in one column.
// Gives node → [x, y].
export function columnsOf(paths, { wide = 210, high = 96 } = {}) {
  const columns = [];
  for (const path of paths) {
    path.forEach((node, i) => {
      columns[i] ??= [];
      if (!columns[i].includes(node)) columns[i].push(node);
    });
  }
  const places = new Map();
  columns.forEach((column, i) => {
    column.forEach((node, row) => {
      // Every second column a little lower, so that a straight row of names does not run together.
      const lower = i % 2 ? high * 0.4 : 0;
      places.set(node, [(i - (columns.length - 1) / 2) * wide, (row - (column.length - 1) / 2) * high + lower]);
    });
  });
  return places;
}
