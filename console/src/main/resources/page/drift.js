import { byId, element, say, show, svg } from "./dom.js";
import { count, figure } from "./format.js";

const SHOWN = 12;
const WIDTH = 120;
const HEIGHT = 28;
let expanded = false;

/** Lists the features by their current PSI, each with its history and its threshold. */
export function drawDrift(drift) {
  const features = expanded ? drift.worst : drift.worst.slice(0, SHOWN);
  byId("drift").replaceChildren(...features.map(feature));
  show(byId("drift-empty"), drift.features === 0);
  say(byId("drift-summary"), drift.features === 0 ? "" : `${drift.breached} of ${count(drift.features)} over threshold`);
  drawMore(drift);
}

function drawMore(drift) {
  const button = byId("drift-more");
  show(button, drift.worst.length > SHOWN);
  say(button, expanded ? "Show fewer" : `Show ${drift.worst.length - SHOWN} more`);
  button.setAttribute("aria-expanded", expanded);
  button.onclick = () => {
    expanded = !expanded;
    drawDrift(drift);
  };
}

function feature({ name, psi, threshold, breached, history }) {
  const judged = threshold == null ? "" : `threshold ${figure(threshold)}`;
  return element(
    "li",
    { "data-level": breached ? "attention" : "ok" },
    element("span", { class: "feature-name", title: name }, name),
    sparkline(history, threshold),
    element("span", { class: "feature-value", title: judged },
      figure(psi),
      element("span", { class: "unseen" }, ` ${judged}${breached ? ", over it" : ""}`)),
  );
}

function sparkline(history, threshold) {
  const top = Math.max(...history.map((value) => value ?? 0), (threshold ?? 0) * 1.25, 1e-6);
  const y = (value) => HEIGHT - 1.5 - (value / top) * (HEIGHT - 3);
  const step = WIDTH / Math.max(1, history.length - 1);
  const points = history.map((value, i) => [i * step, value]).filter(([, value]) => value != null);
  const line = points.map(([x, value]) => `${x.toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const parts = [svg("polyline", { class: "line", points: line })];
  if (threshold != null) {
    parts.unshift(svg("line", { class: "threshold", x1: 0, x2: WIDTH, y1: y(threshold), y2: y(threshold) }));
  }
  return svg("svg", {
    class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true",
  }, ...parts);
}
