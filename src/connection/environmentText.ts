export type Shell = 'posix' | 'powershell' | 'cmd';

/** What an earlier paste or the terminal itself may have set, and would go before what is set. */
const known = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ENDPOINT_URL',
  'AWS_DISABLE_HOST_PREFIX_INJECTION',
];
/** Where no keys are set, the terminal's own are meant. */
const keyNames = known.slice(0, 4);

/** Commands that set environment variables, one a line, for a shell to run. */
export function environmentText(variables: Readonly<Record<string, string>>, shell: Shell): string {
  const lines = Object.entries(variables).map(([name, value]) => set(shell, name, value));
  const bringsKeys = keyNames.some((name) => name in variables);
  const inTheWay = known.filter((name) => !(name in variables) && (bringsKeys || !keyNames.includes(name)));
  return [...unset(shell, inTheWay), ...lines].join('\n') + '\n';
}

function set(shell: Shell, name: string, value: string): string {
  switch (shell) {
    case 'posix':
      return `export ${name}='${value.replaceAll("'", `'\\''`)}'`;
    case 'powershell':
      return `$env:${name} = '${value.replaceAll("'", "''")}'`;
    case 'cmd':
      return `set "${name}=${value}"`;
  }
}

function unset(shell: Shell, inTheWay: readonly string[]): string[] {
  if (inTheWay.length === 0) return [];
  switch (shell) {
    case 'posix':
      return [`unset ${inTheWay.join(' ')}`];
    case 'powershell':
      return inTheWay.map((name) => `$env:${name} = $null`);
    case 'cmd':
      return inTheWay.map((name) => `set "${name}="`);
  }
}
