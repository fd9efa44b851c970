import { type JsonHandler } from '../protocols/awsJson.ts';
import { type Family, type FamilyParts } from './catalogue.ts';
import { kindHandlers } from './kindHandlers.ts';
import { notOnThisMachine } from './notOnThisMachine.ts';
import { KindOperations, type OperationParts } from './operations.ts';
import { resolveKind } from './resolve.ts';
import { tagOperations } from './tags.ts';

/** All families' operations, ready to serve. */
export interface Assembled {
  readonly handlers: Readonly<Record<string, JsonHandler>>;
  readonly kinds: readonly KindOperations[];
}

/** Puts the families together. @throws Error when two declare the same operation. */
export function assemble(families: readonly Family[], parts: OperationParts): Assembled {
  const byName = new Map<string, KindOperations>();
  for (const kind of families.flatMap((family) => family.kinds)) {
    byName.set(kind.name, new KindOperations(resolveKind(kind, parts.schemas), parts));
  }
  const of = (name: string): KindOperations => {
    const found = byName.get(name);
    if (!found) throw new Error(`There is no kind ${name}.`);
    return found;
  };
  const familyParts: FamilyParts = { ...parts, of };
  const handlers: Record<string, JsonHandler> = tagOperations(parts.store);
  const add = (more: Readonly<Record<string, JsonHandler>>, replaces: boolean): void => {
    for (const [operation, handler] of Object.entries(more)) {
      if (!replaces && handlers[operation]) throw new Error(`${operation} is declared twice.`);
      handlers[operation] = handler;
    }
  };
  for (const operations of byName.values()) add(kindHandlers(operations, parts), false);
  for (const family of families) {
    // A family may replace a generic operation that AWS gives another shape.
    add(family.operations?.(familyParts) ?? {}, true);
    const absent = Object.entries(family.notHere ?? {});
    add(Object.fromEntries(absent.map(([name, why]) => [name, notOnThisMachine(name, why)])), false);
  }
  return { handlers, kinds: [...byName.values()] };
}
