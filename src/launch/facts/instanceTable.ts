import { readInstances } from '../../catalog/prices/instances.ts';
import { Snapshot, snapshotDate } from '../../catalog/prices/snapshot.ts';
import type { Connection } from '../../connection/connection.ts';
import type { InstanceFacts, InstanceRow } from '../../messages/launchInstances.ts';
import { instanceRow } from './instanceRow.ts';
import { instancesInUse, type InstancesInUse } from './instancesInUse.ts';
import { KeptAnswers } from './keptAnswers.ts';
import { quotaName, type QuotaLimits, trainingQuotas } from './quotas.ts';
import { regionOffer, type RegionOffer } from './regionOffer.ts';

/** What the table asks a connection. */
export type InstanceMarket = Pick<Connection, 'region' | 'billed' | 'pricing' | 'quotas' | 'sagemaker'>;

/** Milliseconds: prices and limits change by the month, what runs by the minute. */
const hour = 60 * 60 * 1000;
const halfMinute = 30_000;

/** Every training type with its price, quota and availability, as far as the connection tells. */
export class InstanceTable {
  readonly #file: string;
  readonly #snapshot: Snapshot;
  readonly #offers: KeptAnswers<InstanceMarket, RegionOffer | undefined>;
  readonly #quotas: KeptAnswers<InstanceMarket, QuotaLimits>;
  readonly #used: KeptAnswers<InstanceMarket, InstancesInUse>;

  /**
   * @param file `media/data/instances.json`
   * @param onFailure told what could not be asked; the figures are then unknown
   */
  constructor(file: string, onFailure: (error: unknown) => void) {
    this.#file = file;
    this.#snapshot = new Snapshot(file);
    this.#offers = new KeptAnswers(hour, onFailure, async (market) => {
      const client = await market.pricing();
      return client && regionOffer(client, market.region);
    });
    this.#quotas = new KeptAnswers(hour, onFailure, async (market) => trainingQuotas(await market.quotas()));
    this.#used = new KeptAnswers(halfMinute, onFailure, (market) => instancesInUse(market));
  }

  /** What is known without asking anybody: for the first moment. */
  async known(market: Pick<InstanceMarket, 'region' | 'billed'>): Promise<readonly InstanceRow[]> {
    return this.#rows(market, undefined, undefined, undefined);
  }

  /**
   * All there is to know. What cannot be asked is unknown in the rows, and said in the notes.
   * @param types leaves out the others
   * @throws AbortError
   */
  async facts(
    market: InstanceMarket,
    signal?: AbortSignal,
    types?: readonly string[],
  ): Promise<InstanceFacts> {
    const [offer, quotas, used] = await Promise.all([
      market.billed ? this.#offers.of(market) : undefined,
      this.#quotas.of(market),
      this.#used.of(market),
    ]);
    signal?.throwIfAborted();
    const rows = await this.#rows(market, offer, quotas, used);
    return {
      rows: types ? rows.filter(({ instanceType }) => types.includes(instanceType)) : rows,
      notes: notes(market, offer, quotas, used),
    };
  }

  /** The limits on training instances; undefined when they cannot be asked. */
  quotas(market: InstanceMarket): Promise<QuotaLimits | undefined> {
    return this.#quotas.of(market);
  }

  /** What runs now; undefined when it cannot be asked. */
  used(market: InstanceMarket): Promise<InstancesInUse | undefined> {
    return this.#used.of(market);
  }

  async #rows(
    { region, billed }: Pick<InstanceMarket, 'region' | 'billed'>,
    offer: RegionOffer | undefined,
    quotas: QuotaLimits | undefined,
    used: InstancesInUse | undefined,
  ): Promise<InstanceRow[]> {
    const instances = await readInstances(this.#file, 'training');
    return Promise.all(
      instances.map(async (instance) => {
        const { instanceType } = instance;
        const quota = quotaName(instanceType, 'training job');
        return instanceRow(instance, {
          usdPerHour:
            offer?.get(instanceType) ?? (await this.#snapshot.usd(instanceType, 'training', region)),
          quota: quotas?.get(quota),
          used: used?.complete === true ? (used.byQuota.get(quota) ?? 0) : undefined,
          available: billed ? offer?.has(instanceType) : true,
        });
      }),
    );
  }
}

function notes(
  { region, billed }: InstanceMarket,
  offer: RegionOffer | undefined,
  quotas: QuotaLimits | undefined,
  used: InstancesInUse | undefined,
): string[] {
  const dated = `of ${snapshotDate}`;
  return [
    ...(billed
      ? [
          offer
            ? `Rates are those of the Price List API for ${region}, on demand.`
            : `Rates are dated (${dated}); the Price List API did not tell those of ${region}, nor what it sells.`,
        ]
      : [`Every type runs on this machine as a process, on its own hardware; rates are AWS's ${dated}.`]),
    ...(quotas ? [] : ['Quotas could not be asked (servicequotas:ListServiceQuotas).']),
    ...(used
      ? [
          used.complete
            ? usedNote(used.jobs)
            : 'More training jobs run than were counted, so what is used is not shown.',
        ]
      : ['What is used could not be counted (sagemaker:ListTrainingJobs, sagemaker:DescribeTrainingJob).']),
  ];
}

function usedNote(jobs: number): string {
  if (jobs === 0) return 'No training job runs now, so all of each quota is free.';
  const counted = jobs === 1 ? 'the training job that runs' : `the ${jobs} training jobs that run`;
  return `What is used was counted from ${counted} now.`;
}
