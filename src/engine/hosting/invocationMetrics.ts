import { type MetricStore } from '../store/metricStore.ts';
import { type Invocation } from './invoker.ts';

/** What became of an invocation at its container, as it becomes known. */
export interface Measured {
  variant?: string;
  /** Milliseconds that the container took. */
  modelMilliseconds?: number;
  /** The container's; absent when it gave none. */
  status?: number;
}

/** Tells CloudWatch of one invocation, as SageMaker does. @param milliseconds that it took as a whole */
export function recordInvocation(
  metrics: MetricStore,
  { region, endpointName }: Invocation,
  { variant, modelMilliseconds, status }: Measured,
  milliseconds: number,
): void {
  // Not sent to any model: no such variant.
  if (variant === undefined) return;
  const dimensions = { EndpointName: endpointName, VariantName: variant };
  const put = (name: string, unit: string, value: number): void =>
    metrics.put({ region, namespace: 'AWS/SageMaker', name, dimensions, unit }, value);
  const isClientError = status !== undefined && status >= 400 && status < 500;
  const isModelError = status === undefined || status < 200 || status >= 300;
  put('Invocations', 'None', 1);
  put('Invocation4XXErrors', 'None', isClientError ? 1 : 0);
  put('Invocation5XXErrors', 'None', isModelError && !isClientError ? 1 : 0);
  put('InvocationModelErrors', 'None', isModelError ? 1 : 0);
  if (modelMilliseconds === undefined) return;
  put('ModelLatency', 'Microseconds', Math.round(modelMilliseconds * 1000));
  put('OverheadLatency', 'Microseconds', Math.round(Math.max(0, milliseconds - modelMilliseconds) * 1000));
}
