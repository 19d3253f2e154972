import uPlot from "./uplot/dist/uPlot.esm.js";
import { byId, element, show } from "./dom.js";
import { figure, last, time } from "./format.js";
import { swapMarks } from "./marks.js";

const HEIGHT = 240;
const NARROW_HEIGHT = 190;
const drawn = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The lines of each chart: column of the state, words, colour, and how they are drawn. */
const ACCURACY = [
  { column: "loop", label: "loop", colour: "loop", width: 2.2 },
  { column: "frozen", label: "frozen model", colour: "frozen", width: 1.6 },
  { column: "threshold", label: "threshold", colour: "threshold", width: 1.2, dash: [4, 4], stepped: true },
];
const CONFIDENCE = [
  { column: "value", label: "confidence", colour: "loop", width: 2.2 },
  { column: "reference", label: "in training", colour: "reference", width: 1.2, stepped: true },
  { column: "lower", label: "from", colour: "threshold", width: 1.2, dash: [4, 4], stepped: true },
  { column: "upper", label: "to", colour: "threshold", width: 1.2, dash: [4, 4], stepped: true, joined: true },
];

export function drawAccuracy(columns, swaps, range) {
  draw("accuracy", columns, ACCURACY, swaps, range);
}

export function drawConfidence(columns, swaps, range) {
  draw("confidence", columns, CONFIDENCE, swaps, range, [{ series: [4, 3], fill: "band" }]);
}

/** The time that both charts span, so that their marks stand below each other. */
export function timeRange(...charts) {
  const times = charts.flatMap(({ time: column }) => [column[0], column.at(-1)]).filter((t) => t != null);
  return times.length ? [Math.min(...times) / 1000, Math.max(...times) / 1000] : [0, 1];
}

function draw(id, columns, lines, swaps, range, bands = []) {
  const empty = columns.time.length === 0;
  show(byId(`${id}-empty`), empty);
  show(byId(id), !empty);
  if (empty) {
    forget(id);
    byId(`${id}-legend`).replaceChildren();
    return;
  }
  const present = lines.filter(({ column }) => last(columns[column]) != null);
  const data = [columns.time.map((t) => t / 1000), ...present.map(({ column }) => columns[column])];
  const chart = chartFor(id, present, lines.length === present.length ? bands : []);
  chart.swaps = swaps;
  chart.range = range;
  chart.plot.setData(data);
  drawLegend(id, present, data, null);
  describe(id, present, data);
}

function forget(id) {
  drawn.get(id)?.plot.destroy();
  drawn.delete(id);
}

/** The chart of an element; a new one where its set of lines has changed. */
function chartFor(id, lines, bands) {
  const key = lines.map(({ column }) => column).join();
  if (drawn.get(id)?.key === key) return drawn.get(id);
  forget(id);
  const chart = { key, swaps: [], range: [0, 1], lines, bands };
  drawn.set(id, chart);
  chart.plot = new uPlot(options(id, chart), [[], ...lines.map(() => [])], byId(id));
  return chart;
}

function options(id, chart) {
  return {
    ...size(id),
    legend: { show: false },
    padding: [18, 30, 0, 0], // At the right, half of the longest date.
    cursor: { sync: { key: "loop" }, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: () => chart.range },
      y: { range: (plot, low, high) => padded(low, high) },
    },
    axes: [axis({ size: 28, space: 80, values: dates }), axis({ size: 44, space: 34, values: (plot, ticks) => ticks.map(figure) })],
    series: [{}, ...chart.lines.map(series)],
    bands: chart.bands.map(({ series: pair, fill }) => ({ series: pair, fill: colour(fill) })),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    hooks: {
      draw: [(plot) => swapMarks(plot, chart.swaps, colour("swap"), colour("swap-text"))],
      setCursor: [(plot) => drawLegend(id, chart.lines, plot.data, plot.cursor.idx)],
    },
  };
}

function series({ label, colour: name, width, dash, stepped }) {
  return {
    label, width, dash, stroke: colour(name), spanGaps: true, points: { show: false },
    paths: stepped ? uPlot.paths.stepped({ align: -1 }) : undefined,
  };
}

function axis(more) {
  return {
    stroke: colour("muted"), font: "12px system-ui, sans-serif",
    grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false }, ...more,
  };
}

function dates(plot, ticks, axisIndex, space, step) {
  const months = step >= 27 * 86_400;
  const format = new Intl.DateTimeFormat("en-GB", months
    ? { timeZone: "UTC", month: "short", year: "numeric" }
    : step >= 86_400 ? { timeZone: "UTC", day: "numeric", month: "short" }
    : { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return ticks.map((t) => format.format(t * 1000).replace("Sept", "Sep"));
}

function padded(low, high) {
  if (low == null) return [0, 1];
  const room = Math.max(0.02, (high - low) * 0.08);
  return [Math.max(0, low - room), high + room];
}

function size(id) {
  const width = byId(id).clientWidth;
  return { width, height: width < 480 ? NARROW_HEIGHT : HEIGHT };
}

/** Names each line with its value at the cursor, or else in the last window. */
function drawLegend(id, lines, data, at) {
  const when = at == null ? null : data[0][at];
  const entries = lines.map(({ label, colour: name, dash, joined }, i) => {
    const value = at == null ? last(data[i + 1]) : data[i + 1][at];
    const swatch = element("span", { class: dash ? "swatch dashed" : "swatch", "data-colour": name });
    return element("span", { class: joined ? "entry joined" : "entry" },
      joined ? null : swatch, `${label} `, element("b", {}, figure(value)));
  });
  byId(`${id}-legend`).replaceChildren(
    element("span", { class: "muted" }, when == null ? "last window" : `window to ${time(when * 1000)}`), ...entries);
}

function describe(id, lines, data) {
  const said = lines.map(({ label }, i) => `${label} ${figure(last(data[i + 1]))}`).join(", ");
  byId(id).setAttribute("aria-label", `Chart over ${data[0].length} windows; in the last one: ${said}.`);
}

new ResizeObserver(() => drawn.forEach(({ plot }, id) => plot.setSize(size(id)))).observe(document.querySelector("main"));

/** Calls back when light turns dark or back, with every chart forgotten: colours are fixed when one is made. */
export function onColourChange(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    [...drawn.keys()].forEach(forget);
    redraw();
  });
}
