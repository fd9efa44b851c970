import { randomBytes } from 'node:crypto';
import { type KeyRing, type SigningKey } from '../../http/keyRing.ts';
import { type EngineKeys } from '../../parts.ts';
import { type Database } from '../../store/database.ts';
import { Documents } from '../../store/documents.ts';
import { iamId } from '../iam/roles.ts';

/** Keys that STS handed out. */
export interface TemporaryKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch seconds. */
  readonly expiration: number;
  /** Who signs with it. */
  readonly principal: { readonly arn: string; readonly userId: string };
}

const GLOBAL = 'aws-global';

/** The keys that requests may be signed with: the engine's own, and the temporary ones until they expire. Durable. */
export class TemporaryKeys implements KeyRing {
  readonly #own: EngineKeys;
  readonly #documents: Documents<TemporaryKey>;

  constructor(db: Database, own: EngineKeys) {
    this.#own = own;
    this.#documents = new Documents<TemporaryKey>(db, 'temporary-key');
    for (const { key, document } of this.#documents.list(GLOBAL)) {
      if (document.expiration * 1000 < Date.now()) this.#documents.remove(GLOBAL, key);
    }
  }

  find(accessKeyId: string): SigningKey | undefined {
    return accessKeyId === this.#own.accessKeyId ? this.#own : this.get(accessKeyId);
  }

  /** A temporary key, expired or not. */
  get(accessKeyId: string): TemporaryKey | undefined {
    return accessKeyId.startsWith('ASIA') ? this.#documents.get(GLOBAL, accessKeyId) : undefined;
  }

  /** Makes a key; it is on the disk when this returns. @param principal of the session with its id */
  create(principal: TemporaryKey['principal'], durationSeconds: number): TemporaryKey {
    const key = {
      accessKeyId: iamId('ASIA'),
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(192).toString('base64'),
      expiration: Math.floor(Date.now() / 1000) + durationSeconds,
      principal,
    };
    this.#documents.put(GLOBAL, key.accessKeyId, key);
    return key;
  }
}
