export type Shell = 'posix' | 'powershell' | 'cmd';

/** What would go before the variables that are set. */
const inTheWay = ['AWS_PROFILE', 'AWS_SESSION_TOKEN'];

/** Commands that set environment variables, one a line, for a shell to run. */
export function environmentText(variables: Readonly<Record<string, string>>, shell: Shell): string {
  const lines = Object.entries(variables).map(([name, value]) => set(shell, name, value));
  return [...unset(shell), ...lines].join('\n') + '\n';
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

function unset(shell: Shell): string[] {
  switch (shell) {
    case 'posix':
      return [`unset ${inTheWay.join(' ')}`];
    case 'powershell':
      return inTheWay.map((name) => `$env:${name} = $null`);
    case 'cmd':
      return inTheWay.map((name) => `set "${name}="`);
  }
}
