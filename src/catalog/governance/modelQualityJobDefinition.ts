import { call } from '../sdk.ts';
import { jobDefinitionKind } from './jobDefinition.ts';

export const modelQualityJobDefinition = jobDefinitionKind({
  id: 'modelQualityJobDefinition',
  singular: 'model quality job definition',
  plural: 'Model quality job definitions',
  icon: 'verified',
  list: (from, input, signal) => call(from, 'ListModelQualityJobDefinitions', input, signal),
  describe: (from, name, signal) =>
    call(from, 'DescribeModelQualityJobDefinition', { JobDefinitionName: name }, signal),
  job: (answer) => ({
    input: answer.ModelQualityJobInput,
    app: answer.ModelQualityAppSpecification,
    baseline: answer.ModelQualityBaselineConfig,
    output: answer.ModelQualityJobOutputConfig,
    role: answer.RoleArn,
  }),
  remove: (from, name) => call(from, 'DeleteModelQualityJobDefinition', { JobDefinitionName: name }),
});
