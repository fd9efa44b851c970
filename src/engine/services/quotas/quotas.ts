import { existsSync, readFileSync } from 'node:fs';
import { isJsonObject } from '../../json.ts';
import { type Database } from '../../store/database.ts';
import { Documents } from '../../store/documents.ts';
import { type Quota, quotaCatalogue, quotaName, quotaOf, type Use } from './catalogue.ts';

/** More than one machine can ever run: nothing is refused unless somebody says so. */
export const UNLIMITED = 10_000;

/** A change that was asked for, and approved at once. */
export interface QuotaChange {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly value: number;
  /** Epoch seconds. */
  readonly at: number;
  /** The ARN of who asked. */
  readonly requester: string;
}

/**
 * Reads `quotas.json`: quota name → value (`{ "ml.g5.xlarge for training job usage": 2 }`), for all regions.
 * @throws Error when there is a file and it is something else
 */
function readQuotaFile(file: string): ReadonlyMap<string, number> {
  if (!existsSync(file)) return new Map();
  let values: unknown;
  try {
    values = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause });
  }
  if (!isJsonObject(values)) throw new Error(`${file} is not an object of quota names and values.`);
  return new Map(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number' && value >= 0) return [name, value];
      throw new Error(`${file}: the value of "${name}" is not a number from 0.`);
    }),
  );
}

/** SageMaker's quotas of this machine: defaults from a file, changes on request, durable. */
export class Quotas {
  readonly #defaults: ReadonlyMap<string, number>;
  readonly #changes: Documents<QuotaChange>;
  #catalogue: readonly Quota[] | undefined;

  constructor(db: Database, file: string) {
    this.#defaults = readQuotaFile(file);
    this.#changes = new Documents<QuotaChange>(db, 'quota');
  }

  /** By name. */
  all(): readonly Quota[] {
    return (this.#catalogue ??= quotaCatalogue());
  }

  find(code: string): Quota | undefined {
    return this.all().find((quota) => quota.code === code);
  }

  defaultValue({ name }: Quota): number {
    return this.#defaults.get(name) ?? UNLIMITED;
  }

  value(region: string, quota: Quota): number {
    return this.#changes.get(region, quota.code)?.value ?? this.defaultValue(quota);
  }

  /** How many instances of a type there may be at once. */
  limit(region: string, use: Use, instanceType: string): number {
    return this.value(region, quotaOf(quotaName(use, instanceType)));
  }

  change(region: string, change: QuotaChange): void {
    this.#changes.put(region, change.code, change);
  }

  /** The last change of each quota. */
  changes(region: string): QuotaChange[] {
    return this.#changes.list(region).map(({ document }) => document);
  }
}
