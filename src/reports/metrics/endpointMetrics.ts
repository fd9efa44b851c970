import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import type { MetricsUpdate, SeriesHead, SubjectView } from '../../messages/metrics.ts';
import type { MetricAsk } from './fetchMetricData.ts';
import type { MetricClients, MetricSource, Resolution } from './metricClients.ts';
import { MetricFetcher } from './metricFetcher.ts';
import { SeriesSet } from './seriesSet.ts';

interface EndpointMetric {
  readonly metric: string;
  readonly shown: string;
  readonly namespace: 'AWS/SageMaker' | '/aws/sagemaker/Endpoints';
  readonly stat: string;
  readonly unit: SeriesHead['unit'];
  /** What its values are multiplied by. */
  readonly scale: number;
}

const counted = (metric: string): EndpointMetric => ({
  ...{ metric, shown: metric, namespace: 'AWS/SageMaker', stat: 'Sum', unit: 'count', scale: 1 },
});
/** CloudWatch has microseconds. */
const timed = (metric: string, stat: string, shown: string): EndpointMetric => ({
  ...{ metric, shown, namespace: 'AWS/SageMaker', stat, unit: 'milliseconds', scale: 0.001 },
});
const measured = (metric: string): EndpointMetric => ({
  ...{
    metric,
    shown: metric,
    namespace: '/aws/sagemaker/Endpoints',
    stat: 'Average',
    unit: 'percent',
    scale: 1,
  },
});
const metrics = [
  counted('Invocations'),
  timed('ModelLatency', 'Average', 'ModelLatency'),
  timed('ModelLatency', 'p90', 'ModelLatency p90'),
  timed('OverheadLatency', 'Average', 'OverheadLatency'),
  counted('Invocation4XXErrors'),
  counted('Invocation5XXErrors'),
  counted('InvocationModelErrors'),
  ...['CPUUtilization', 'MemoryUtilization', 'GPUUtilization', 'GPUMemoryUtilization', 'DiskUtilization'].map(
    measured,
  ),
];

/** How far back is looked. Milliseconds. */
const lookBack = 3 * 3_600_000;
/** Sums of less than a minute say little. Seconds. */
const finest = 60;
const over = new Set(['Failed', 'OutOfService', 'Deleting']);

/** An endpoint's metrics of the last three hours, and what comes: invocations, latencies, errors, and its instances. */
export class EndpointMetrics implements MetricSource {
  readonly #clients: MetricClients;
  readonly #name: string;
  readonly #id: string;
  readonly #set = new SeriesSet();
  readonly #fetcher: MetricFetcher;
  /** Told anew all the time, the beginning of what is shown would move away under the reader. */
  readonly #start = Date.now() - lookBack + finest * 2000;
  #endpoint: DescribeEndpointOutput | undefined;

  constructor(clients: MetricClients, name: string, { delay }: Resolution) {
    this.#clients = clients;
    this.#name = name;
    this.#id = `endpoint/${name}`;
    this.#fetcher = new MetricFetcher(clients, { finest, delay });
  }

  get isLive(): boolean {
    return !over.has(this.#endpoint?.EndpointStatus ?? '');
  }

  whole(): MetricsUpdate {
    return this.#set.whole(this.#view());
  }

  async poll(signal: AbortSignal): Promise<MetricsUpdate> {
    const { DescribeEndpointCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await this.#clients.sagemaker();
    this.#endpoint = await client.send(new DescribeEndpointCommand({ EndpointName: this.#name }), {
      abortSignal: signal,
    });
    const now = Date.now();
    const asks = this.#asks();
    const range = { start: this.#start, end: now + 1000, now };
    const { points, period, isAnew } = await this.#fetcher.fetch(
      asks.map(({ ask }) => ask),
      range,
      signal,
    );
    for (const { ask, variant, metric } of asks) {
      const found = points.get(ask.id);
      if (!found) continue;
      const head: SeriesHead = {
        id: ask.id,
        subject: this.#id,
        metric: metric.shown,
        host: variant,
        group: metric.unit === 'percent' ? 'instance' : 'invocations',
        unit: metric.unit,
        stepName: 'observation',
        source: { from: 'cloudwatch', period },
      };
      const series = this.#set.of(head);
      if (isAnew) series.clear(head);
      series.replaceFrom(found.since, {
        times: found.times,
        values: found.values.map((value) => value * metric.scale),
      });
    }
    return this.#set.news(this.#view());
  }

  #asks(): { readonly ask: MetricAsk; readonly variant: string; readonly metric: EndpointMetric }[] {
    return (this.#endpoint?.ProductionVariants ?? []).flatMap(({ VariantName: variant = '' }) =>
      metrics.map((metric) => ({
        variant,
        metric,
        ask: {
          id: `${this.#id} ${metric.shown} ${variant}`,
          namespace: metric.namespace,
          metric: metric.metric,
          dimensions: { EndpointName: this.#name, VariantName: variant },
          stat: metric.stat,
        },
      })),
    );
  }

  #view(): SubjectView {
    const status = this.#endpoint?.EndpointStatus;
    const isQuiet = this.#set.all.every(({ head }) => head.group !== 'invocations');
    const quiet =
      'No invocation in the last three hours. Invoke the endpoint, and its latency and errors show here.';
    return {
      ...{ kind: 'endpoint', name: this.#name, id: this.#id },
      status: status === undefined ? 'Asking…' : status.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
      isRunning: this.isLive,
      startedAt: undefined,
      notes: status !== undefined && isQuiet ? [{ text: quiet, act: undefined }] : [],
      finals: [],
      problem: undefined,
    };
  }
}
