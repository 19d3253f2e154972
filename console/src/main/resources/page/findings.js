import { byId, element, say, show } from "./dom.js";
import { count, figure, precise, time } from "./format.js";

const FEATURES = 3;

/** Lists what was found, newest first, with whom it called and where the change is largest. */
export function drawFindings(findings) {
  byId("findings").replaceChildren(...findings.map(finding));
  show(byId("findings-empty"), findings.length === 0);
  const called = findings.filter(({ severity }) => severity !== "").length;
  say(byId("findings-summary"), findings.length ? `${called} of the last ${findings.length} called a person` : "");
}

function finding({ at, version, name, segment, severity, sentence, features }) {
  const led = features.slice(0, FEATURES).map(({ name: feature, share }) => `${feature} ${figure(share)}`);
  return element(
    "li", {},
    element("p", {},
      element("span", { class: "badge", "data-severity": severity || "none" }, severity || "told before"),
      element("strong", {}, name),
      segment ? element("span", { class: "muted" }, ` in ${segment}`) : null,
      element("span", { class: "muted when" }, `${version}, ${time(at)}`)),
    element("p", { class: "sentence" }, sentence),
    led.length > 0 ? element("p", { class: "muted" }, `Share of the change: ${led.join(", ")}`) : null,
  );
}

/** Lists what could be done, most urgent first. */
export function drawProposals(proposals) {
  const most = Math.max(...proposals.map(({ score }) => score ?? 0), 1e-12);
  byId("proposals").replaceChildren(...proposals.map((proposal) => row(proposal, most)));
  show(byId("proposals-empty"), proposals.length === 0);
}

function row({ action, segment, score, reason }, most) {
  return element(
    "li", {},
    element("p", {}, element("strong", {}, action), segment ? element("span", {}, ` ${segment}`) : null),
    element("p", { class: "priority" },
      element("meter", { min: 0, max: most, value: score ?? 0, "aria-label": "priority" }),
      element("span", { class: "muted" }, precise(score))),
    element("p", { class: "muted" }, reason),
  );
}

/** Lists the segments where errors gather, those first that add most of them. */
export function drawSegments(segments) {
  byId("segments").replaceChildren(...segments.map(segmentRow));
  show(byId("segments-table"), segments.length > 0);
  show(byId("segments-empty"), segments.length === 0);
}

function segmentRow({ name, errorRatio, support, share, breached }) {
  return element(
    "tr", { "data-breached": breached },
    element("td", {}, name),
    element("td", { class: "number", "data-label": "errors" }, `${precise(errorRatio)} ×`),
    element("td", { class: "number", "data-label": "rows" }, count(support)),
    element("td", { class: "number", "data-label": "share" }, figure(share)),
  );
}
