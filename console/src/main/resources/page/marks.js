// Vertical marks where the serving version changed.

const LABEL_ROOM = 8;

/** Draws a line for each swap, and its version above it where there is room for the word. */
export function swapMarks(plot, swaps, line, text) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let free = bbox.left;
  ctx.save();
  ctx.strokeStyle = line;
  ctx.fillStyle = text;
  ctx.lineWidth = ratio;
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  for (const { at, version } of swaps) {
    const x = Math.round(plot.valToPos(at / 1000, "x", true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    stroke(ctx, x, bbox, ratio);
    const half = ctx.measureText(version).width / 2;
    if (x - half >= free) {
      ctx.fillText(version, x, bbox.top - 2 * ratio);
      free = x + half + LABEL_ROOM * ratio;
    }
  }
  ctx.restore();
}

function stroke(ctx, x, bbox, ratio) {
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
}
