import { byId, element, say, show } from "./dom.js";
import { count, figure, seconds, time } from "./format.js";

const open = new Set();

/** Lists the retrainings, newest first; those that were opened stay open. */
export function drawRetrainings(retrainings) {
  byId("retrainings").replaceChildren(...retrainings.map(row));
  show(byId("retrainings-scroll"), retrainings.length > 0);
  show(byId("retrainings-empty"), retrainings.length === 0);
  const published = retrainings.filter(({ status }) => status === "published").length;
  say(byId("retrainings-summary"), retrainings.length ? `${retrainings.length} asked for, ${published} published` : "");
}

function row(retraining) {
  const { at, status, version, championAccuracy, challengerAccuracy, rows, seconds: took } = retraining;
  const better = challengerAccuracy != null && challengerAccuracy > championAccuracy;
  return element(
    "tr",
    {},
    element("td", { class: "when" }, time(at)),
    element("td", {}, element("span", { class: "badge", "data-status": status }, version ? `${version} ${status}` : status)),
    element("td", { class: "because" }, because(retraining)),
    number("champion", figure(championAccuracy)),
    number("challenger", figure(challengerAccuracy), better ? "number better" : "number"),
    number("on", rows == null ? "–" : `${count(rows)} rows`),
    number("in", seconds(took)),
  );
}

function number(label, text, style = "number") {
  return element("td", { class: style, "data-label": label }, text);
}

/** The first reason; the others, and what the gate said, open below it. */
function because({ requestId, reasons, moreReasons, why }) {
  const [first, ...others] = reasons;
  const more = others.length + moreReasons;
  if (more === 0 && !why) return first ?? "–";
  const details = element(
    "details", open.has(requestId) ? { open: "" } : {},
    element("summary", {}, first ?? "–", more > 0 ? element("span", { class: "muted" }, ` +${more}`) : null),
    element("ul", {}, ...others.map((reason) => element("li", {}, reason)),
      moreReasons > 0 ? element("li", {}, `and ${count(moreReasons)} more`) : null,
      why ? element("li", {}, `Gate: ${why}`) : null),
  );
  details.addEventListener("toggle", () => (details.open ? open.add(requestId) : open.delete(requestId)));
  return details;
}

/** Says why windows asked for nothing: a count for each reason, then the newest ones with a breach. */
export function drawHolds(counts, holds) {
  byId("hold-counts").replaceChildren(...counts.map(({ meaning, windows }) =>
    element("li", {}, element("strong", {}, count(windows)), ` ${meaning}`)));
  byId("holds").replaceChildren(...holds.map(hold));
  show(byId("holds-empty"), counts.length === 0);
}

function hold({ at, meaning, detail, breaches }) {
  const what = breaches.length === 0 ? "" : breaches.slice(0, 3).join(", ");
  const more = breaches.length > 3 ? ` and ${breaches.length - 3} more` : "";
  return element(
    "li", {},
    element("span", { class: "when" }, time(at)),
    element("span", {}, detail ? `${meaning}: ${detail}` : meaning),
    element("span", { class: "muted" }, what + more),
  );
}
