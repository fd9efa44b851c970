import { STATUS_CODES } from 'node:http';
import { formatBytes } from '../analysis/text/bytes.ts';
import { decodeText, isJson } from './contentType.ts';
import { indentJson } from './indentJson.ts';

/** What an endpoint answered, or what its model said when it refused. */
export interface Answer {
  readonly endpointName: string;
  /** Of the model's container. */
  readonly statusCode: number;
  /** From the request's first byte to the answer's last, as this machine saw it. Milliseconds. */
  readonly latencyMs: number;
  readonly contentType: string;
  /** The production variant that answered, where the endpoint tells. */
  readonly variant?: string;
  readonly body: Uint8Array;
  /** The model answered with an error of its own. */
  readonly failed: boolean;
}

/** An answer for an editor. */
export interface AnswerText {
  readonly text: string;
  /** Of the document's name, so that VS Code takes the right language. */
  readonly extension: 'json' | 'jsonl' | 'csv' | 'html' | 'xml' | 'txt';
}

/** `200 OK · 12 ms · AllTraffic · application/json · 112 B`. */
export function answerLine(answer: Answer): string {
  const { statusCode, variant, contentType, body } = answer;
  const words = STATUS_CODES[statusCode];
  return [
    words === undefined ? `${statusCode}` : `${statusCode} ${words}`,
    latency(answer),
    ...(variant === undefined ? [] : [variant]),
    ...(contentType === '' ? [] : [contentType]),
    formatBytes(body.length),
  ].join(' · ');
}

/** `The model refused: 500 · 12 ms`: short, so that what can be done about it is still seen beside it. */
export function refusalLine(answer: Answer): string {
  return `The model refused: ${answer.statusCode} · ${latency(answer)}`;
}

function latency({ latencyMs }: Answer): string {
  return latencyMs < 10 ? `${latencyMs.toFixed(1)} ms` : `${Math.round(latencyMs)} ms`;
}

/** The answer as text; `undefined` when it is none. JSON is laid out, nothing else is changed. */
export function answerText({ body, contentType }: Answer): AnswerText | undefined {
  const text = decodeText(body);
  if (text === undefined) return undefined;
  const type = contentType.replace(/;.*$/, '').trim().toLowerCase();
  if (type.includes('jsonl') || type.includes('ndjson')) return { text, extension: 'jsonl' };
  if (isJson(text) && /^\s*[[{]/.test(text)) return { text: indentJson(text), extension: 'json' };
  if (type.endsWith('json')) return { text, extension: 'json' };
  if (type === 'text/csv') return { text, extension: 'csv' };
  if (type === 'text/html') return { text, extension: 'html' };
  return { text, extension: type.endsWith('xml') ? 'xml' : 'txt' };
}
