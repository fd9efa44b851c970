import { type StoredEvent } from '../../../../store/logReader.ts';
import { Instant, sizeOf, type Value } from '../functions/values.ts';

/** An event of a query with the group that it is of. */
export interface QueriedEvent extends StoredEvent {
  /** `account:group`, as `@log` shows it. */
  readonly log: string;
}

type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** An event that was read as JSON is kept as text and as objects. */
const JSON_SIZE = 5;

/** What a query's commands hand on: an event with its fields, or what `stats` has made of many. */
export class Row {
  readonly event: QueriedEvent | undefined;
  /** Fields that commands have made. */
  #made: Map<string, Value> | undefined;
  #json: JsonValue | undefined;
  #isJsonRead = false;

  constructor(event?: QueriedEvent) {
    this.event = event;
  }

  /** Milliseconds since the epoch; 0 for what `stats` has made. */
  get time(): number {
    return this.event?.timestamp ?? 0;
  }

  /** About how many characters it keeps, its event's among them. */
  get size(): number {
    let size = 200 + (this.event?.message.length ?? 0) * (this.#json === undefined ? 1 : JSON_SIZE);
    for (const value of this.#made?.values() ?? []) size += sizeOf(value);
    return size;
  }

  set(name: string, value: Value): void {
    (this.#made ??= new Map()).set(name, value);
  }

  /** A field that a command has made, that every event has, or that is found in an event of JSON. */
  get(name: string): Value {
    if (this.#made?.has(name)) return this.#made.get(name);
    const { event } = this;
    if (!event) return undefined;
    switch (name) {
      case '@message':
        return event.message;
      case '@timestamp':
        return new Instant(event.timestamp);
      case '@ingestionTime':
        return new Instant(event.ingestionTime);
      case '@logStream':
        return event.streamName;
      case '@log':
        return event.log;
      case '@ptr':
        return pointerOf(event);
      default:
        return scalarOf(found(this.#discovered(), name));
    }
  }

  /** The event as JSON when it is an object; the fields of others are not known. */
  #discovered(): JsonValue | undefined {
    if (this.#isJsonRead) return this.#json;
    this.#isJsonRead = true;
    const text = this.event?.message.trim() ?? '';
    if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
    try {
      this.#json = JSON.parse(text) as JsonValue;
    } catch {
      // It only looks like JSON: it has no fields.
    }
    return this.#json;
  }
}

/** An event's place, from which GetLogRecord finds it again. */
function pointerOf({ log, streamName, timestamp, offset }: QueriedEvent): string {
  return Buffer.from(JSON.stringify([log, streamName, timestamp, offset])).toString('base64url');
}

/** What a name with dots leads to: `batch.sizes.0`; a member whose own name has dots is found, too. */
function found(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Readonly<Record<string, JsonValue>>)[name];
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    if (Object.hasOwn(value, head))
      return found((value as Readonly<Record<string, JsonValue>>)[head], name.slice(dot + 1));
  }
  return undefined;
}

function scalarOf(value: JsonValue | undefined): Value {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than can be written: it has no text.
    return undefined;
  }
}
