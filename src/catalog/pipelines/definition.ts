/** A parameter of a pipeline as its definition declares it. */
export interface PipelineParameter {
  readonly name: string;
  readonly type: 'String' | 'Integer' | 'Float' | 'Boolean';
  /** In words, as executions take it; undefined where an execution must give it. */
  readonly defaultValue: string | undefined;
  /** The only values that it takes; empty where it takes any of its type. */
  readonly choices: readonly string[];
}

export interface PipelineStep {
  readonly name: string;
  /** `Training`, `Condition`, … */
  readonly type: string;
}

/** What people ask of a pipeline's definition; the rest of it is in its document. */
export interface PipelineDefinition {
  readonly parameters: readonly PipelineParameter[];
  /** Those within conditions too, in the order of the text. */
  readonly steps: readonly PipelineStep[];
}

/**
 * Reads the JSON text that DescribePipeline answers with.
 * @throws SyntaxError for a text that is no JSON, TypeError for JSON that is no object
 */
export function readDefinition(text: string): PipelineDefinition {
  const definition: unknown = JSON.parse(text);
  if (!isObject(definition)) throw new TypeError('The pipeline definition is no JSON object.');
  return {
    parameters: objects(definition['Parameters']).map(parameterOf),
    steps: stepsOf(definition['Steps']),
  };
}

function parameterOf(parameter: Members): PipelineParameter {
  const fallback = parameter['DefaultValue'];
  return {
    name: words(parameter['Name']),
    type: typeOf(words(parameter['Type'])),
    defaultValue: fallback === undefined || fallback === null ? undefined : words(fallback),
    choices: Array.isArray(parameter['EnumValues']) ? parameter['EnumValues'].map(words) : [],
  };
}

/** A type that is new to us is asked for as a text, which every one of them is sent as. */
function typeOf(type: string): PipelineParameter['type'] {
  return type === 'Integer' || type === 'Float' || type === 'Boolean' ? type : 'String';
}

function stepsOf(value: unknown): PipelineStep[] {
  return objects(value).flatMap((step) => {
    const inner = isObject(step['Arguments']) ? step['Arguments'] : {};
    return [
      { name: words(step['Name']), type: words(step['Type']) },
      ...stepsOf(inner['IfSteps']),
      ...stepsOf(inner['ElseSteps']),
    ];
  });
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const objects = (value: unknown): Members[] => (Array.isArray(value) ? value.filter(isObject) : []);
function words(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
