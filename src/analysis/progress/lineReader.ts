import type { Mark } from './mark.ts';

/** Reads a line of one writer; undefined when it is not its. */
export type LineReader = (line: string) => Mark | undefined;

/** What is loaded, prepared or judged is not the training. */
export const sideWork =
  /download|load|read|map\b|token|filter|cach|extract|unpack|copy|sav|upload|eval|valid|test|predict|infer|generat|sanity|shard|convert|prepar|build|creat|resolv|fetch|sampl|check|scan|collat|encod|embed/i;

/** `Epoch 3/10`, `epoch: [3 of 10]`. */
export const epochIn = /\bepochs?\s*[:=#]?\s*\[?\s*(\d+)\s*(?:\/|of)\s*(\d+)/i;
