import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { ModelServerProcess } from './modelServerProcess.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const CSV_TYPE = { 'content-type': 'text/csv' };
const running: ModelServerProcess[] = [];

async function serve(
  files: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<ModelServerProcess> {
  const server = await ModelServerProcess.start(files, environment);
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

// Each case starts a Python; shims and slow disks may take a second for it.
describe('serve.py', { timeout: 30_000 }, () => {
  it('calls the four functions in order, with and without a context', async () => {
    const server = await serve({
      'weights.txt': '3',
      'code/helper.py': 'def double(x): return 2 * x\n',
      'code/inference.py': `
import os, sys
from helper import double
def model_fn(model_dir, context):
    assert context.system_properties["model_dir"] == model_dir
    return int(open(os.path.join(model_dir, "weights.txt")).read())
def input_fn(body, content_type):
    assert isinstance(body, str if content_type in ("application/json", "text/csv") else bytes), type(body)
    return float(body)
def predict_fn(data, model, context):
    return double(data * model), context.get_request_header(0, "X-Amzn-SageMaker-Custom-Attributes")
def output_fn(prediction, accept, context):
    context.set_response_header(0, "X-Amzn-SageMaker-Custom-Attributes", prediction[1] or "none")
    return str(prediction[0]), "text/plain;accept=" + accept
`,
    });
    const answer = await server.invoke('7', { ...CSV_TYPE, 'x-amzn-sagemaker-custom-attributes': 'trace=1' });
    expect(answer).toMatchObject({ status: 200, text: '42.0' });
    expect(answer.headers.get('content-type')).toBe('text/plain;accept=application/json');
    expect(answer.headers.get('x-amzn-sagemaker-custom-attributes')).toBe('trace=1');
    expect((await server.invoke('7', { 'content-type': 'application/octet-stream' })).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${server.port}/ping`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${server.port}/other`)).status).toBe(404);
    expect(server.output).toMatch(/"POST \/invocations" 200 \d+ms/);
  });

  it('has defaults for JSON, CSV and callable or predicting models', async () => {
    const server = await serve({
      'code/inference.py': `
class Sum:
    def predict(self, rows): return [sum(row) for row in rows]
def model_fn(model_dir): return Sum()
`,
    });
    const json = await server.invoke('[[1, 2], [3, 4]]', JSON_TYPE);
    expect([json.status, json.text, json.headers.get('content-type')]).toEqual([
      200,
      '[3, 7]',
      'application/json',
    ]);
    const csv = await server.invoke('1,2\n3,4\n', {
      'content-type': 'text/csv; charset=utf-8',
      accept: 'text/csv',
    });
    expect([csv.text, csv.headers.get('content-type')]).toEqual(['3.0\n7.0\n', 'text/csv']);
    const words = await server.invoke('1,2\n3,four\n', CSV_TYPE);
    expect(words.status).toBe(500);
    expect(words.text).toContain("text/csv row 2, column 2: 'four' is not a number");
    expect((await server.invoke('x', { 'content-type': 'image/png' })).status).toBe(415);
    expect((await server.invoke('[[1]]', { ...JSON_TYPE, accept: 'image/png' })).status).toBe(415);
  });

  it('honours transform_fn, SAGEMAKER_PROGRAM and the default Accept', async () => {
    const server = await serve(
      {
        'code/train.py': `
def model_fn(model_dir): return "m"
def transform_fn(model, body, content_type, accept): return "|".join([model, body, content_type, accept]).encode()
if __name__ == "__main__": raise SystemExit("trained")
`,
        'code/inference.py': 'raise RuntimeError("not this one")',
      },
      { SAGEMAKER_PROGRAM: 'train.py', SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT: 'text/csv' },
    );
    const answer = await server.invoke('{}', { ...JSON_TYPE, accept: '*/*' });
    expect([answer.text, answer.headers.get('content-type')]).toEqual([
      'm|{}|application/json|text/csv',
      'text/csv',
    ]);
  });

  it('answers 500 with message and traceback, and goes on', async () => {
    const server = await serve({
      'code/serve_me.py': `
import json, sys
def model_fn(model_dir): return None
def input_fn(body, content_type):
    data = json.loads(body)
    if data == "reject": raise ValueError("expected four numbers")
    if data == "exit": sys.exit(3)
    return data
def predict_fn(data): return data
`,
    });
    const rejected = await server.invoke('"reject"', JSON_TYPE);
    expect(rejected.status).toBe(500);
    expect(rejected.text).toMatch(/^expected four numbers\nTraceback .*\n {2}File ".*serve_me.py", line 6/);
    expect(rejected.text).not.toContain('_workbench_serving');
    expect((await server.invoke('"exit"', JSON_TYPE)).status).toBe(500);
    const arity = await server.invoke('1', JSON_TYPE);
    expect(arity.text).toContain('TypeError: predict_fn takes 1 arguments but 2 were given.');
    expect(server.output).toContain('ValueError: expected four numbers');
  });

  it('answers several requests at once', async () => {
    const server = await serve({
      'code/inference.py': `
import threading
together = threading.Barrier(4, timeout=10)
def model_fn(model_dir): return lambda data: together.wait() >= 0
`,
    });
    const answers = await Promise.all([1, 2, 3, 4].map((n) => server.invoke(String(n), JSON_TYPE)));
    expect(answers.map(({ text }) => text)).toEqual(['true', 'true', 'true', 'true']);
  });

  it('says why a model does not load, and ends with 1', async () => {
    const reasons: [Record<string, string>, Record<string, string>, string | RegExp][] = [
      [
        { 'weights.bin': '' },
        {},
        /Please provide a model_fn implementation\. The model's files are: weights\.bin\./,
      ],
      [
        { 'code/inference.py': 'def model_fn(d):\n    raise OSError("no weights")\n' },
        {},
        'OSError: no weights',
      ],
      [{ 'code/inference.py': 'def model_fn(:\n' }, {}, 'SyntaxError'],
      [{ 'code/inference.py': 'import sys\nsys.exit(0)\n' }, {}, 'SystemExit: 0'],
      [{ 'code/a.py': '' }, { SAGEMAKER_PROGRAM: 'b.py' }, 'SAGEMAKER_PROGRAM names b.py'],
      [
        { 'code/a.py': 'def model_fn(d): pass', 'code/b.py': 'def model_fn(d): pass' },
        {},
        'Several files define model_fn (a.py, b.py)',
      ],
      [
        { 'code/inference.py': 'def transform_fn(m, b, c, a): pass\ndef input_fn(b, c): pass\n' },
        {},
        'Cannot use transform_fn implementation in conjunction with',
      ],
      [{ 'code/requirements.txt': './no-such-package\n' }, {}, 'pip could not install code/requirements.txt'],
    ];
    for (const [files, environment, reason] of reasons) {
      const server = await serve(files, environment);
      expect(server.exitCode, server.output).toBe(1);
      expect(server.output).toMatch(
        reason instanceof RegExp ? reason : new RegExp(reason.replace(/[()]/g, '\\$&')),
      );
    }
  });

  it('loads a pickled model by itself, with the class of the script that made it', async () => {
    // What pickle.dumps(train.Doubler()) gives under protocol 0: an instance of train.Doubler without state.
    const pickled = 'ccopy_reg\n_reconstructor\n(ctrain\nDoubler\nc__builtin__\nobject\nNtR.';
    const server = await serve(
      {
        'model.pkl': pickled,
        'code/train.py': 'class Doubler:\n    def __call__(self, data): return data * 2\n',
      },
      { SAGEMAKER_PROGRAM: 'train' },
    );
    expect((await server.invoke('21', JSON_TYPE)).text).toBe('42');
  });

  it('installs requirements into its own folder', async () => {
    const wheels = await mkdtemp(join(tmpdir(), 'sagemaker-wheels-'));
    const wheel = join(wheels, 'wb_probe-1-py3-none-any.whl');
    const makeWheel = `
import sys, zipfile
info = "wb_probe-1.dist-info/"
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("wb_probe.py", "VALUE = 5")
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: wb-probe\\nVersion: 1\\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(info + "RECORD", "")
`;
    await promisify(execFile)('python3', ['-c', makeWheel, wheel]);
    const server = await serve({
      'code/requirements.txt': `--no-index\n--find-links ${wheels}\nwb-probe==1\n`,
      'code/inference.py':
        'import wb_probe\ndef model_fn(d): return lambda data: [wb_probe.VALUE, wb_probe.__file__]\n',
    });
    await rm(wheels, { recursive: true });
    expect(server.port, server.output).not.toBe(0);
    const [value, file] = JSON.parse((await server.invoke('1', JSON_TYPE)).text) as [number, string];
    expect(value).toBe(5);
    expect(file.startsWith(`${server.base}/packages/`)).toBe(true);
  });

  it('ends by SIGTERM and when its engine is gone, letting requests finish', async () => {
    const files = {
      'code/inference.py':
        'import time\ndef model_fn(d): return lambda data: print("begun") or time.sleep(data) or sys.stdin.read()\nimport sys\n',
    };
    const stopped = await serve(files);
    const late = stopped.invoke('0.5', JSON_TYPE);
    await expect.poll(() => stopped.output).toContain('begun');
    expect(await stopped.stop()).toBe(0);
    expect(await late).toMatchObject({ status: 200, text: '""' });
    const lost = await serve(files);
    expect(await lost.loseParent()).toBe(0);
  });
});
