import { call } from '../sdk.ts';
import { jobDefinitionKind } from './jobDefinition.ts';

export const modelExplainabilityJobDefinition = jobDefinitionKind({
  id: 'modelExplainabilityJobDefinition',
  singular: 'model explainability job definition',
  plural: 'Model explainability job definitions',
  icon: 'telescope',
  list: (from, input, signal) => call(from, 'ListModelExplainabilityJobDefinitions', input, signal),
  describe: (from, name, signal) =>
    call(from, 'DescribeModelExplainabilityJobDefinition', { JobDefinitionName: name }, signal),
  job: (answer) => ({
    input: answer.ModelExplainabilityJobInput,
    app: answer.ModelExplainabilityAppSpecification,
    baseline: answer.ModelExplainabilityBaselineConfig,
    output: answer.ModelExplainabilityJobOutputConfig,
    role: answer.RoleArn,
  }),
  remove: (from, name) => call(from, 'DeleteModelExplainabilityJobDefinition', { JobDefinitionName: name }),
});
