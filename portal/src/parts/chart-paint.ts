/** The style sheet's colours as a canvas needs them. */
import type { Look } from "./chart-series";

type Pattern = "solid" | "stripes" | "dots";

const PATTERNS: Record<Look, Pattern> = { main: "solid", second: "stripes", bad: "solid", warn: "stripes", soft: "dots" };
const TILE = 8;
const SMALL = 0.8125;

/** A property of the page's root as it is now: `--ink`, `font-family`. */
export function css(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** In pixels, in step with the reader's font size. */
export function fontSize(): number {
  return parseFloat(css("font-size")) * SMALL;
}

/** A look as a filling: its colour alone, or in stripes or dots of its edge's colour. */
export function paint(look: Look): string | CanvasPattern {
  const fill = css(`--chart-${look}`);
  const pattern = PATTERNS[look];
  if (pattern === "solid") return fill;
  const tile = document.createElement("canvas");
  tile.width = TILE;
  tile.height = TILE;
  const pen = tile.getContext("2d");
  if (pen === null) return fill;
  pen.fillStyle = fill;
  pen.fillRect(0, 0, TILE, TILE);
  if (pattern === "stripes") stripe(pen, css(`--chart-${look}-edge`));
  else dot(pen, css(`--chart-${look}-edge`));
  return pen.createPattern(tile, "repeat") ?? fill;
}

/** Also across two corners, so that tiles meet. */
function stripe(pen: CanvasRenderingContext2D, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    pen.moveTo(shift - 1, TILE + 1);
    pen.lineTo(shift + TILE + 1, -1);
  }
  pen.stroke();
}

function dot(pen: CanvasRenderingContext2D, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(1, 1, 2, 2);
  pen.fillRect(5, 5, 2, 2);
}
