import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { type Launches, newLaunches, shows } from './launchKit.ts';
import { fileInSample, writeScript } from './mainJob.ts';
import { until } from './support.ts';

const script = `import argparse, json, os

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=1)
parser.add_argument("--lr", type=float, default=0.1)
args = parser.parse_args()
doubled = args.epochs * 2
print("doubled", doubled)
with open(os.path.join(os.environ["SM_MODEL_DIR"], "model.json"), "w") as file:
    json.dump({"doubled": doubled}, file)
`;
/** Of `print`, from 1. */
const stopLine = 8;

describe('Debug here', () => {
  let launches: Launches;
  let uri: vscode.Uri;

  before(async () => {
    launches = await newLaunches();
    uri = await writeScript('debug_me.py', script);
  });
  after(() => launches.dispose());
  afterEach(() => {
    vscode.debug.removeBreakpoints([...vscode.debug.breakpoints]);
  });

  it('stops at a breakpoint, with a job’s arguments and environment', async () => {
    const page = await launches.open(uri);
    await shows(page, 'the offer to debug', ({ canDebugHere }) => canDebugHere);
    await page.edit({ type: 'hyperparameter', name: 'epochs', value: '21' });
    await page.edit({ type: 'hyperparameter', name: 'lr', value: '0.00001' });
    const at = new vscode.Location(uri, new vscode.Position(stopLine - 1, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at)]);
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));

    await page.debugHere(undefined);
    const frame = await until('the breakpoint', () => {
      const { activeStackItem } = vscode.debug;
      return activeStackItem instanceof vscode.DebugStackFrame ? activeStackItem : undefined;
    });
    const { session } = frame;
    const evaluate = async (expression: string): Promise<string> => {
      const answer = (await session.customRequest('evaluate', { expression })) as { result: string };
      return answer.result;
    };
    const folder = fileInSample('').fsPath.replace(/\/$/, '');
    assert.equal(await evaluate('doubled'), '42');
    assert.equal(await evaluate('args.lr'), '1e-05');
    assert.equal(await evaluate('__import__("sys").argv[1:]'), "['--epochs', '21', '--lr', '1e-05']");
    assert.equal(await evaluate('os.getcwd()'), `'${folder}'`);
    assert.equal(await evaluate('os.environ["SM_HPS"]'), '\'{"epochs":21,"lr":1e-05}\'');
    assert.equal(await evaluate('os.environ["SM_CHANNEL_TRAIN"]'), `'${folder}/data'`);
    assert.match(await evaluate('os.environ["PYTHONPATH"]'), new RegExp(`^'${folder}:[^$]*'$`));
    assert.match(await evaluate('os.environ["AWS_ENDPOINT_URL"]'), /^'http:\/\/127.0.0.1:\d+'$/);
    assert.equal(
      await evaluate(
        'json.load(open(os.environ["SM_INPUT_CONFIG_DIR"] + "/hyperparameters.json"))["epochs"]',
      ),
      "'21'",
    );
    const shown = await until('the editor at the line', () => vscode.window.activeTextEditor);
    assert.equal(shown.document.uri.fsPath, uri.fsPath);
    const model = (await evaluate('os.environ["SM_MODEL_DIR"]')).slice(1, -1);

    await session.customRequest('continue', { threadId: 1 });
    await ended;
    assert.ok(existsSync(`${model}/model.json`), 'the script did not go on to its end');
  });

  it('says what is not on this disk', async () => {
    const page = await launches.open(uri);
    await page.edit({ type: 'channel', index: 0, value: { location: 's3://bucket/data', kind: 's3' } });
    await assert.rejects(
      Promise.resolve(page.debugHere(undefined)),
      /The data of channel "train" is not on this disk/,
    );
  });

  it('is not offered for what is no Python script', async () => {
    const page = await launches.open(await writeScript('debug_me.sh', 'echo 1\n'));
    assert.equal(page.page?.canDebugHere, false);
  });
});
