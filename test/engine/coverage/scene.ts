import { setTimeout as delay } from 'node:timers/promises';
import { type S3Client } from '@aws-sdk/client-s3';
import { type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { differences } from './differences.ts';
import { isMembers, type Members, requestOf } from './inputs.ts';
import { type Ledger } from './ledger.ts';
import { commandOf } from './operations.ts';
import { type Random } from './random.ts';

/** Where proofs are made: an engine, its clients, chance by seed, and the ledger. */
export class Scene {
  readonly client: SageMakerClient;
  readonly s3: S3Client;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly region: string;
  readonly accountId: string;
  /** How long anything that moves by itself may take; milliseconds. */
  readonly patience: number;

  constructor(parts: {
    client: SageMakerClient;
    s3: S3Client;
    random: Random;
    ledger: Ledger;
    region: string;
    accountId: string;
    patience: number;
  }) {
    this.client = parts.client;
    this.s3 = parts.s3;
    this.random = parts.random;
    this.region = parts.region;
    this.accountId = parts.accountId;
    this.ledger = parts.ledger;
    this.patience = parts.patience;
  }

  /** A name that nothing else has. */
  name(prefix: string): string {
    return `${prefix}-${this.random.slug()}`;
  }

  arn(type: string, path: string): string {
    return `arn:aws:sagemaker:${this.region}:${this.accountId}:${type}/${path}`;
  }

  role(): string {
    return `arn:aws:iam::${this.accountId}:role/${this.random.slug()}`;
  }

  s3Uri(): string {
    return `s3://coverage/${this.random.slug()}`;
  }

  /** A request with whatever is required and not given made up. */
  request(operation: string, given: Members = {}): Members {
    return requestOf(operation, given, this.random);
  }

  /** Sends a request as it is. @throws Error the service's, with the operation's name before its message */
  async sendExactly(operation: string, input: Members): Promise<Members> {
    try {
      return { ...(await this.client.send(commandOf(operation, input))) };
    } catch (error) {
      if (error instanceof Error) error.message = `${operation}: ${error.name}: ${error.message}`;
      throw error;
    }
  }

  /** Sends {@link request}. */
  send(operation: string, given: Members = {}): Promise<Members> {
    return this.sendExactly(operation, this.request(operation, given));
  }

  /** The name of the error that a request is answered with. @throws Error when there is none, or a fault of the engine */
  async refusal(operation: string, given: Members): Promise<string> {
    let answer: Members;
    try {
      answer = await this.send(operation, given);
    } catch (error) {
      if (!(error instanceof Error) || !('$fault' in error) || error.$fault !== 'client') throw error;
      if (error.name === 'UnknownOperationException' || error.name === 'SerializationException') throw error;
      return error.name;
    }
    throw new Error(`${operation} was not refused: ${JSON.stringify(answer)}`);
  }

  /** Asks until the answer is right. @throws Error with the last answer */
  async until(what: string, ask: () => Promise<Members>, is: (answer: Members) => boolean): Promise<Members> {
    const end = Date.now() + this.patience;
    for (;;) {
      const answer = await ask();
      if (is(answer)) return answer;
      if (Date.now() > end) throw new Error(`Not ${what}; the last answer: ${JSON.stringify(answer)}`);
      await delay(60);
    }
  }

  prove<T>(operation: string, proof: () => Promise<T>): Promise<T | undefined> {
    return this.ledger.prove(operation, proof);
  }

  /** Like {@link prove}, for steps that the next ones stand on. @throws Error what the proof threw */
  async step<T>(operation: string, proof: () => Promise<T>): Promise<T> {
    let thrown: unknown;
    const value = await this.ledger.prove(operation, async () => {
      try {
        return { value: await proof() };
      } catch (error) {
        thrown = error;
        throw error;
      }
    });
    if (!value) throw thrown;
    return value.value;
  }

  /** @throws Error where what is there is not what was given */
  same(given: unknown, there: unknown, what = ''): void {
    const found = differences(given, there);
    if (found.length > 0) throw new Error(`${what}${what && ': '}${found.join('; ')}`);
  }

  /** @throws Error with the words when it is not so */
  check(holds: boolean, words: string): void {
    if (!holds) throw new Error(words);
  }
}

/** A member's objects when it is a list, else an empty list. */
export function listed(answer: Members | undefined, member: string): Members[] {
  const found = answer?.[member];
  return Array.isArray(found) ? found.filter(isMembers) : [];
}

export function textIn(answer: Members | undefined, member: string): string {
  const found = answer?.[member];
  return typeof found === 'string' ? found : '';
}
