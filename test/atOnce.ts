/**
 * Runs scripts of package.json at once, and prints what each has said when it has ended: `node test/atOnce.ts SCRIPT…`.
 * One after the other, those that use one core each leave the others idle. Exit code 1 when one of them fails.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

async function run(script: string): Promise<boolean> {
  const child = spawn(`npm run ${script}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  process.stdout.write(Buffer.concat(said));
  if (code !== 0) console.error(`npm run ${script}: failed`);
  return code === 0;
}

const passed = await Promise.all(process.argv.slice(2).map(run));
if (!passed.every(Boolean)) process.exitCode = 1;
