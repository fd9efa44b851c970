/** Output of modules that run in the extension host: suite and demo. */
import { format } from 'node:util';

/** Begins each of their lines on the way through the workbench, which logs much of its own. */
export const hostMark = '@@host ';

/** Set where output goes through the workbench; desktop VS Code prints it as it is. */
export const markVariable = 'SAGEMAKER_TEST_MARK';

/**
 * Runs a module's work with its `console` output told apart from the workbench's. What it throws VS Code prints, by
 * the same console.
 */
export async function withOutput(work: () => Promise<void>): Promise<void> {
  // Stacks then name the TypeScript files.
  process.setSourceMapsEnabled(true);
  if (process.env[markVariable] === '1') markConsole();
  await work();
}

/** The extension host's console does not let its methods be set: another one takes its place. */
function markConsole(): void {
  const original = globalThis.console;
  const methods = (['log', 'info', 'warn', 'error'] as const).map((method) => {
    const value = (...args: unknown[]): void => original[method]('%s', hostMark + format(...args));
    return [method, { value }];
  });
  globalThis.console = Object.create(
    original,
    Object.fromEntries(methods) as PropertyDescriptorMap,
  ) as Console;
}
