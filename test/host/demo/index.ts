/** The demo: VS Code calls `run` in the extension host. */
import { withOutput } from '../inHostOutput.ts';
import { DriverChannel } from './driverChannel.ts';
import { createSteps, type Step } from './steps.ts';

/**
 * Runs the steps one after the other and prints each with its time and result.
 * @throws Error at the first step that fails: those after it build on it.
 */
export function run(): Promise<void> {
  return withOutput(async () => {
    const driver = new DriverChannel();
    const steps = createSteps(driver);
    const started = performance.now();
    for (const [index, step] of steps.entries()) {
      await runStep(step, `${index + 1}/${steps.length}`, driver);
    }
    console.log(`All ${steps.length} steps done in ${seconds(started)}.`);
  });
}

async function runStep(step: Step, number: string, driver: DriverChannel): Promise<void> {
  const started = performance.now();
  try {
    const result = await step.run();
    console.log(`${number} ${step.title} · ${seconds(started)} · ${result}`);
  } catch (cause) {
    // What the window shows often says more than the error.
    console.log(`See ${await driver.screenshot('failed')}`);
    throw new Error(`${number} ${step.title} failed after ${seconds(started)}: ${reason(cause)}`, { cause });
  }
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
