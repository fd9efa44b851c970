import { rm } from 'node:fs/promises';
import { text, type JsonObject } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { epochSeconds, type ResourceRecord } from '../resources/record.ts';
import { Deployment, type Site } from './deployment.ts';
import { failureReason } from './hostingError.ts';
import { stateOf, withState, type HostedState } from './hostedState.ts';
import { endLeftovers } from './leftovers.ts';
import { planDeployment, type DeploymentPlan } from './plan.ts';
import { servingVariants, startingVariants } from './summary.ts';
import { desiredChange, retainProperties } from './weights.ts';

/** One endpoint's life: its deployment, the one that an update brings up, and the status that tells of them. */
export class HostedEndpoint {
  /** What serves, or is about to after a restart of the engine. */
  live: Deployment | undefined;
  readonly #parts: EngineParts;
  readonly #key: Pick<ResourceRecord, 'kind' | 'region' | 'name'>;
  readonly #site: Site;
  /** Whatever has or may have servers: what serves, what comes up, what lets its last requests end. */
  readonly #deployments = new Set<Deployment>();
  readonly #end = new AbortController();
  /** The transition under way; each waits for the one before. */
  #work: Promise<void> = Promise.resolve();

  constructor(record: ResourceRecord, site: Site, parts: EngineParts) {
    this.#key = { kind: record.kind, region: record.region, name: record.name };
    this.#site = site;
    this.#parts = parts;
  }

  /** Creating → InService or Failed. */
  create(configName: string): void {
    this.#then(() => this.#create(configName));
  }

  /** Updating → InService, with the new configuration or, when that does not come up, with the old one and a FailureReason. */
  update(request: JsonObject): void {
    this.#then(() => this.#update(text(request, 'EndpointConfigName') ?? '', request));
  }

  /** Takes up what a stopped or killed engine left. */
  recover(record: ResourceRecord): void {
    const { current, next } = stateOf(record);
    const status = text(record.document, 'EndpointStatus');
    if (status === 'Failed' || status === 'OutOfService') return;
    // Known at once, so that a request waits for the servers instead of finding none.
    const live = current && status !== 'Creating' ? this.#deployment(current) : undefined;
    this.live = live;
    this.#then(() => endLeftovers(this.#site.endpointDir));
    if (live) this.#then(() => this.#resume(live, next?.configName));
    else this.create(text(record.document, 'EndpointConfigName') ?? '');
  }

  /** UpdateEndpointWeightsAndCapacities. @throws AwsError for a variant that is not there */
  updateWeights(request: JsonObject): void {
    const { live } = this;
    if (!live) return;
    const change = desiredChange(live.plan, request);
    this.#patch({ EndpointStatus: 'Updating' });
    this.#then(async () => this.#serving(live, live.replan(change)));
  }

  /** Stops everything; the files stay. */
  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all([...this.#deployments].map((deployment) => deployment.stop()));
    await this.#work;
  }

  /** Stops everything and removes the files. */
  async remove(): Promise<void> {
    await this.close();
    await endLeftovers(this.#site.endpointDir);
    await rm(this.#site.endpointDir, { recursive: true, force: true });
  }

  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isEnding()) return;
      try {
        await step();
      } catch (error) {
        this.#parts.log(`endpoint ${this.#key.name}`, error);
        if (this.#isEnding()) return;
        this.live = undefined;
        this.#patch({ EndpointStatus: 'Failed', FailureReason: failureReason(error) });
      }
    });
  }

  async #create(configName: string): Promise<void> {
    await rm(this.#site.endpointDir, { recursive: true, force: true });
    const plan = planDeployment(this.#key.region, configName, this.#parts.resources);
    this.#patch({ ProductionVariants: startingVariants(plan, Date.now()), ...withState({ current: plan }) });
    await this.#bringUp(plan, (live) => this.#serving(live, plan));
  }

  async #update(configName: string, request: JsonObject): Promise<void> {
    const before = this.live;
    try {
      const planned = planDeployment(this.#key.region, configName, this.#parts.resources);
      const plan = before ? retainProperties(planned, before.plan, request) : planned;
      this.#patch({
        PendingDeploymentSummary: {
          EndpointConfigName: configName,
          ProductionVariants: startingVariants(plan, Date.now()),
          StartTime: epochSeconds(Date.now()),
        },
        ...withState({ ...(before && { current: before.plan }), next: plan }),
      });
      await this.#bringUp(plan, (live) => this.#serving(live, plan));
    } catch (error) {
      if (!before || this.#isEnding()) throw error;
      this.#parts.log(
        `endpoint ${this.#key.name}: the update failed, the old configuration serves on`,
        error,
      );
      this.#serving(before, before.plan, failureReason(error));
      return;
    }
    // Requests go to the new servers from here on; those under way end at the old ones.
    await before?.retire();
    if (before) this.#deployments.delete(before);
  }

  async #resume(live: Deployment, pendingConfig: string | undefined): Promise<void> {
    await this.#started(live);
    if (pendingConfig === undefined) this.#serving(live, live.plan);
    else await this.#update(pendingConfig, {});
  }

  /** Starts a deployment, then hands it over. @throws HostingError when it does not come up; its files are gone then */
  async #bringUp(plan: DeploymentPlan, serve: (deployment: Deployment) => void): Promise<void> {
    const deployment = this.#deployment(plan);
    try {
      await this.#started(deployment);
      serve(deployment);
    } catch (error) {
      this.#deployments.delete(deployment);
      if (!this.#isEnding()) await deployment.discard();
      throw error;
    }
  }

  async #started(deployment: Deployment): Promise<void> {
    await deployment.start();
    // The end may have come between the last server's first ping and now.
    if (!this.#isEnding()) return;
    await deployment.stop();
    throw new Error('The endpoint is being stopped.');
  }

  /** From here on `deployment` answers. */
  #serving(deployment: Deployment, plan: DeploymentPlan, failure?: string): void {
    this.live = deployment;
    const state: HostedState = { current: plan };
    this.#patch({
      EndpointStatus: 'InService',
      EndpointConfigName: plan.configName,
      ProductionVariants: servingVariants(plan, Date.now()),
      PendingDeploymentSummary: undefined,
      FailureReason: failure,
      ...withState(state),
    });
  }

  #isEnding(): boolean {
    return this.#end.signal.aborted;
  }

  #deployment(plan: DeploymentPlan): Deployment {
    const deployment = new Deployment(plan, this.#site, this.#parts);
    this.#deployments.add(deployment);
    return deployment;
  }

  #patch(change: JsonObject): void {
    this.#parts.resources.patch(this.#key, (document) =>
      // Delete has been accepted: its status is the last.
      text(document, 'EndpointStatus') === 'Deleting' ? {} : change,
    );
  }
}
