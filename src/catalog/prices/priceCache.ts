import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { UseRates } from './rate.ts';

/** Milliseconds for which an answer of the Price List API serves: AWS changes prices by the month. */
const freshFor = 24 * 60 * 60 * 1000;
const version = 1;

interface Entry {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly rates: UseRates;
}

/** What the Price List API has said about one region, kept for a day in a file. Windows share it; the last one wins. */
export class PriceCache {
  readonly #file: string;
  #entries: Promise<Map<string, Entry>> | undefined;

  constructor(folder: string, region: string) {
    this.#file = join(folder, `${region}.json`);
  }

  /** @returns undefined for what has not been asked within a day; of a broken file nothing is known. */
  async get(instanceType: string, now = Date.now()): Promise<UseRates | undefined> {
    const entry = (await this.#load()).get(instanceType);
    if (!entry) return undefined;
    const age = now - entry.askedAt;
    return age >= 0 && age < freshFor ? entry.rates : undefined;
  }

  /** @throws Error when the file cannot be written; the entry is known in this window all the same. */
  async put(instanceType: string, rates: UseRates, now = Date.now()): Promise<void> {
    const entries = await this.#load();
    entries.set(instanceType, { askedAt: now, rates });
    await this.#save(JSON.stringify({ version, entries: Object.fromEntries(entries) }));
  }

  #load(): Promise<Map<string, Entry>> {
    this.#entries ??= readFile(this.#file, 'utf8').then(readEntries, () => new Map<string, Entry>());
    return this.#entries;
  }

  /** A reader sees the old file or the new one, never half of one. */
  async #save(text: string): Promise<void> {
    const draft = `${this.#file}.${randomUUID()}`;
    await mkdir(dirname(this.#file), { recursive: true });
    try {
      await writeFile(draft, text);
      await rename(draft, this.#file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}

function readEntries(text: string): Map<string, Entry> {
  try {
    const file = JSON.parse(text) as { version?: unknown; entries?: unknown } | null;
    if (file?.version !== version || typeof file.entries !== 'object' || file.entries === null)
      return new Map();
    const entries = Object.entries(file.entries) as [string, unknown][];
    return new Map(entries.filter((entry): entry is [string, Entry] => isEntry(entry[1])));
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { askedAt, rates } = value as Partial<Record<keyof Entry, unknown>>;
  if (typeof askedAt !== 'number' || typeof rates !== 'object' || rates === null) return false;
  return Object.values(rates).every((usd) => typeof usd === 'number' && Number.isFinite(usd) && usd > 0);
}
