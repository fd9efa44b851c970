import { csvText } from '../../src/analysis/metrics/csv.ts';
import type { CompareColumn, ComparedJob } from '../../src/messages/compare.ts';
import { canvasTheme } from '../charts/palette.ts';
import { pictureOf } from '../charts/picture.ts';
import { svgCanvas } from '../charts/svgCanvas.ts';

/** The table as CSV: values as they are, their units in the heads. */
export function comparisonCsv(columns: readonly CompareColumn[], jobs: readonly ComparedJob[]): string {
  const heads = columns.map(({ label, unit }) =>
    unit === 'seconds' ? `${label} (s)` : unit === 'usd' ? `${label} (USD)` : label,
  );
  const rows = jobs.map(({ name, status, values }) => [name, status, ...columns.map(({ id }) => values[id])]);
  return csvText([['Job', 'Status', ...heads], ...rows]);
}

/** The drawing with which job is which line, as a PNG in base64. @param jobs as they were chosen */
export async function comparisonPicture(
  drawing: SVGSVGElement,
  jobs: readonly ComparedJob[],
  place: string,
): Promise<string> {
  const lines = jobs.map(({ name }, index) => ({
    ...{ id: name, label: name, colour: index, dash: index },
    ...{ xs: [], ys: [], best: undefined, note: undefined },
  }));
  const chart = {
    title: 'Training jobs',
    subtitle: place,
    axis: { kind: 'count', label: '' },
    lines,
  } as const;
  return pictureOf([{ ...chart, canvas: await svgCanvas(drawing) }], canvasTheme(drawing));
}
