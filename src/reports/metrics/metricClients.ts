import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { MetricsUpdate } from '../../messages/metrics.ts';

/** Whoever is asked; a connection is one. */
export interface MetricClients {
  sagemaker(): Promise<SageMakerClient>;
  cloudwatch(): Promise<CloudWatchClient>;
  logs(): Promise<CloudWatchLogsClient>;
}

/** How metrics are stored there. Seconds. */
export interface Resolution {
  /** Of SageMaker's own metrics: AWS has one value a minute, the local engine one a second. */
  readonly finest: number;
  /** How late a value may come. */
  readonly delay: number;
}

/** A job or endpoint whose metrics are read, again and again. */
export interface MetricSource {
  /** More may come; when not, {@link poll} need not be called any more. */
  readonly isLive: boolean;
  /**
   * Asks for what is new.
   * @returns what has changed since the last time
   * @throws what the services answer; the next call goes on where this one began
   */
  poll(signal: AbortSignal): Promise<MetricsUpdate>;
  /** All that is known, without asking. */
  whole(): MetricsUpdate;
}
