import { isFields } from '../json.ts';
import { valueAt, withValueAt } from '../paths.ts';

/** What of a request nobody has said yet. */
export class UnsaidMembers {
  #left: unknown;
  readonly #unsayable: string[] = [];

  constructor(request: unknown) {
    this.#left = request;
  }

  /** The member that stands there, which counts as said from then on; undefined where there is none. */
  take(path: readonly string[]): unknown {
    const value = valueAt(this.#left, path);
    if (value !== undefined) this.#left = withValueAt(this.#left, path, undefined);
    return value;
  }

  /** A member, by its path with dots, that was taken and that Estimator cannot say all the same. */
  leave(member: string): void {
    this.#unsayable.push(member);
  }

  /** What Estimator cannot say, as a comment. */
  comments(): string[] {
    const members = [...leaves(this.#left), ...this.#unsayable];
    return members.length === 0
      ? []
      : [`# Estimator has no parameter for: ${members.join(', ')}. "Copy as boto3" has them.`];
  }
}

function leaves(value: unknown, path: readonly string[] = []): string[] {
  if (value === undefined) return [];
  if (!isFields(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}
