import { validationError } from '../../http/awsError.ts';
import { type JsonObject } from '../../json.ts';
import { parameterComplaint } from './parameters.ts';
import { parseDefinition, type PipelineDefinition, type PipelineStep } from './definition.ts';
import { referencesIn } from './references.ts';

const NAME = /^[A-Za-z0-9\-_]{1,64}$/;
/** AWS's limit for parameters; that for steps is lower and can be raised. */
const MOST = 200;
const TYPES = new Set([
  ...['Condition', 'Training', 'Processing', 'Transform', 'Model', 'RegisterModel', 'Tuning', 'Lambda'],
  ...['Callback', 'QualityCheck', 'ClarifyCheck', 'EMR', 'EMRServerless', 'Fail', 'AutoML'],
  ...['EndpointConfig', 'Endpoint', 'InferenceComponent', 'Lineage', 'BedrockCustomModel'],
  ...['BedrockCustomModelDeployment', 'BedrockModelImport', 'BedrockProvisionedModelThroughput'],
]);
const EXECUTION = new Set([
  ...['StartDateTime', 'CurrentDateTime', 'PipelineName', 'PipelineArn', 'PipelineExecutionId'],
  ...['PipelineExecutionArn', 'TrainingJobName', 'ProcessingJobName'],
]);

function parametersComplaint({ parameters }: PipelineDefinition): string | undefined {
  if (parameters.length > MOST)
    return `A pipeline has at most ${MOST} parameters; there are ${parameters.length}.`;
  const seen = new Set<string>();
  for (const parameter of parameters) {
    const { name, type } = parameter;
    if (!NAME.test(name)) return `The parameter name "${name}" is not valid.`;
    if (seen.has(name)) return `Parameter names must be unique; "${name}" is there twice.`;
    seen.add(name);
    if (!['String', 'Integer', 'Float', 'Boolean'].includes(type)) {
      return `The parameter "${name}" has the unknown type "${type}".`;
    }
    const wrong =
      parameter.defaultValue === undefined
        ? undefined
        : parameterComplaint(parameter, parameter.defaultValue);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function referenceComplaint(
  what: string,
  value: JsonObject | undefined,
  definition: PipelineDefinition,
): string | undefined {
  for (const path of referencesIn(value)) {
    const [root, second] = path.split('.');
    const name = /^[A-Za-z0-9_-]+/.exec(second ?? '')?.[0] ?? '';
    const known =
      (root === 'Parameters' && definition.parameters.some((parameter) => parameter.name === name)) ||
      (root === 'Steps' && definition.steps.some((other) => other.name === name)) ||
      (root === 'Execution' && EXECUTION.has(name)) ||
      (root === 'PipelineExperimentConfig' && ['ExperimentName', 'TrialName'].includes(name));
    if (!known) return `${what} refers to "${path}", which is not in the definition.`;
  }
  return undefined;
}

function stepsComplaint(definition: PipelineDefinition): string | undefined {
  const { steps } = definition;
  if (steps.length === 0) return 'A pipeline must have at least one step.';
  if (steps.length > MOST) return `A pipeline has at most ${MOST} steps; there are ${steps.length}.`;
  const seen = new Set<string>();
  for (const step of steps) {
    if (!NAME.test(step.name)) return `The step name "${step.name}" is not valid.`;
    if (seen.has(step.name)) return `Step names must be unique; "${step.name}" is there twice.`;
    seen.add(step.name);
    if (!TYPES.has(step.type)) return `The step "${step.name}" has the unknown type "${step.type}".`;
  }
  for (const step of steps) {
    const unknown = step.dependencies.find((name) => !seen.has(name));
    if (unknown !== undefined)
      return `The step "${step.name}" depends on "${unknown}", which is not in the definition.`;
    const complaint = referenceComplaint(`The step "${step.name}"`, step.arguments, definition);
    if (complaint !== undefined) return complaint;
  }
  return (
    referenceComplaint('PipelineExperimentConfig', definition.experiment, definition) ?? cycleComplaint(steps)
  );
}

/** Steps are taken away as those that they depend on are; what cannot be taken away is in a circle. */
function cycleComplaint(steps: readonly PipelineStep[]): string | undefined {
  let left = [...steps];
  for (;;) {
    const names = new Set(left.map(({ name }) => name));
    const next = left.filter(({ dependencies }) => dependencies.some((name) => names.has(name)));
    if (next.length === 0) return undefined;
    if (next.length === left.length) {
      return `The steps ${next.map(({ name }) => `"${name}"`).join(', ')} depend on each other in a circle.`;
    }
    left = next;
  }
}

/** Reads a definition and refuses what cannot be executed. @throws AwsError `ValidationException` */
export function checkedDefinition(definition: string): PipelineDefinition {
  const parsed = parseDefinition(definition);
  if (!parsed)
    throw validationError(
      'Unable to parse pipeline definition. It is not a JSON object, or one nested too deeply.',
    );
  const complaint =
    (parsed.version === '2020-12-01'
      ? undefined
      : `Version must be "2020-12-01"; it is "${parsed.version ?? ''}".`) ??
    parametersComplaint(parsed) ??
    stepsComplaint(parsed);
  if (complaint !== undefined) throw validationError(`Unable to parse pipeline definition. ${complaint}`);
  return parsed;
}
