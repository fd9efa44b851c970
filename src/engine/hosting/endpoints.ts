import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text, type JsonObject } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { type Behaviour } from '../resources/behaviour.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { HostedEndpoint } from './hostedEndpoint.ts';
import { type Measured, recordInvocation } from './invocationMetrics.ts';
import { invocationError, invokeDeployment } from './invoke.ts';
import { type EndpointInvoker } from './invoker.ts';

/** Statuses in which requests are answered: during an update the old servers do so. */
const ANSWERING = new Set(['InService', 'Updating', 'SystemUpdating', 'RollingBack']);

/** Beside the bundle: `dist/engine.js` and `media/python/serve.py`. */
const SERVE_SCRIPT = fileURLToPath(new URL('../media/python/serve.py', import.meta.url));

export interface HostingOptions {
  /** The model server, when it is not where the bundle has it. */
  readonly serveScript?: string;
}

export interface Endpoints extends Behaviour, EndpointInvoker {
  /**
   * UpdateEndpointWeightsAndCapacities, of an endpoint that is in service: sets `Updating`, then `InService`.
   * @throws AwsError `ValidationException` for a variant that the endpoint does not have
   */
  updateWeightsAndCapacities(record: ResourceRecord, request: JsonObject): void;
}

/** Endpoints of this machine: each runs its models' servers as processes. The behaviour of kind `Endpoint`. */
export function createEndpoints(parts: EngineParts, options: HostingOptions = {}): Endpoints {
  const hosted = new Map<string, HostedEndpoint>();
  const keyOf = ({ region, name }: Pick<ResourceRecord, 'region' | 'name'>): string => `${region}/${name}`;

  const host = (record: ResourceRecord): HostedEndpoint => {
    const found = hosted.get(keyOf(record));
    if (found) return found;
    // A region comes from a request's signature, which may say anything.
    const region = record.region.replaceAll(/[^A-Za-z0-9-]/g, '_');
    const site = {
      region: record.region,
      endpointName: record.name,
      endpointDir: join(parts.dataDir, 'endpoints', region, record.name),
      script: options.serveScript ?? SERVE_SCRIPT,
    };
    const made = new HostedEndpoint(record, site, parts);
    hosted.set(keyOf(record), made);
    return made;
  };

  const onDelete = async (record: ResourceRecord): Promise<void> => {
    try {
      await host(record).remove();
    } catch (error) {
      parts.log(`endpoint ${record.name}: could not be removed entirely`, error);
    } finally {
      hosted.delete(keyOf(record));
    }
  };

  return {
    start: (record) => host(record).create(text(record.document, 'EndpointConfigName') ?? ''),
    update: (record, request) => host(record).update(request),
    onDelete,
    recover: (record) => host(record).recover(record),
    async close() {
      await Promise.all([...hosted.values()].map((endpoint) => endpoint.close()));
    },
    updateWeightsAndCapacities: (record, request) => host(record).updateWeights(request),

    async invoke(invocation) {
      const began = performance.now();
      const { region, accountId, endpointName: name } = invocation;
      const record = parts.resources.get({ kind: 'Endpoint', region, name });
      if (!record) throw invocationError(`Endpoint ${name} of account ${accountId} not found.`);
      const status = text(record.document, 'EndpointStatus') ?? '';
      const live = hosted.get(keyOf(record))?.live;
      if (!live || !ANSWERING.has(status)) {
        throw invocationError(
          `Endpoint ${name} of account ${accountId} is not in service: its status is ${status}.`,
        );
      }
      const measured: Measured = {};
      try {
        return await invokeDeployment(live, invocation, measured);
      } finally {
        recordInvocation(parts.metrics, invocation, measured, performance.now() - began);
      }
    },
  };
}
