import { type EngineRequest } from '../http/message.ts';
import { text, type JsonObject } from '../json.ts';
import { type EngineLog } from '../log.ts';
import { described } from './described.ts';
import { finishDeleting } from './finishDeleting.ts';
import { type KindContext } from './kind.ts';
import { type ResourceRecord } from './record.ts';
import { type ResolvedKind } from './resolve.ts';
import { type ResourceStore } from './resourceStore.ts';
import { isDeleted, isDeleting, type StatusClock } from './statusClock.ts';
import { readTags } from './tags.ts';

export interface OperationParts {
  readonly store: ResourceStore;
  readonly clock: StatusClock;
  /** The SDK client's exports. */
  readonly schemas: object;
  readonly log: EngineLog;
  /** The engine's own URL, `http://127.0.0.1:<port>`; known once it listens. */
  readonly endpoint: () => string;
}

type Region = Pick<EngineRequest, 'scope' | 'accountId'>;

/** What all operations of one kind are made of: naming, finding, storing, changing and removing its resources. */
export class KindOperations {
  readonly kind: ResolvedKind;
  readonly #parts: OperationParts;

  constructor(kind: ResolvedKind, parts: OperationParts) {
    this.kind = kind;
    this.#parts = parts;
  }

  arnOf(key: string, input: JsonObject, { scope, accountId }: Region): string {
    const path = this.kind.arnPath?.(key, input) ?? key;
    return `arn:aws:sagemaker:${scope.region}:${accountId}:${this.kind.arnType}/${path}`;
  }

  contextOf(key: string, input: JsonObject, request: Region): KindContext {
    const { store } = this.#parts;
    const { region } = request.scope;
    return {
      region,
      accountId: request.accountId,
      now: store.now(),
      endpoint: this.#parts.endpoint(),
      key,
      arn: this.arnOf(key, input, request),
      find: (kind, name) => store.get({ kind, region, name }),
      all: (kind) => store.all(kind, region),
      byArn: (arn) => store.byArn(arn),
    };
  }

  /**
   * The resource that a request names, by its key or its ARN (some operations take one where the other stands).
   * @throws AwsError the kind's own for one that is not there
   */
  find(input: JsonObject, request: Region): ResourceRecord {
    const { kind } = this;
    const { store } = this.#parts;
    const given = text(input, kind.nameMember) ?? text(input, kind.arnMember) ?? '';
    const { region } = request.scope;
    let found: ResourceRecord | undefined;
    let key = given;
    if (given.startsWith('arn:')) {
      found = store.byArn(given);
      if (found?.kind !== kind.name || found.region !== region) found = undefined;
    } else {
      key = this.#keyOf(input, request);
      found = store.get({ kind: kind.name, region, name: key });
    }
    if (!found) throw kind.notFound(key, given.startsWith('arn:') ? given : this.arnOf(key, input, request));
    return found;
  }

  /** Stores a change and sees to what follows from it. */
  change(record: ResourceRecord, change: JsonObject): ResourceRecord {
    const changed = this.#parts.store.patch(record, change) ?? record;
    this.#parts.clock.watch(this.kind, changed);
    return changed;
  }

  /** What Describe answers of a record. */
  describe(record: ResourceRecord, request: Region): JsonObject {
    return described(
      record,
      this.kind.describe?.(record, this.contextOf(record.name, record.document, request)),
    );
  }

  create(input: JsonObject, request: Region): ResourceRecord {
    const { kind } = this;
    const { store, clock } = this.#parts;
    const { Tags: _tags, ...members } = input;
    const tags = readTags(input);
    const key =
      (kind.newKey ?? kind.key)?.(members, this.contextOf('', members, request)) ??
      text(input, kind.nameMember) ??
      '';
    const context = this.contextOf(key, members, request);
    const identity = { kind: kind.name, region: request.scope.region, name: key };
    const taken = store.get(identity);
    if (taken && sameToken(taken, input)) return taken;
    if (taken && !isDeleted(kind, taken)) throw kind.exists(taken);
    if (taken) store.remove(taken);
    const document: JsonObject = {
      ...(kind.initialStatus !== undefined && kind.statusMember !== undefined
        ? { [kind.statusMember]: kind.initialStatus }
        : {}),
      ...(kind.create?.(members, context) ?? members),
      [kind.arnMember]: context.arn,
    };
    const record = store.insert({ ...identity, arn: context.arn }, document, tags);
    kind.behaviour?.start?.(record);
    clock.watch(kind, record);
    return record;
  }

  remove(input: JsonObject, request: Region): void {
    const { kind } = this;
    const { store, clock } = this.#parts;
    const record = this.find(input, request);
    const change = kind.delete?.(record, input, this.contextOf(record.name, record.document, request));
    const marked = (change && store.patch(record, change)) ?? record;
    const { behaviour } = kind;
    if (!behaviour?.onDelete) {
      clock.remove(kind, marked);
    } else if (!isDeleting(text(record.document, kind.statusMember ?? ''))) {
      // The answer does not wait: clients see the status until the resource is gone.
      finishDeleting(behaviour.onDelete(marked), record, this.#parts);
    }
  }

  #keyOf(input: JsonObject, request: Region): string {
    const { key, nameMember } = this.kind;
    return key?.(input, this.contextOf('', input, request)) ?? text(input, nameMember) ?? '';
  }
}

/** Whether a Create repeats one that was answered: AWS's idempotency tokens. */
function sameToken(taken: ResourceRecord, input: JsonObject): boolean {
  const token = text(input, 'ClientRequestToken') ?? text(input, 'ClientToken');
  if (token === undefined) return false;
  return token === (text(taken.document, 'ClientRequestToken') ?? text(taken.document, 'ClientToken'));
}
