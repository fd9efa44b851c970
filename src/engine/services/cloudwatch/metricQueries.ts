import { number, object, text, type JsonObject } from '../../json.ts';
import { dimensionsText, type MetricReads } from '../../store/metricReads.ts';
import { validation } from './errors.ts';
import { evaluate } from './math/evaluate.ts';
import { type MathRange, type MathValue, type TimeSeries } from './math/functions.ts';
import { type Node, readMath } from './math/syntax.ts';
import { dimensionsOf, requirePeriod } from './members.ts';
import { statistic, type Statistic, valuesOf } from './statistics.ts';

/** Values of one page, and the most that an expression takes in of one metric. */
export const MAX_POINTS = 100_800;
const MAX_QUERIES = 500;
/** So many values all expressions of a request calculate, those on the way among them: about a second's work. */
const MAX_CALCULATED = 5_000_000;

interface Read {
  /** The time after which to begin, in the order asked for; `null` at the begin. */
  readonly after: number | null;
  readonly descending: boolean;
  readonly limit: number;
}

/** A time, epoch seconds, and the value where it can be told. */
type Point = readonly [at: number, value: number | undefined];

/** One of the series that a request answers. */
interface Result {
  readonly id: string;
  readonly label: string;
  readonly read: (read: Read) => readonly Point[];
}

/** One `MetricStat` query, checked. */
interface Stat {
  readonly series: readonly number[];
  readonly period: number;
  readonly tell: Statistic;
}

interface Query {
  readonly id: string;
  readonly label: string | undefined;
  /** What its metric is called. */
  readonly name: string;
  readonly isReturned: boolean;
  readonly asks: Stat | Node;
}

const isStat = (asks: Stat | Node): asks is Stat => 'tell' in asks;

/** The `MetricDataQueries` of a request: metrics, and expressions over them and each other. */
export class MetricQueries {
  readonly #range: MathRange;
  readonly #reads: MetricReads;
  readonly #queries: ReadonlyMap<string, Query>;
  readonly #values = new Map<string, MathValue>();
  /** Expressions that are being calculated. */
  readonly #open = new Set<string>();
  #calculated = 0;

  /** @throws AwsError `ValidationError` */
  constructor(items: readonly JsonObject[], range: MathRange, region: string, reads: MetricReads) {
    this.#range = range;
    this.#reads = reads;
    if (items.length === 0 || items.length > MAX_QUERIES) {
      throw validation(`MetricDataQueries must have 1 to ${MAX_QUERIES} queries.`);
    }
    if (items.every((item) => item['ReturnData'] === false)) {
      throw validation('At least one query must return data.');
    }
    this.#queries = new Map(
      items.map((item) => readQuery(item, region, reads)).map((query) => [query.id, query]),
    );
    if (this.#queries.size < items.length) throw validation('The ids of MetricDataQueries must be unique.');
  }

  /** What is answered, in order. @throws AwsError `ValidationError` for expressions that cannot be calculated */
  results(): Result[] {
    return [...this.#queries.values()].flatMap(({ id, label, name, isReturned, asks }) => {
      if (!isReturned) return [];
      if (isStat(asks)) return [{ id, label: label ?? name, read: (read: Read) => this.#points(asks, read) }];
      const value = this.#valueOf(id);
      if (typeof value === 'number' || typeof value === 'string' || value === undefined)
        throw validation(`Error in expression '${id}': it does not come to a time series.`);
      if (!Array.isArray(value)) return [{ id, label: label ?? id, read: calculated(value as TimeSeries) }];
      return (value as readonly TimeSeries[]).map((series) => ({
        id,
        label: [label, series.label].filter((part) => part !== undefined).join(' '),
        read: calculated(series),
      }));
    });
  }

  #points({ series, period, tell }: Stat, { after, descending, limit }: Read): Point[] {
    const range = {
      start: Math.floor(this.#range.start / period) * period,
      end: this.#range.end,
      period,
      ...(after !== null && (descending ? { end: after } : { start: after + period })),
    };
    return this.#reads
      .periods(series, range, { descending, limit })
      .map((found) => [found.at, tell(found, valuesOf(this.#reads, series, found.at, period))]);
  }

  #series({ label, name, asks }: Query & { readonly asks: Stat }): TimeSeries {
    const found = this.#points(asks, { after: null, descending: false, limit: MAX_POINTS + 1 });
    this.#spend(found.length > MAX_POINTS ? Infinity : found.length);
    const points = found.filter((point): point is [number, number] => point[1] !== undefined);
    return { label: label ?? name, period: asks.period, points: new Map(points) };
  }

  #valueOf(id: string): MathValue | undefined {
    const query = this.#queries.get(id);
    const known = this.#values.get(id);
    if (!query || known !== undefined) return known;
    if (this.#open.has(id)) throw validation(`Error in expression '${id}': it refers to itself.`);
    this.#open.add(id);
    const value = isStat(query.asks)
      ? this.#series({ ...query, asks: query.asks })
      : evaluate(id, query.asks, {
          range: this.#range,
          valueOf: (other) => this.#valueOf(other),
          spend: (values) => this.#spend(values),
          metrics: () => this.#metrics(),
        });
    this.#open.delete(id);
    this.#values.set(id, value);
    return value;
  }

  #spend(values: number): void {
    this.#calculated += values;
    if (this.#calculated > MAX_CALCULATED)
      throw validation('The expressions have too many values; ask for a longer period or a shorter time.');
  }

  #metrics(): [string, TimeSeries][] {
    return [...this.#queries.values()].flatMap(({ id, asks }) =>
      isStat(asks) ? [[id, this.#valueOf(id) as TimeSeries]] : [],
    );
  }
}

/** Reads what has been calculated, as a page of a metric is read. */
function calculated({ points }: TimeSeries): Result['read'] {
  return ({ after, descending, limit }) => {
    const all = [...points].sort(([a], [b]) => (descending ? b - a : a - b));
    const rest = after === null ? all : all.filter(([at]) => (descending ? at < after : at > after));
    return rest.slice(0, limit);
  };
}

function readQuery(item: JsonObject, region: string, reads: MetricReads): Query {
  const id = text(item, 'Id') ?? '';
  const stat = object(item, 'MetricStat');
  const expression = text(item, 'Expression');
  if (!/^[a-z][A-Za-z0-9_]*$/.test(id)) {
    throw validation(`The value ${id} for parameter MetricDataQueries.member.Id is not a valid id.`);
  }
  if ((expression === undefined) === (stat === undefined)) {
    throw validation(`The query ${id} must have either MetricStat or Expression.`);
  }
  const metric = object(stat, 'Metric');
  const head = {
    ...{ id, label: text(item, 'Label'), name: text(metric, 'MetricName') ?? '' },
    isReturned: item['ReturnData'] !== false,
  };
  return { ...head, asks: stat ? readStat(stat, region, reads) : readMath(id, expression ?? '') };
}

function readStat(stat: JsonObject, region: string, reads: MetricReads): Stat {
  const metric = object(stat, 'Metric');
  const period = number(stat, 'Period') ?? 0;
  requirePeriod(period);
  const name = text(stat, 'Stat') ?? '';
  const tell = statistic(name);
  if (!tell) throw validation(`The value ${name} for parameter MetricStat.Stat is not supported here.`);
  const unit = text(stat, 'Unit');
  const dimensions = dimensionsText(dimensionsOf(metric));
  const series = reads
    .series(region, text(metric, 'Namespace') ?? '', text(metric, 'MetricName') ?? '', dimensions)
    .filter((one) => unit === undefined || one.unit === unit)
    .map((one) => one.id);
  return { series, period, tell };
}
