import { byId, element, say, show } from "./dom.js";
import { count, precise, time } from "./format.js";

const SHOWN = 15;
const open = new Set();
let expanded = false;

/** Lists the newest measurement of everything, with what it was held against and on how many rows. */
export function drawSignals(signals) {
  const rows = expanded ? signals.worst : signals.worst.slice(0, SHOWN);
  byId("signals").replaceChildren(...rows.map(row));
  show(byId("signals-scroll"), signals.measured > 0);
  show(byId("signals-empty"), signals.measured === 0);
  const breached = signals.worst.filter((signal) => signal.breached).length;
  say(byId("signals-summary"), signals.measured === 0 ? "" : `${breached} breached of ${count(signals.measured)} measured`);
  drawMore(signals);
}

function drawMore(signals) {
  const button = byId("signals-more");
  const hidden = signals.worst.length - SHOWN;
  show(button, hidden > 0);
  say(button, expanded ? "Show fewer" : `Show ${hidden} more`);
  button.setAttribute("aria-expanded", expanded);
  button.onclick = () => {
    expanded = !expanded;
    drawSignals(signals);
  };
}

function row(signal) {
  const { kind, subject, segment, value, threshold, method, pValue, rows, referenceRows } = signal;
  const of = [subject, segment].filter((part) => part !== "").join(", ");
  return element(
    "tr", { "data-breached": signal.breached },
    element("td", {}, element("span", { class: "badge", "data-severity": signal.breached ? signal.severity : "none" },
      signal.breached ? signal.severity : "within")),
    element("td", {}, kind.replaceAll("-", " "), of ? element("span", { class: "muted" }, ` ${of}`) : null),
    number("value", precise(value)),
    number("threshold", precise(threshold)),
    element("td", { class: "method" }, method || "–"),
    number("p", precise(pValue)),
    number("rows", referenceRows == null ? count(rows) : `${count(rows)} / ${count(referenceRows)}`),
    element("td", {}, evidence(signal)),
  );
}

function number(label, text) {
  return element("td", { class: "number", "data-label": label }, text);
}

/** The window first; the figures behind the verdict open below it. */
function evidence({ kind, subject, segment, version, from, to, reference, evidence: figures }) {
  const key = [kind, subject, segment].join("/");
  const named = Object.entries(figures);
  if (reference != null) named.unshift(["reference", reference]);
  const words = `${version}, ${time(from)} to ${time(to)}`;
  if (named.length === 0) return words;
  const details = element(
    "details", open.has(key) ? { open: "" } : {},
    element("summary", {}, words),
    element("ul", {}, ...named.map(([name, figure]) => element("li", {}, `${spaced(name)} ${precise(figure)}`))),
  );
  details.addEventListener("toggle", () => (details.open ? open.add(key) : open.delete(key)));
  return details;
}

function spaced(name) {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
