import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { type EngineParts } from '../parts.ts';
import { type ContainerAnswer } from './containerHttp.ts';
import { baseDir, prepareModel } from './modelFiles.ts';
import { type ServerSpec } from './serverProcess.ts';
import { type DeploymentPlan, type VariantPlan } from './plan.ts';
import { serverEnvironment } from './serverEnvironment.ts';
import { ServerDown, VariantServer } from './variantServer.ts';

/** Where a deployment belongs. */
export interface Site {
  readonly region: string;
  readonly endpointName: string;
  /** The endpoint's folder; a deployment has a folder in it, with one for each variant: `opt/ml`, `packages` … */
  readonly endpointDir: string;
  readonly script: string;
}

/** How long requests may still take when their server is to go: the limit of an invocation, milliseconds. */
const DRAIN_MS = 60_000;
/** Endpoints stay for days, and change slowly. */
const MEASURED_SECONDS = 10;

export function logGroup(endpointName: string): string {
  return `/aws/sagemaker/Endpoints/${endpointName}`;
}

/** @throws what `promise` throws, or the reason of `signal` when that comes first */
async function unlessAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** The model servers of one endpoint configuration: one process a variant, whatever its number of instances. */
export class Deployment {
  /** Weights and counts in it change; see {@link Deployment.replan}. */
  plan: DeploymentPlan;
  readonly #parts: EngineParts;
  readonly #site: Site;
  readonly #servers = new Map<string, VariantServer>();
  readonly #stopping = new AbortController();
  /** Settles when it serves, or cannot; requests wait for it. */
  readonly #ready = Promise.withResolvers<undefined>();
  #starting: Promise<void> = Promise.resolve();

  constructor(plan: DeploymentPlan, site: Site, parts: EngineParts) {
    this.plan = plan;
    this.#site = site;
    this.#parts = parts;
    // Whether anybody waits for it or not.
    this.#ready.promise.catch(() => undefined);
  }

  /** @throws HostingError of the first variant that does not come up; the others are stopped then */
  async start(): Promise<void> {
    this.#starting = this.#start();
    try {
      await this.#starting;
      this.#ready.resolve(undefined);
    } catch (error) {
      this.#ready.reject(error);
      await this.stop();
      throw error;
    }
  }

  /** Waits for a start that is under way. @throws what {@link start} throws; see {@link VariantServer.invoke} */
  async invoke(
    variant: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<ContainerAnswer> {
    await unlessAborted(this.#ready.promise, signal);
    const server = this.#servers.get(variant);
    if (!server) throw new Error(`The deployment has no variant ${variant}.`);
    return server.invoke(headers, body, signal);
  }

  /** Changes weights and counts without touching the servers. */
  replan(change: (variant: VariantPlan) => VariantPlan): DeploymentPlan {
    this.plan = { ...this.plan, variants: this.plan.variants.map(change) };
    return this.plan;
  }

  /** Ends the servers; their files stay, for the next start. */
  async stop(): Promise<void> {
    const reason = new ServerDown('the endpoint is being stopped');
    this.#stopping.abort(reason);
    this.#ready.reject(reason);
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
    await this.#starting.catch(() => undefined);
  }

  /** Lets requests that are under way come to their end, then ends the servers and removes their files. */
  async retire(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.drained(DRAIN_MS)));
    await this.stop();
    await this.discard();
  }

  /** Removes the files. */
  async discard(): Promise<void> {
    await rm(this.#folder(), { recursive: true, force: true });
  }

  #folder(): string {
    return join(this.#site.endpointDir, this.plan.id);
  }

  async #start(): Promise<void> {
    const results = await Promise.allSettled(
      this.plan.variants.map((variant) =>
        this.#startVariant(variant).catch((error: unknown) => {
          this.#stopping.abort(error);
          throw error;
        }),
      ),
    );
    if (results.some(({ status }) => status === 'rejected')) throw this.#stopping.signal.reason;
  }

  async #startVariant(plan: VariantPlan): Promise<void> {
    const { signal } = this.#stopping;
    const dir = join(this.#folder(), plan.name);
    await prepareModel(this.#parts.objects, plan, dir, signal);
    const stream = `${plan.name}/${plan.instanceId}`;
    const logFile = this.#parts.logs.openStream(this.#site.region, logGroup(this.#site.endpointName), stream);
    const server = new VariantServer(() => this.#spec(plan, dir, logFile), this.#parts.log);
    this.#servers.set(plan.name, server);
    await server.start(signal);
    this.#parts.instances.watch(
      {
        region: this.#site.region,
        namespace: '/aws/sagemaker/Endpoints',
        dimensions: { EndpointName: this.#site.endpointName, VariantName: plan.name },
        folder: dir,
        pause: MEASURED_SECONDS,
        root: () => server.pid,
      },
      signal,
    );
  }

  #spec(plan: VariantPlan, variantDir: string, logFile: string): ServerSpec {
    return {
      variant: plan.name,
      variantDir,
      python: this.#parts.python(),
      script: this.#site.script,
      environment: serverEnvironment(this.#parts, this.#site.region, plan, baseDir(variantDir)),
      startupSeconds: plan.startupSeconds,
      logFile,
    };
  }
}
