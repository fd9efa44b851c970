import { type EngineRequest, type Service } from '../../http/message.ts';
import { number, objects, text, type JsonObject } from '../../json.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { noSuch } from '../../resources/experiments/experiment.ts';
import { componentName } from '../../resources/lineage/jobComponent.ts';
import { type ResourceRecord } from '../../resources/record.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';
import { type RunMetrics, type RunSummary } from '../../store/runMetrics.ts';
import { RUN_METRICS_CONSTRAINTS, RUN_METRICS_SCHEMAS } from './schemas.ts';

/** AWS has a limit, too, and does not say which. */
const MOST_NAMES = 1000;
/** A result that would have more values is cut. */
const MOST_VALUES = 10_000;
const PERIODS: Readonly<Record<string, number>> = {
  OneMinute: 60_000,
  FiveMinute: 300_000,
  OneHour: 3_600_000,
};
const STATISTICS: Readonly<Record<string, (found: RunSummary) => number>> = {
  Min: ({ min }) => min,
  Max: ({ max }) => max,
  Avg: ({ avg }) => avg,
  Count: ({ count }) => count,
  StdDev: ({ stdDev }) => stdDev,
  Last: ({ last }) => last,
};

function batchPut(store: ResourceStore, metrics: RunMetrics): JsonHandler {
  return (input, { scope }: EngineRequest) => {
    const name = text(input, 'TrialComponentName') ?? '';
    const component = store.get({ kind: 'TrialComponent', region: scope.region, name });
    if (!component) throw noSuch('Trial Component')(name, '');
    const names = new Set(metrics.names(component));
    const errors: JsonObject[] = [];
    const values = objects(input, 'MetricData').flatMap((datum, index) => {
      const metric = text(datum, 'MetricName') ?? '';
      const [value, step] = [number(datum, 'Value') ?? NaN, number(datum, 'Step')];
      const refused = (Code: string): [] => {
        errors.push({ Code, MetricIndex: index });
        return [];
      };
      if (!Number.isFinite(value) || (step !== undefined && !Number.isSafeInteger(step)))
        return refused('VALIDATION_ERROR');
      if (!names.has(metric) && names.size >= MOST_NAMES) return refused('METRIC_LIMIT_EXCEEDED');
      names.add(metric);
      return { name: metric, at: Math.round((number(datum, 'Timestamp') ?? 0) * 1000), step, value };
    });
    metrics.put(component, values);
    return errors.length > 0 ? { Errors: errors } : {};
  };
}

/** The trial component that an ARN means: its own, or a training job's. */
function componentOf(store: ResourceStore, arn: string): ResourceRecord | undefined {
  const found = store.byArn(arn);
  if (found?.kind !== 'TrainingJob') return found?.kind === 'TrialComponent' ? found : undefined;
  return store.get({ kind: 'TrialComponent', region: found.region, name: componentName(found) });
}

function batchGet(store: ResourceStore, metrics: RunMetrics): JsonHandler {
  const wrong = (Message: string): JsonObject => ({
    ...{ Status: 'ValidationError', Message, XAxisValues: [], MetricValues: [] },
  });
  const answer = (query: JsonObject, region: string): JsonObject => {
    const arn = text(query, 'ResourceArn') ?? '';
    const component = componentOf(store, arn);
    if (component?.region !== region) return wrong(`There are no metrics of ${arn}.`);
    const [axis, period = ''] = [text(query, 'XAxisType'), text(query, 'Period')];
    const isByStep = axis === 'IterationNumber';
    if (isByStep !== (period === 'IterationNumber'))
      return wrong(`The period ${period} does not go with the x-axis ${axis ?? ''}.`);
    // Times are seconds since the epoch here; AWS does not say.
    const scale = isByStep ? 1 : 1000;
    const [start, end] = [number(query, 'Start'), number(query, 'End')];
    const found = metrics.series(component, {
      name: text(query, 'MetricName') ?? '',
      by: PERIODS[period] ?? 'step',
      from: start === undefined ? 0 : start * scale,
      to: end === undefined ? Number.MAX_SAFE_INTEGER : end * scale,
      limit: MOST_VALUES + 1,
    });
    const shown = found.slice(0, MOST_VALUES);
    const tell = STATISTICS[text(query, 'MetricStat') ?? ''] ?? (() => NaN);
    return {
      Status: shown.length < found.length ? 'Truncated' : 'Complete',
      XAxisValues: shown.map(({ key }) => Number(key) / scale),
      MetricValues: shown.map(tell),
    };
  };
  return (input, { scope }) => ({
    MetricQueryResults: objects(input, 'MetricQueries').map((query) => answer(query, scope.region)),
  });
}

/** SageMaker Metrics: what training code puts for its run (SageMaker Experiments), and gets again. */
export function createRunMetricsService(store: ResourceStore, metrics: RunMetrics): Service {
  return awsJsonService({
    // The control plane's signing name too; the path tells them apart.
    signingNames: ['sagemaker'],
    targetPrefix: undefined,
    schemas: RUN_METRICS_SCHEMAS,
    constraints: RUN_METRICS_CONSTRAINTS,
    handlers: { BatchPutMetrics: batchPut(store, metrics), BatchGetMetrics: batchGet(store, metrics) },
  });
}
