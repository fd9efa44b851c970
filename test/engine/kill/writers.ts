import { type JsonObject, objects, text } from '../../../src/engine/json.ts';
import { type RawAnswer, type RawClient } from '../raw/rawClient.ts';

/**
 * One line of work, one request at a time: so of all that it has written, the outcome of at most one request is unknown
 * when the engine is killed.
 */
export interface Writer {
  /** Sends one request and remembers what it would change, and whether it was acknowledged. */
  write(client: RawClient): Promise<void>;
  /** Holds the engine against what was acknowledged. @returns complaints; afterwards what is there is what is known */
  check(client: RawClient): Promise<string[]>;
}

export const ROLE = 'arn:aws:iam::000000000000:role/Kill';

/** A call of AWS JSON. @throws Error for an answer other than 200 and those expected */
export async function call(
  client: RawClient,
  operation: string,
  input: JsonObject,
  expected: readonly number[] = [200],
): Promise<{ status: number; output: JsonObject }> {
  const isLogs = /Log|Retention/.test(operation);
  const answer = await client.send({
    service: isLogs ? 'logs' : 'sagemaker',
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${isLogs ? 'Logs_20140328' : 'SageMaker'}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return { status: needed(answer, expected, operation).status, output: parse(answer) };
}

function parse(answer: RawAnswer): JsonObject {
  return answer.body.length === 0 ? {} : (JSON.parse(answer.body.toString()) as JsonObject);
}

export function needed(answer: RawAnswer, expected: readonly number[], what: string): RawAnswer {
  if (expected.includes(answer.status)) return answer;
  throw new Error(`${what} answered ${answer.status}: ${answer.body.toString().slice(0, 500)}`);
}

/** What a thing may be: as it was acknowledged, or as the request that was under way would have made it. */
class Known {
  #acknowledged: string | undefined;
  #pending: { readonly value: string | undefined } | undefined;

  get value(): string | undefined {
    return this.#acknowledged;
  }

  /** @param value `undefined`: gone */
  async change(value: string | undefined, send: () => Promise<unknown>): Promise<void> {
    this.#pending = { value };
    await send();
    this.#acknowledged = value;
    this.#pending = undefined;
  }

  /** @returns a complaint when what was found is neither */
  settle(what: string, found: string | undefined): string[] {
    const may = [this.#acknowledged, ...(this.#pending ? [this.#pending.value] : [])];
    this.#acknowledged = found;
    this.#pending = undefined;
    if (may.includes(found)) return [];
    const words = may.map((value) => value?.slice(0, 40) ?? 'nothing').join(' or ');
    return [`${what} should be ${words}, and is ${found?.slice(0, 40) ?? 'nothing'}`];
  }
}

const pick = (count: number): number => Math.floor(Math.random() * count);

/** Models with tags: made and deleted. A model without its tags would be half of it. */
export class ModelWriter implements Writer {
  readonly #models: readonly { readonly name: string; readonly known: Known }[];
  #version = 0;

  constructor(prefix: string) {
    this.#models = Array.from({ length: 5 }, (_, n) => ({ name: `${prefix}-${n}`, known: new Known() }));
  }

  async write(client: RawClient): Promise<void> {
    const model = this.#models[pick(this.#models.length)];
    if (!model) return;
    const { name: ModelName, known } = model;
    if (known.value !== undefined) {
      await known.change(undefined, () => call(client, 'DeleteModel', { ModelName }));
      return;
    }
    const version = `v${++this.#version}`;
    const input = {
      ModelName,
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: 'image', Environment: { VERSION: version } },
      Tags: [{ Key: 'version', Value: version }],
    };
    await known.change(version, () => call(client, 'CreateModel', input));
  }

  async check(client: RawClient): Promise<string[]> {
    const complaints: string[] = [];
    for (const { name: ModelName, known } of this.#models) {
      const { status, output } = await call(client, 'DescribeModel', { ModelName }, [200, 400]);
      if (status === 400) {
        complaints.push(...known.settle(ModelName, undefined));
        continue;
      }
      const container = output['PrimaryContainer'] as { Environment: { VERSION: string } };
      const tags = (await call(client, 'ListTags', { ResourceArn: text(output, 'ModelArn') })).output;
      const tag = text(objects(tags, 'Tags')[0], 'Value');
      complaints.push(...known.settle(ModelName, container.Environment.VERSION));
      if (tag !== container.Environment.VERSION)
        complaints.push(`${ModelName} has the tag ${tag ?? 'of none'}`);
    }
    return complaints;
  }
}

/** Two tags that are always set and removed together. */
export class TagWriter implements Writer {
  readonly #arn: string;
  readonly #keys: readonly [string, string];
  readonly #known = new Known();
  #version = 0;

  constructor(arn: string, prefix: string) {
    this.#arn = arn;
    this.#keys = [`${prefix}-left`, `${prefix}-right`];
  }

  async write(client: RawClient): Promise<void> {
    const ResourceArn = this.#arn;
    if (this.#known.value !== undefined && pick(3) === 0) {
      await this.#known.change(undefined, () =>
        call(client, 'DeleteTags', { ResourceArn, TagKeys: [...this.#keys] }),
      );
      return;
    }
    const Value = `v${++this.#version}`;
    const Tags = this.#keys.map((Key) => ({ Key, Value }));
    await this.#known.change(Value, () => call(client, 'AddTags', { ResourceArn, Tags }));
  }

  async check(client: RawClient): Promise<string[]> {
    const { output } = await call(client, 'ListTags', { ResourceArn: this.#arn });
    const found = new Map(objects(output, 'Tags').map((tag) => [text(tag, 'Key'), text(tag, 'Value')]));
    const [left, right] = this.#keys.map((key) => found.get(key));
    const complaints = left === right ? [] : [`${this.#keys[0]} is ${left ?? '-'}, its twin ${right ?? '-'}`];
    return [...complaints, ...this.#known.settle(this.#keys[0], left)];
  }
}

/** Changes of one document: a log group's retention. */
export class UpdateWriter implements Writer {
  readonly #logGroupName: string;
  readonly #known = new Known();

  constructor(logGroupName: string) {
    this.#logGroupName = logGroupName;
  }

  async write(client: RawClient): Promise<void> {
    const days = [1, 3, 5, 7, 14, 30][pick(6)] ?? 1;
    const input = { logGroupName: this.#logGroupName, retentionInDays: days };
    await this.#known.change(String(days), () => call(client, 'PutRetentionPolicy', input));
  }

  async check(client: RawClient): Promise<string[]> {
    const { output } = await call(client, 'DescribeLogGroups', { logGroupNamePrefix: this.#logGroupName });
    const days = objects(output, 'logGroups')[0]?.['retentionInDays'];
    return this.#known.settle(this.#logGroupName, days === undefined ? undefined : JSON.stringify(days));
  }
}
