import type { PipelineParameter } from '../catalog/pipelines/definition.ts';

/** Why a text is no value for a pipeline's parameter; undefined for a good one. */
export function parameterProblem(
  { type, defaultValue, choices }: PipelineParameter,
  text: string,
): string | undefined {
  if (text === '' && defaultValue === undefined) return 'It has no default: a value is needed';
  if (choices.length > 0 && !choices.includes(text)) return `One of: ${choices.join(', ')}`;
  switch (type) {
    case 'Integer':
      return /^[+-]?\d+$/.test(text) ? undefined : 'A whole number';
    case 'Float':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? undefined : 'A number';
    case 'Boolean':
      return /^(true|false)$/i.test(text) ? undefined : 'true or false';
    case 'String':
      return undefined;
  }
}
