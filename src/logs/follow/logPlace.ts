/** Streams of one log group. */
export interface LogPlace {
  readonly group: string;
  /** Only streams that begin with it: `<job>/`. All when it is empty. */
  readonly prefix: string;
  /** The prefix is a whole name: `job` is `job` itself and what is below it, `job/…`, but not `job-2`. */
  readonly whole?: boolean;
  /** Only streams of this host: `algo-2`, an instance's id. */
  readonly host?: string;
}

/** Whether a stream of the place's group is one of the place. */
export function takes({ prefix, whole, host }: LogPlace, stream: string): boolean {
  if (!stream.startsWith(prefix)) return false;
  if (whole === true && stream !== prefix && stream[prefix.length] !== '/') return false;
  return (
    host === undefined ||
    stream
      .slice(prefix.length)
      .split('/')
      .some((word) => isHost(word, host))
  );
}

/** Training's streams are named `algo-2-<epoch>`, transform's `<instance>-<epoch>`, an endpoint's `<variant>/<instance>`. */
function isHost(word: string, host: string): boolean {
  return word === host || (word.startsWith(`${host}-`) && /^\d+$/.test(word.slice(host.length + 1)));
}

/** Shorter beginnings are shared with strangers: looking through all that has them costs more than asking for each. */
const tellingPrefix = 8;

/**
 * The streams of one group that hold those of all places, by one beginning of their names; undefined where one request
 * cannot ask for them all.
 */
export function covering(places: readonly LogPlace[]): { group: string; prefix: string } | undefined {
  const [first, ...others] = places;
  if (!first || others.some(({ group }) => group !== first.group)) return undefined;
  const prefix = others.reduce((shared, { prefix: other }) => sharedStart(shared, other), first.prefix);
  const telling = others.length === 0 || prefix.length >= tellingPrefix;
  return telling ? { group: first.group, prefix } : undefined;
}

function sharedStart(a: string, b: string): string {
  let end = 0;
  while (end < a.length && a[end] === b[end]) end += 1;
  return a.slice(0, end);
}
