import { type StoredEvent } from '../../../../store/logReader.ts';
import { JSON_SIZE, type JsonValue, memberOf, Structure } from '../functions/structure.ts';
import { Instant, sizeOf, type Value } from '../functions/values.ts';

/** An event of a query with the group that it is of. */
export interface QueriedEvent extends StoredEvent {
  /** `account:group`, as `@log` shows it. */
  readonly log: string;
}

/** What a query's commands hand on: an event with its fields, or what `stats` has made of many. */
export class Row {
  readonly event: QueriedEvent | undefined;
  /** Fields that commands have made. */
  #made: Map<string, Value> | undefined;
  #json: JsonValue | undefined;
  #isJsonRead = false;
  /** So many rows keep the same event and fields. */
  #siblings = 1;

  constructor(event?: QueriedEvent) {
    this.event = event;
  }

  /** Milliseconds since the epoch; 0 for what `stats` has made. */
  get time(): number {
    return this.event?.timestamp ?? 0;
  }

  /** About how many characters it keeps, its event's among them. */
  get size(): number {
    let size = (this.event?.message.length ?? 0) * (this.#json === undefined ? 1 : JSON_SIZE);
    for (const value of this.#made?.values() ?? []) size += sizeOf(value);
    return 200 + size / this.#siblings;
  }

  set(name: string, value: Value): void {
    (this.#made ??= new Map()).set(name, value);
  }

  /** A field that a command has made, that every event has, or that is found in an event of JSON. */
  get(name: string): Value {
    if (this.#made?.has(name)) return this.#made.get(name);
    const { event } = this;
    if (!event) return this.#member(dotted(name));
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
        return this.#member(dotted(name));
    }
  }

  /** A row like this one with one more field. @param siblings so many are made of this one */
  with(name: string, value: Value, siblings: number): Row {
    const row = new Row(this.event);
    row.#made = new Map(this.#made).set(name, value);
    row.#json = this.#json;
    row.#isJsonRead = this.#isJsonRead;
    row.#siblings = this.#siblings * siblings;
    return row;
  }

  /** What leads into a structure that a command has made, else into the event. */
  #member(name: string): Value {
    for (const head of this.#made ? headsOf(name) : []) {
      const made = this.#made?.get(head);
      if (made instanceof Structure)
        return valueOf(memberOf(made.value, name.slice(head.length + 1)), made.size);
    }
    return this.event ? textOf(memberOf(this.#discovered(), name)) : undefined;
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

/**
 * A member of a structure as a value: maps and lists stay such, and null is not there.
 * @param size of the whole, which no member passes
 */
export function valueOf(value: JsonValue | undefined, size: number): Value {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? new Structure(value, size) : value;
}

/** `a.b`, `a` for `a.b[0]`: what the name may lead into, the longest first; the name itself is not among them. */
function headsOf(name: string): string[] {
  const heads: string[] = [];
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
    heads.push(name.slice(0, dot));
  return heads;
}

/** With dots only: `a[0].b` is `a.0.b`. */
const dotted = (name: string): string => (name.includes('[') ? name.replaceAll(/\[(\d+)\]/g, '.$1') : name);

/** The names under which a field may be known: its own, and those of what it may be a member of. */
export function pathsTo(name: string): string[] {
  return [name, ...headsOf(dotted(name))];
}

function textOf(value: JsonValue | undefined): Value {
  const found = valueOf(value, 0);
  return found instanceof Structure ? found.text : found;
}
