import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { MetricsUpdate, SeriesHead } from '../../messages/metrics.ts';
import type { MetricAsk } from './fetchMetricData.ts';
import { cloudWatchId, LogMetrics } from './logMetrics.ts';
import type { MetricClients, MetricSource, Resolution } from './metricClients.ts';
import { MetricFetcher } from './metricFetcher.ts';
import { SeriesSet } from './seriesSet.ts';
import { isOver, trainingJobView, type JobFacts } from './trainingJobView.ts';

const namespace = '/aws/sagemaker/TrainingJobs';
const instanceMetrics = [
  'CPUUtilization',
  'MemoryUtilization',
  'GPUUtilization',
  'GPUMemoryUtilization',
  'DiskUtilization',
] as const;
/** More lines than these nobody tells apart, and AWS bills each metric that is asked for. */
const mostHosts = 16;

/** A training job's metrics: those of its definitions, out of its log and CloudWatch, and those of its instances. */
export class TrainingJobMetrics implements MetricSource {
  readonly #clients: MetricClients;
  readonly #name: string;
  readonly #id: string;
  readonly #resolution: Resolution;
  readonly #set = new SeriesSet();
  readonly #fetcher: MetricFetcher;
  #facts: JobFacts = { job: undefined, refusals: [], hosts: 0, mostHosts, tooLong: false, matched: 0 };
  #log: LogMetrics | undefined;
  #listed: readonly string[] | undefined;
  /** The last look came after all that could still come. */
  #settled = false;

  constructor(clients: MetricClients, name: string, resolution: Resolution) {
    this.#clients = clients;
    this.#name = name;
    this.#id = `trainingJob/${name}`;
    this.#resolution = resolution;
    this.#fetcher = new MetricFetcher(clients, resolution);
  }

  get isLive(): boolean {
    return !this.#settled;
  }

  whole(): MetricsUpdate {
    return this.#set.whole(this.#view());
  }

  async poll(signal: AbortSignal): Promise<MetricsUpdate> {
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await this.#clients.sagemaker();
    const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: this.#name }), {
      abortSignal: signal,
    });
    const asked = Date.now();
    const refusals: string[] = [];
    this.#facts = { ...this.#facts, job, hosts: hostsOf(job) };
    await attempt(refusals, () => this.#readCloudWatch(job, asked, signal), signal);
    await attempt(refusals, () => this.#readLog(job, signal), signal);
    this.#facts = {
      ...this.#facts,
      refusals,
      tooLong: this.#log?.tooLong ?? false,
      matched: this.#set.all.filter(({ head }) => head.group === 'algorithm').length,
    };
    const ended = job.TrainingEndTime ?? job.LastModifiedTime;
    const late = (ended?.getTime() ?? 0) + this.#resolution.delay * 2000;
    this.#settled =
      isOver(job) && asked > late && (this.#log === undefined || this.#log.caughtUp || this.#log.tooLong);
    return this.#set.news(this.#view());
  }

  #view() {
    return trainingJobView(this.#id, this.#name, this.#facts);
  }

  async #readCloudWatch(job: DescribeTrainingJobResponse, now: number, signal: AbortSignal): Promise<void> {
    const start = job.CreationTime?.getTime();
    // Before the training nothing is measured.
    if (start === undefined || (job.TrainingStartTime === undefined && !isOver(job))) return;
    const names = await this.#metricNames(job, signal);
    const asks = [
      ...names.filter((name) => this.#log?.told.has(name) !== true).map((name) => this.#algorithmAsk(name)),
      ...this.#instanceAsks(job),
    ];
    const end = Math.min(now, (job.TrainingEndTime?.getTime() ?? now) + 120_000) + 1000;
    const { points, period, isAnew } = await this.#fetcher.fetch(asks, { start, end, now }, signal);
    for (const { id, metric, dimensions } of asks) {
      const found = points.get(id);
      if (!found) continue;
      const host = dimensions['Host']?.slice(this.#name.length + 1);
      const head: SeriesHead = {
        id,
        subject: this.#id,
        metric,
        host,
        group: host === undefined ? 'algorithm' : 'instance',
        unit: host === undefined ? undefined : 'percent',
        stepName: 'observation',
        source: { from: 'cloudwatch', period },
      };
      const series = this.#set.of(head);
      if (isAnew) series.clear(head);
      series.replaceFrom(found.since, found);
    }
  }

  async #readLog(job: DescribeTrainingJobResponse, signal: AbortSignal): Promise<void> {
    const definitions = definitionsOf(job);
    if (definitions.length === 0) return;
    this.#log ??= new LogMetrics(this.#clients, this.#id, this.#name, definitions);
    const began = (metric: string) => this.#set.get(cloudWatchId(this.#id, metric))?.times[0];
    await this.#log.read(this.#set, began, signal);
  }

  #algorithmAsk(metric: string): MetricAsk {
    const dimensions = { TrainingJobName: this.#name };
    return { id: cloudWatchId(this.#id, metric), namespace, metric, dimensions, stat: 'Average' };
  }

  #instanceAsks(job: DescribeTrainingJobResponse): MetricAsk[] {
    const hosts = Array.from({ length: Math.min(hostsOf(job), mostHosts) }, (_, i) => `algo-${i + 1}`);
    return hosts.flatMap((host) =>
      instanceMetrics.map((metric) => ({
        id: cloudWatchId(this.#id, metric, host),
        namespace,
        metric,
        dimensions: { Host: `${this.#name}/${host}` },
        stat: 'Average',
      })),
    );
  }

  /** Those of the definitions, and those that the script, or an algorithm of AWS, tells by itself. */
  async #metricNames(job: DescribeTrainingJobResponse, signal: AbortSignal): Promise<readonly string[]> {
    // Of a job that runs, more may come.
    if (this.#listed === undefined || (this.#listed.length === 0 && !isOver(job))) {
      const { ListMetricsCommand } = await import('@aws-sdk/client-cloudwatch');
      const client = await this.#clients.cloudwatch();
      const { Metrics = [] } = await client.send(
        new ListMetricsCommand({
          Namespace: namespace,
          Dimensions: [{ Name: 'TrainingJobName', Value: this.#name }],
        }),
        { abortSignal: signal },
      );
      this.#listed = Metrics.flatMap(({ MetricName, Dimensions }) =>
        MetricName !== undefined && Dimensions?.length === 1 ? MetricName : [],
      );
    }
    return [...new Set([...definitionsOf(job).map(({ name }) => name), ...this.#listed])];
  }
}

/** What one service refuses must not hide what the others tell. */
async function attempt(refusals: string[], act: () => Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (signal.aborted) throw error;
    refusals.push(error instanceof Error ? error.message : String(error));
  }
}

function definitionsOf({ AlgorithmSpecification }: DescribeTrainingJobResponse) {
  return (AlgorithmSpecification?.MetricDefinitions ?? []).flatMap(({ Name, Regex }) =>
    Name !== undefined && Regex !== undefined ? { name: Name, regex: Regex } : [],
  );
}

function hostsOf({ ResourceConfig: config }: DescribeTrainingJobResponse): number {
  const groups = config?.InstanceGroups;
  return groups?.length
    ? groups.reduce((sum, { InstanceCount }) => sum + (InstanceCount ?? 1), 0)
    : (config?.InstanceCount ?? 1);
}
