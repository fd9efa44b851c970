import type { Connection } from '../../connection/connection.ts';
import type { BundleView } from '../../messages/launchInputs.ts';
import { bundleView } from '../bundle/bundleView.ts';
import { countSource } from '../bundle/countSource.ts';
import type { LaunchFacts } from '../spec/launchFacts.ts';
import type { FoundPlaces } from '../spec/launchPlaces.ts';
import type { ChannelSpec, LaunchSpec } from '../spec/launchSpec.ts';
import { bucketFacts } from './bucket.ts';
import type { LaunchStore } from './launchStore.ts';
import { allOf, channelNote, missing } from './missing.ts';
import { planChannel, planUploads, uploadBucket, type PlanOptions } from './planUploads.ts';
import { walkOptions } from './walkOptions.ts';

/**
 * What is sent of a spec's source folder.
 * @param told hears what is known while it is still counted
 */
export async function countBundle(
  spec: LaunchSpec,
  told: (view: BundleView) => void,
  signal: AbortSignal,
): Promise<BundleView> {
  const { sourceFolder } = spec;
  const counts = countSource(sourceFolder, { ...(await walkOptions(spec)), signal });
  for (;;) {
    const { done, value } = await counts.next();
    if (done === true) return bundleView(sourceFolder, value, false);
    told(bundleView(sourceFolder, value, true));
  }
}

/** What the launch page asks of a connection about files: what is sent of a channel, and where everything goes. */
export class UploadFacts implements Pick<LaunchFacts, 'channelNote' | 'places'> {
  readonly #connection: Connection;
  readonly #store: LaunchStore;
  readonly #defaults: Pick<PlanOptions, 'defaults'>;

  constructor(
    connection: Connection,
    store: LaunchStore,
    defaults: NonNullable<PlanOptions['defaults']> | undefined,
  ) {
    this.#connection = connection;
    this.#store = store;
    this.#defaults = defaults ? { defaults } : {};
  }

  /** Empty for a channel that is not on disk. */
  async channelNote({ name, source }: ChannelSpec, signal: AbortSignal): Promise<string> {
    if (!('path' in source) || source.path === '') return '';
    const { bucket, prefix } = await uploadBucket(this.#connection, this.#defaults.defaults);
    const channel = await planChannel(name, source.path, prefix, { store: this.#store, signal });
    const plan = { bucket, source: undefined, channels: [channel] };
    const client = await this.#connection.s3();
    const { state } = await bucketFacts(client, bucket, { signal });
    return channelNote(channel, state === 'there' ? await missing(client, plan, signal) : allOf(plan));
  }

  /** The same plan that a launch makes; what of the disk bars it is in its problems. */
  places(spec: LaunchSpec, signal: AbortSignal): Promise<FoundPlaces> {
    return planUploads(this.#connection, spec, { store: this.#store, signal, ...this.#defaults });
  }
}
