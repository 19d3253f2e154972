// How figures and times are written. Times are event times in UTC.

const day = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC", day: "numeric", month: "short", year: "numeric",
});
const minute = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const integer = new Intl.NumberFormat("en-US");
const DAY_MILLIS = 86_400_000;

/** 14 Nov 1997, with hours and minutes where it is not midnight. */
export function time(millis) {
  return (millis % DAY_MILLIS === 0 ? day : minute).format(millis).replace(",", "").replace("Sept", "Sep");
}

/** A share or a score with two decimals and no leading zero: .91. */
export function figure(value) {
  return value == null ? "–" : value.toFixed(2).replace(/^(-?)0\./, "$1.");
}

/** A figure with three significant digits, however small or large: .0123, 1.2e-9. */
export function precise(value) {
  if (value == null) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(1);
  return (size >= 1000 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString()).replace(/^(-?)0\./, "$1.");
}

export function count(value) {
  return integer.format(value);
}

export function seconds(value) {
  if (value == null) return "–";
  if (value < 60) return `${value.toFixed(1)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

/** The last value of a column that is a number, or null. */
export function last(column) {
  return column.findLast((value) => value != null) ?? null;
}
