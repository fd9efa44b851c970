import { type EngineRequest } from '../../http/message.ts';
import { type JsonObject } from '../../json.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceRecord } from '../record.ts';
import { wireTags } from '../tags.ts';

/** What one search may ask of the store; what it asks for all resources at once is read once. */
export class SearchScope {
  readonly #parts: FamilyParts;
  readonly #request: EngineRequest;
  readonly #groups = new Map<string, Map<string, ResourceRecord[]>>();

  constructor(parts: FamilyParts, request: EngineRequest) {
    this.#parts = parts;
    this.#request = request;
  }

  all(kind: string): Iterable<ResourceRecord> {
    return this.#parts.store.all(kind, this.#request.scope.region);
  }

  find(kind: string, name: string): ResourceRecord | undefined {
    return this.#parts.store.get({ kind, region: this.#request.scope.region, name });
  }

  byArn(arn: string): ResourceRecord | undefined {
    return this.#parts.store.byArn(arn);
  }

  /** What Describe answers of a record. */
  described(record: ResourceRecord): JsonObject {
    return this.#parts.of(record.kind).describe(record, this.#request);
  }

  tags(arn: string): JsonObject[] {
    return wireTags(this.#parts.store.tags.of(arn));
  }

  /** The records of a kind by something that each has. @param by names the question, so that it is asked once */
  group(
    kind: string,
    by: string,
    keys: (record: ResourceRecord) => string | readonly string[],
  ): ReadonlyMap<string, ResourceRecord[]> {
    const name = `${kind} ${by}`;
    const known = this.#groups.get(name);
    if (known) return known;
    const found = new Map<string, ResourceRecord[]>();
    for (const record of this.all(kind)) {
      for (const key of [keys(record)].flat()) {
        const list = found.get(key);
        if (list) list.push(record);
        else found.set(key, [record]);
      }
    }
    this.#groups.set(name, found);
    return found;
  }
}
