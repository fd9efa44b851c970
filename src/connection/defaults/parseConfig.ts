import type { Document, LineCounter } from 'yaml';
import { at, type ConfigTree, type DefaultsProblem, isTree } from './defaults.ts';

type Check = readonly [fits: (value: unknown) => boolean, wanted: string];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const matches = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);

const role: Check = [
  matches(/^arn:aws[a-z-]*:iam::\d{12}:role\/?[\w+=,.@\-/]+$/),
  'the ARN of a role, arn:aws:iam::<account>:role/<name>',
];
const bucket: Check = [matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/), 'the name of an S3 bucket'];
const text: Check = [isText, 'a text'];
const flag: Check = [(value) => typeof value === 'boolean', 'true or false'];
const ids: Check = [
  (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  'a list of identifiers',
];
const vpc = (path: string): Record<string, Check> => ({
  [`${path}.Subnets`]: ids,
  [`${path}.SecurityGroupIds`]: ids,
});

/** What is read of a `config.yaml`, by its path. Source: the SageMaker Python SDK's own schema, version 1.0. */
const known: Readonly<Record<string, Check>> = {
  'SageMaker.PythonSDK.Modules.Session.DefaultS3Bucket': bucket,
  'SageMaker.PythonSDK.Modules.Session.DefaultS3ObjectKeyPrefix': text,
  'SageMaker.TrainingJob.RoleArn': role,
  ...vpc('SageMaker.TrainingJob.VpcConfig'),
  'SageMaker.TrainingJob.OutputDataConfig.KmsKeyId': text,
  'SageMaker.TrainingJob.ResourceConfig.VolumeKmsKeyId': text,
  'SageMaker.TrainingJob.EnableNetworkIsolation': flag,
  'SageMaker.TrainingJob.EnableInterContainerTrafficEncryption': flag,
  'SageMaker.Model.ExecutionRoleArn': role,
  ...vpc('SageMaker.Model.VpcConfig'),
  'SageMaker.Model.EnableNetworkIsolation': flag,
  'SageMaker.EndpointConfig.KmsKeyId': text,
  'SageMaker.ProcessingJob.RoleArn': role,
  'SageMaker.Pipeline.RoleArn': role,
  'SageMaker.FeatureGroup.RoleArn': role,
};

const version = '1.0';

/**
 * What a `config.yaml` says of what is known here. A value that does not fit is left out and told with its line; a file
 * that is no YAML or of another schema is left out whole.
 */
export async function parseConfig(
  file: string,
  content: string,
): Promise<{ readonly tree: ConfigTree; readonly problems: readonly DefaultsProblem[] }> {
  const { parseDocument, LineCounter } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(content, { lineCounter });
  const [broken] = document.errors;
  if (broken) {
    const message = broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:$/, '') ?? 'is no YAML';
    return { tree: {}, problems: [{ file, line: broken.linePos?.[0].line, message }] };
  }
  const whole: unknown = document.toJS();
  if (whole === null || whole === undefined) return { tree: {}, problems: [] };
  const said = isTree(whole) ? whole['SchemaVersion'] : undefined;
  if (!isTree(whole) || String(said) !== version) {
    const line = lineOf(document, lineCounter, ['SchemaVersion']);
    return {
      tree: {},
      problems: [{ file, line, message: `SchemaVersion: '${version}' is missing or another` }],
    };
  }
  return checked(file, whole, (path) => lineOf(document, lineCounter, path));
}

function checked(file: string, whole: ConfigTree, line: (path: string[]) => number | undefined) {
  const problems: DefaultsProblem[] = [];
  let tree: ConfigTree = {};
  for (const [path, [fits, wanted]] of Object.entries(known)) {
    const value = at(whole, path);
    if (value === undefined || value === null) continue;
    const names = path.split('.');
    if (fits(value)) tree = put(tree, names, value);
    else problems.push({ file, line: line(names), message: `${path} must be ${wanted}` });
  }
  return { tree, problems };
}

function put(tree: ConfigTree, [name = '', ...below]: readonly string[], value: unknown): ConfigTree {
  const before = tree[name];
  return { ...tree, [name]: below.length === 0 ? value : put(isTree(before) ? before : {}, below, value) };
}

function lineOf(document: Document, counter: LineCounter, path: string[]): number | undefined {
  const node = document.getIn(path, true);
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  return counter.linePos(Number(node.range[0])).line;
}
