// Draws the nodes and edges that the page carries. Positions are given, so nothing is worked out here.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
  const ground = () => getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
  const font = (size) => ({ color: ink(), face: "system-ui, sans-serif", size, strokeWidth: 3, strokeColor: ground() });
  const options = () => ({
    physics: { enabled: false },
    interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { font: font(14), widthConstraint: { maximum: 170 } },
    edges: { smooth: false, font: { ...font(11), align: "middle" }, color: { color: "#8b96a3", highlight: ink(), hover: ink() }, arrows: { to: { scaleFactor: 0.6 } } },
  });
  const box = { font: { color: "#ffffff", strokeWidth: 0 } };
  const nodes = data.nodes.map((node) => (node.shape === "box" ? { ...node, ...box } : node));
  const network = new vis.Network(document.getElementById("picture"), { nodes, edges: data.edges }, options());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.setOptions(options()));
  network.once("afterDrawing", () => {
    document.documentElement.dataset.ready = "1";
  });
})();
