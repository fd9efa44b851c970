import { sentPath } from '../../analysis/failures/sentPath.ts';
import { targetsIn } from '../../catalog/links/target.ts';
import type { KindId } from '../../catalog/resource.ts';
import type { ResourceReference } from '../../catalog/resource.ts';

/** What a part of a line leads to. */
export type LinkTarget =
  /** A file where it ran; `certain` where only code can be meant, else it is looked whether there is such a file. */
  | { readonly type: 'file'; readonly file: string; readonly line: number; readonly certain: boolean }
  | { readonly type: 's3'; readonly uri: string }
  | { readonly type: 'resource'; readonly reference: ResourceReference };

export interface FoundLink {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly target: LinkTarget;
}

/** `File "train.py", line 3`, as Python prints frames. */
const frame = /File "([^"]+)", line (\d+)/g;
/** `/opt/ml/code/train.py`, with or without `:12`. */
const inContainer =
  /\/opt\/ml\/(?:model\/)?code\/[\p{L}\p{N}\p{M}_./+@=-]*[\p{L}\p{N}\p{M}_]\.\w+(?::(\d+))?/gu;
/** `pkg/model.py:12`, as pytest, warnings and loggers print places. */
const place = /(?<![\w/.\\:-])((?:\.{0,2}\/)?[\w-][\w./-]*\.(?:py|sh|ipynb|yaml|json)):(\d+)/g;
/** `Creating training-job with name: penguins-1`, as SageMaker's SDK says. "Model name:" is mostly one of other people's. */
const named =
  /\b(training|processing|transform|compilation|hyperparameter tuning|tuning|endpoint-config|endpoint|model(?= with))(?:[- ]job)?(?: with)? name:? ["']?([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)/gi;

const kinds: Readonly<Record<string, KindId>> = {
  training: 'trainingJob',
  processing: 'processingJob',
  transform: 'transformJob',
  compilation: 'compilationJob',
  'hyperparameter tuning': 'hyperParameterTuningJob',
  tuning: 'hyperParameterTuningJob',
  'endpoint-config': 'endpointConfig',
  endpoint: 'endpoint',
  model: 'model',
};

/** All links of a line, in order; where two overlap, the one that is found first. */
export function findLinks(line: string): FoundLink[] {
  const found: FoundLink[] = [];
  const add = (link: FoundLink): void => {
    if (!found.some(({ start, end }) => start < link.end && link.start < end)) found.push(link);
  };
  for (const { index: start, 0: whole, 1: file = '', 2: at } of line.matchAll(frame))
    add({ start, end: start + whole.length, target: fileTarget(file, at, true) });
  for (const { start, end, target } of targetsIn(line)) add({ start, end, target });
  for (const { index: start, 0: whole, 1: at } of line.matchAll(inContainer))
    add({ start, end: start + whole.length, target: fileTarget(whole.replace(/:\d+$/, ''), at, true) });
  for (const { index: start, 0: whole, 1: file = '', 2: at } of line.matchAll(place))
    if (sentPath(file) !== undefined)
      add({ start, end: start + whole.length, target: fileTarget(file, at, false) });
  for (const { index, 0: whole, 1: word = '', 2: name = '' } of line.matchAll(named)) {
    const kind = kinds[word.toLowerCase()];
    const start = index + whole.length - name.length;
    // The details are found by the name alone.
    if (kind)
      add({
        start,
        end: start + name.length,
        target: { type: 'resource', reference: { kind, name, arn: '' } },
      });
  }
  return found.sort((a, b) => a.start - b.start);
}

function fileTarget(file: string, line: string | undefined, certain: boolean): LinkTarget {
  return { type: 'file', file, line: Number(line ?? 1), certain };
}
