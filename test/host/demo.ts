/**
 * Shows the product without a person: opens VS Code on the sample, does the steps of test/host/demo/steps.ts, prints
 * each with its time and result and saves screenshots under out/demo/.
 * `node test/host/demo.ts [--vscode oldest] [--extension DIR]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerRequest, readRequest } from './demo/answer.ts';
import { answersVariable } from './demo/protocol.ts';
import { exitWith, readCommandLine } from './vscode/commandLine.ts';
import { compile, runInHost } from './vscode/inHost.ts';
import { root, sample } from './vscode/versions.ts';

const limit = 10 * 60_000;

await exitWith(async () => {
  const line = readCommandLine();
  const pictures = join(root, 'out', 'demo');
  await rm(pictures, { recursive: true, force: true });
  await compile('host-demo');
  const answers = await mkdtemp(join(tmpdir(), 'sagemaker-demo-'));
  try {
    return await runInHost({
      ...line,
      tests: join(root, 'out', 'demo-host', 'index.cjs'),
      folder: sample,
      variables: { [answersVariable]: answers },
      limit,
      onStart: (name) => console.log(name),
      onOutput: async (text, workbench) => {
        const request = readRequest(text);
        if (request === undefined) console.log(text);
        else await answerRequest(request, (await workbench).driver, { answers, pictures });
      },
    });
  } finally {
    await rm(answers, { recursive: true, force: true });
  }
});
