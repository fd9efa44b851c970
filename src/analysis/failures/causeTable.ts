import type { Cause, CauseTable, Condition, Fix, FixAction } from './cause.ts';

/**
 * The table as it is in the file, with its expressions compiled.
 * @throws Error naming the entry that is not as it must be.
 */
export function causeTable(data: unknown): CauseTable {
  const { causes, packages } = record(data, 'the table');
  return {
    causes: list(causes, 'causes').map(cause),
    packages: new Map(Object.entries(record(packages, 'packages')).map(([k, v]) => [k, text(v, k)])),
  };
}

function cause(data: unknown): Cause {
  const {
    id,
    severity,
    when,
    ofLauncher = false,
    cause: why,
    fixes,
    locate,
    source,
  } = record(data, 'a cause');
  const name = text(id, 'id');
  if (severity !== 'error' && severity !== 'warning') throw wrong(`${name}: severity`);
  if (typeof ofLauncher !== 'boolean') throw wrong(`${name}: ofLauncher`);
  const place = locate === undefined ? undefined : record(locate, `${name}: locate`);
  return {
    id: name,
    severity,
    when: list(when, `${name}: when`).map((item) => condition(item, name)),
    ofLauncher,
    cause: text(why, `${name}: cause`),
    fixes: list(fixes, `${name}: fixes`).map((item) => fix(item, name)),
    ...(place && { locate: { file: text(place['file'], name), line: text(place['line'], name) } }),
    source: text(source, `${name}: source`),
  };
}

function condition(data: unknown, name: string): Condition {
  const { error, reason, line, exitCode, status, ...rest } = record(data, `${name}: when`);
  if (Object.keys(rest).length > 0) throw wrong(`${name}: when: ${Object.keys(rest).join(', ')}`);
  const codes = exitCode === undefined ? undefined : list(exitCode, `${name}: exitCode`);
  if (codes && !codes.every((code) => typeof code === 'number')) throw wrong(`${name}: exitCode`);
  return {
    ...(error !== undefined && { error: expression(error, name) }),
    ...(reason !== undefined && { reason: expression(reason, name) }),
    ...(line !== undefined && { line: expression(line, name) }),
    ...(codes && { exitCode: codes }),
    ...(status !== undefined && { status: list(status, name).map((item) => text(item, name)) }),
  };
}

function fix(data: unknown, name: string): Fix {
  const { text: what, action } = record(data, `${name}: fixes`);
  return {
    text: text(what, `${name}: fix`),
    ...(action !== undefined && { action: fixAction(record(action, name), name) }),
  };
}

function fixAction(data: Readonly<Record<string, unknown>>, name: string): FixAction {
  const get = (member: string): string => text(data[member], `${name}: ${member}`);
  const { do: what } = data;
  if (what === 'clone' || what === 'again' || what === 'log') return { do: what };
  if (what === 'open') return { do: what, title: get('title'), url: get('url') };
  if (what === 'copy') return { do: what, title: get('title'), text: get('text') };
  if (what === 'require') return { do: what, package: get('package') };
  if (what === 'setting') return { do: what, id: get('id') };
  throw wrong(`${name}: action`);
}

function expression(data: unknown, name: string): RegExp {
  return new RegExp(text(data, `${name}: expression`), 'im');
}

function record(data: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw wrong(what);
  return data as Readonly<Record<string, unknown>>;
}

function list(data: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(data) || data.length === 0) throw wrong(what);
  return data;
}

function text(data: unknown, what: string): string {
  if (typeof data !== 'string' || data === '') throw wrong(what);
  return data;
}

function wrong(what: string): Error {
  return new Error(`The table of failures is not as it must be: ${what}.`);
}
