import { randomBytes } from 'node:crypto';
import { type JsonObject } from '../../json.ts';
import { type Database } from '../../store/database.ts';
import { Documents } from '../../store/documents.ts';
import { noSuchEntity } from './errors.ts';

export interface RoleTag extends JsonObject {
  readonly Key: string;
  readonly Value: string;
}

/** A role as it is stored. */
export interface Role {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  /** Epoch seconds. */
  readonly created: number;
  /** The trust policy, as it was given. */
  readonly trust: string;
  readonly description?: string;
  readonly maxSessionDuration: number;
  readonly permissionsBoundary?: string;
  readonly tags: readonly RoleTag[];
  /** Arns of the managed policies that are attached. */
  readonly attached: readonly string[];
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
}

const GLOBAL = 'aws-global';
const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id of IAM's form: `AROA` for roles, `ASIA` for temporary keys, and sixteen letters and digits. */
export function iamId(prefix: string): string {
  return prefix + [...randomBytes(16)].map((byte) => ID_LETTERS[byte % 32]).join('');
}

/** The account's roles, durable. Names are told apart without their case, as IAM does. */
export class Roles {
  readonly #documents: Documents<Role>;

  constructor(db: Database) {
    this.#documents = new Documents<Role>(db, 'iam-role');
  }

  get(name: string): Role | undefined {
    return this.#documents.get(GLOBAL, name.toLowerCase());
  }

  /** @throws AwsError `NoSuchEntity` */
  require(name: string): Role {
    const found = this.get(name);
    if (!found) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    return found;
  }

  byArn(arn: string): Role | undefined {
    const found = this.get(arn.slice(arn.lastIndexOf('/') + 1));
    return found?.arn === arn ? found : undefined;
  }

  put(role: Role): void {
    this.#documents.put(GLOBAL, role.name.toLowerCase(), role);
  }

  remove({ name }: Role): void {
    this.#documents.remove(GLOBAL, name.toLowerCase());
  }

  /** By name. @param after the last name of the page before */
  list(after?: string): Role[] {
    return this.#documents.list(GLOBAL, { after: after?.toLowerCase() }).map(({ document }) => document);
  }
}
