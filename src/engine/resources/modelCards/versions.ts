import { number } from '../../json.ts';
import { type ResourceRecord } from '../record.ts';
import { type ResourceStore } from '../resourceStore.ts';

const KIND = 'ModelCardVersion';

/** The records of a card's versions. */
export class CardVersions {
  readonly #store: ResourceStore;

  constructor(store: ResourceStore) {
    this.#store = store;
  }

  /** Keeps the card as it is now as the version that it is. Also makes up for a crash between the card and its version. */
  keep(card: ResourceRecord): ResourceRecord {
    const version = number(card.document, 'ModelCardVersion') ?? 1;
    return (
      this.get(card, version) ??
      this.#store.insert(
        {
          kind: KIND,
          region: card.region,
          name: `${card.name}/${version}`,
          arn: `${card.arn}/version/${version}`,
        },
        card.document,
      )
    );
  }

  get(card: ResourceRecord, version: number): ResourceRecord | undefined {
    return this.#store.get({ kind: KIND, region: card.region, name: `${card.name}/${version}` });
  }

  /** Takes away all versions of a card. */
  drop(card: ResourceRecord): void {
    const last = number(card.document, 'ModelCardVersion') ?? 1;
    for (let version = 1; version <= last; version++) {
      this.#store.remove({ kind: KIND, region: card.region, name: `${card.name}/${version}` });
    }
  }
}
