/** The exit code that a `FailureReason` tells: `…, exit code: 137`, `ExitCode 1`; undefined when it tells none. */
export function exitCodeIn(reason: string): number | undefined {
  const code = /exit code: (-?\d+)\s*$/i.exec(reason)?.[1] ?? /^ExitCode (-?\d+)$/m.exec(reason)?.[1];
  return code === undefined ? undefined : Number(code);
}

const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** `1`, `137 (SIGKILL)`: a shell and Docker add 128 to the number of a signal. */
export function exitCodeText(code: number): string {
  const signal = signals[code < 0 ? -code : code - 128];
  return signal === undefined ? String(code) : `${code} (${signal})`;
}
