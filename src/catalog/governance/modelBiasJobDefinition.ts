import { call } from '../sdk.ts';
import { jobDefinitionKind } from './jobDefinition.ts';

export const modelBiasJobDefinition = jobDefinitionKind({
  id: 'modelBiasJobDefinition',
  singular: 'model bias job definition',
  plural: 'Model bias job definitions',
  icon: 'law',
  list: (from, input, signal) => call(from, 'ListModelBiasJobDefinitions', input, signal),
  describe: (from, name, signal) =>
    call(from, 'DescribeModelBiasJobDefinition', { JobDefinitionName: name }, signal),
  job: (answer) => ({
    input: answer.ModelBiasJobInput,
    app: answer.ModelBiasAppSpecification,
    baseline: answer.ModelBiasBaselineConfig,
    output: answer.ModelBiasJobOutputConfig,
    role: answer.RoleArn,
  }),
  remove: (from, name) => call(from, 'DeleteModelBiasJobDefinition', { JobDefinitionName: name }),
});
