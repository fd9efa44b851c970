import type { ChartAxis, ChartLine } from './chartLine.ts';
import { type CanvasTheme, dashOf } from './palette.ts';
import { bestText } from './summary.ts';

/** A chart as a picture has it. */
export interface PicturedChart {
  readonly title: string;
  readonly subtitle: string;
  readonly axis: ChartAxis;
  readonly lines: readonly ChartLine[];
  readonly canvas: HTMLCanvasElement;
}

const padding = 16;
const row = 20;
const afterSwatch = 34;

/** Charts one below the other with their titles and legends, as a PNG in base64. */
export function pictureOf(charts: readonly PicturedChart[], theme: CanvasTheme): string {
  const scale = devicePixelRatio;
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!context) throw new Error('This window cannot draw pictures.');
  // Names may be longer than the drawing is wide.
  const width = Math.max(...charts.map((chart) => widthOf(context, chart, scale, theme))) + 2 * padding;
  const height = charts.reduce((sum, chart) => sum + heightOf(chart, scale), padding);
  picture.width = Math.ceil(width * scale);
  picture.height = Math.ceil(height * scale);
  context.scale(scale, scale);
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'middle';
  let top = padding;
  for (const chart of charts) {
    drawChart(context, chart, top, scale, theme);
    top += heightOf(chart, scale);
  }
  return picture.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function widthOf(
  context: CanvasRenderingContext2D,
  chart: PicturedChart,
  scale: number,
  theme: CanvasTheme,
): number {
  context.font = `600 ${theme.font}`;
  const title = context.measureText(`${chart.title}   ${chart.subtitle}`).width;
  context.font = theme.font;
  const legend = chart.lines.map(
    (line) => afterSwatch + context.measureText(legendText(line, chart.axis)).width,
  );
  return Math.ceil(Math.max(chart.canvas.width / scale, title, ...legend));
}

function legendText({ label, xs, ys, best }: ChartLine, axis: ChartAxis): string {
  return best ? `${label}   ${bestText(axis, xs, ys, best)}` : label;
}

function heightOf({ canvas, lines }: PicturedChart, scale: number): number {
  return row * 1.5 + canvas.height / scale + lines.length * row + padding;
}

function drawChart(
  context: CanvasRenderingContext2D,
  { title, subtitle, axis, lines, canvas }: PicturedChart,
  top: number,
  scale: number,
  theme: CanvasTheme,
): void {
  context.fillStyle = theme.foreground;
  context.font = `600 ${theme.font}`;
  context.fillText(title, padding, top + row / 2);
  const after = context.measureText(title).width + 10;
  context.font = theme.font;
  context.fillText(subtitle, padding + after, top + row / 2);
  context.drawImage(canvas, padding, top + row * 1.5, canvas.width / scale, canvas.height / scale);
  let y = top + row * 2 + canvas.height / scale;
  for (const line of lines) {
    const { colour, dash } = line;
    context.strokeStyle = theme.colour(colour);
    context.lineWidth = 2.5;
    context.setLineDash([...dashOf(dash)]);
    context.beginPath();
    context.moveTo(padding, y);
    context.lineTo(padding + 26, y);
    context.stroke();
    context.fillText(legendText(line, axis), padding + afterSwatch, y);
    y += row;
  }
  context.setLineDash([]);
}
