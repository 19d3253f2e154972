import { byId, element, say, show } from "./dom.js";
import { count, time } from "./format.js";
import { drawAccuracy, drawConfidence, onColourChange, timeRange } from "./charts.js";
import { drawDrift } from "./drift.js";
import { drawFindings, drawProposals, drawSegments } from "./findings.js";
import { drawSignals } from "./signals.js";
import { drawStrip } from "./strip.js";
import { drawHolds, drawRetrainings } from "./table.js";
import { listen } from "./state.js";

let state = null;
let connected = true;
const drawnLists = new Map();

listen(
  (next) => {
    state = next;
    draw();
  },
  (heard) => {
    connected = heard;
    drawTrouble();
  },
);
onColourChange(draw);
byId("model").addEventListener("change", draw);

function draw() {
  if (!state) return;
  drawTrouble();
  drawHeader();
  drawFooter();
  const model = chosen();
  if (model) drawModel(model);
}

function drawModel(model) {
  byId("status").dataset.level = model.status.level;
  say(byId("sentence"), model.status.sentence);
  drawStrip(byId("strip"), model.strip);
  const range = timeRange(model.accuracy, model.confidence);
  drawAccuracy(model.accuracy, model.swaps, range);
  drawConfidence(model.confidence, model.swaps, range);
  drawDrift(model.drift);
  ifChanged("findings", () => drawFindings(model.findings), model.findings);
  ifChanged("proposals", () => drawProposals(model.proposals), model.proposals);
  ifChanged("segments", () => drawSegments(model.segments), model.segments);
  ifChanged("signals", () => drawSignals(model.signals), model.signals);
  ifChanged("retrainings", () => drawRetrainings(model.retrainings), model.retrainings);
  ifChanged("holds", () => drawHolds(model.holdCounts, model.holds), [model.holdCounts, model.holds]);
}

/** Draws a list only where it differs: what a person reads, selects or has open stays put. */
function ifChanged(name, drawList, shown) {
  const text = JSON.stringify(shown);
  if (drawnLists.get(name) === text) return;
  drawnLists.set(name, text);
  drawList();
}

/** The chosen model; the first where none was chosen. Fills the chooser where there are several. */
function chosen() {
  const select = byId("model");
  const names = state.models.map(({ name }) => name);
  if (names.join("\n") !== [...select.options].map(({ value }) => value).join("\n")) {
    const before = select.value;
    select.replaceChildren(...names.map((name) => element("option", { value: name }, name)));
    if (names.includes(before)) select.value = before;
  }
  show(byId("chooser"), names.length > 1);
  return state.models.find(({ name }) => name === select.value);
}

function drawHeader() {
  const { rows, total, eventTime } = state.progress;
  say(byId("event-time"), eventTime == null ? "" : `${time(eventTime)} UTC`);
  say(byId("progress-words"), total > 0 ? `${count(rows)} of ${count(total)} rows` : "");
  const bar = byId("progress");
  show(bar, total > 0);
  bar.max = total || 1;
  bar.value = rows;
  const flink = byId("flink");
  show(flink, state.flink != null);
  if (state.flink) flink.href = state.flink;
}

function drawFooter() {
  const { count: letters, last } = state.deadLetters;
  const words = letters === 0 ? "No dead letters." : `${count(letters)} dead letter${letters === 1 ? "" : "s"}; the last: ${last}`;
  say(byId("dead-letters"), words);
}

function drawTrouble() {
  const words = connected
    ? state?.trouble ?? ""
    : "The connection to Driftloop is lost; what you see is the last that came. Trying again…";
  say(byId("trouble"), words);
  show(byId("trouble"), words !== "");
}
