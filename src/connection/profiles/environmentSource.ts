import { readFileSync } from 'node:fs';

/** What AWS's machines call themselves, on Linux. */
const vendorFile = '/sys/class/dmi/id/sys_vendor';

/** What the environment of VS Code offers as credentials, in words; undefined when it has none. */
export function environmentSource(
  environment: Readonly<Record<string, string | undefined>>,
  vendor: () => string = machineVendor,
): string | undefined {
  if (environment['AWS_ACCESS_KEY_ID']) return 'Environment variables';
  if (environment['AWS_WEB_IDENTITY_TOKEN_FILE'] && environment['AWS_ROLE_ARN'])
    return 'Web identity of the environment';
  if (
    environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ??
    environment['AWS_CONTAINER_CREDENTIALS_FULL_URI']
  )
    return 'Container role';
  const disabled = environment['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true';
  return !disabled && vendor() === 'Amazon EC2' ? 'Instance role' : undefined;
}

function machineVendor(): string {
  try {
    return readFileSync(vendorFile, 'utf8').trim();
  } catch {
    // No such file on other systems and other makers' machines, and then no role either.
    return '';
  }
}
