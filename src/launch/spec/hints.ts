import type { InstanceRow } from '../../messages/launchInstances.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { HostGroup } from './costText.ts';

/** Bytes a parameter: 16-bit weights alone; and what training all of them with Adam in mixed precision takes (ZeRO, §3.1). */
const weightsOnly = 2;
const trainedWithAdam = 16;

/** Notes on what may go wrong, where no more than a guess can be made. */
export function hints(
  reading: ScriptReading | undefined,
  groups: readonly HostGroup[],
  rows: readonly InstanceRow[],
): string[] {
  const guess = reading?.parameterCountGuess;
  const memory = totalGpuMemoryGiB(groups, rows);
  if (!guess || memory === undefined) return [];
  const size = `A guess from the name "${guess.from}" in line ${guess.line}: its ${billions(guess.parameters)} parameters`;
  if (gib(guess.parameters * weightsOnly) > memory)
    return [
      `${size} take ${round(gib(guess.parameters * weightsOnly))} GiB in 16 bits, more than all GPUs here have (${round(memory)} GiB).`,
    ];
  if (gib(guess.parameters * trainedWithAdam) > memory)
    return [
      `${size} take about ${round(gib(guess.parameters * trainedWithAdam))} GiB when all are trained with Adam; the GPUs here have ${round(memory)} GiB. LoRA or 8-bit optimizers need less.`,
    ];
  return [];
}

/** Of all GPUs of all hosts; undefined where a type has none, or nobody knows. */
function totalGpuMemoryGiB(groups: readonly HostGroup[], rows: readonly InstanceRow[]): number | undefined {
  let sum = 0;
  for (const { instanceType, count } of groups) {
    const memory = rows.find((row) => row.instanceType === instanceType)?.totalGpuMemoryGiB;
    if (memory === undefined) return undefined;
    sum += memory * count;
  }
  return sum === 0 ? undefined : sum;
}

function gib(bytes: number): number {
  return bytes / 2 ** 30;
}

function round(value: number): string {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');
}

function billions(count: number): string {
  return count >= 1e9
    ? `${Number((count / 1e9).toPrecision(3))} billion`
    : `${Number((count / 1e6).toPrecision(3))} million`;
}
