import { number, text, type JsonObject } from '../../json.ts';
import { type RpcHandler } from '../../protocols/awsQuery.ts';
import { dimensionsText, type PeriodStatistics } from '../../store/metricReads.ts';
import { type MetricStore } from '../../store/metricStore.ts';
import { invalidCombination, invalidValue, missing } from './errors.ts';
import { dimensionsOf, requirePeriod, seconds } from './members.ts';
import { statistic, type Statistic, valuesOf } from './statistics.ts';

const MAX_POINTS = 1440;

/** The statistics that a request asks for, by name. @throws AwsError for one that is not known */
function asked(input: JsonObject, member: string): [string, Statistic][] {
  const names = Array.isArray(input[member]) ? input[member] : [];
  return [...new Set(names.map(String))].map((name) => {
    const found = statistic(name);
    if (!found) throw invalidValue(`The value ${name} for parameter ${member} is not supported here.`);
    return [name, found];
  });
}

function rangeOf(input: JsonObject): { start: number; end: number; period: number } {
  const period = number(input, 'Period') ?? 0;
  requirePeriod(period);
  const [start, end] = [seconds(input, 'StartTime'), seconds(input, 'EndTime')];
  if (start >= end) {
    throw invalidValue('The parameter StartTime must be less than the parameter EndTime.');
  }
  const points = Math.ceil((end - start) / period);
  if (points > MAX_POINTS) {
    throw invalidCombination(
      `You have requested up to ${points} datapoints, which exceeds the limit of ${MAX_POINTS}. ` +
        'You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    );
  }
  return { start: Math.floor(start / period) * period, end: Math.ceil(end), period };
}

/** GetMetricStatistics: one metric's statistics by period, each unit for itself. */
export function getMetricStatistics({ reads }: MetricStore): RpcHandler {
  return (input, { scope }) => {
    const simple = asked(input, 'Statistics');
    const extended = asked(input, 'ExtendedStatistics');
    if (simple.length + extended.length === 0) {
      throw missing('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
    }
    const range = rangeOf(input);
    const name = text(input, 'MetricName') ?? '';
    const unit = text(input, 'Unit');
    const series = reads
      .series(scope.region, text(input, 'Namespace') ?? '', name, dimensionsText(dimensionsOf(input)))
      .filter((one) => unit === undefined || one.unit === unit);

    const datapoint = (id: number, pointUnit: string, found: PeriodStatistics): JsonObject => {
      const values = valuesOf(reads, [id], found.at, range.period);
      const told = (all: readonly [string, Statistic][]): JsonObject =>
        Object.fromEntries(all.map(([statisticName, tell]) => [statisticName, tell(found, values)]));
      return {
        Timestamp: found.at,
        Unit: pointUnit,
        ...told(simple),
        ...(extended.length > 0 && { ExtendedStatistics: told(extended) }),
      };
    };
    const order = { descending: false, limit: MAX_POINTS + 1 };
    const points = series.flatMap((one) =>
      reads.periods([one.id], range, order).map((found) => datapoint(one.id, one.unit, found)),
    );
    return { Label: name, Datapoints: points };
  };
}
