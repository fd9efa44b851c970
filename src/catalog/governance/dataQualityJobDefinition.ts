import { call } from '../sdk.ts';
import { jobDefinitionKind } from './jobDefinition.ts';

export const dataQualityJobDefinition = jobDefinitionKind({
  id: 'dataQualityJobDefinition',
  singular: 'data quality job definition',
  plural: 'Data quality job definitions',
  icon: 'checklist',
  list: (from, input, signal) => call(from, 'ListDataQualityJobDefinitions', input, signal),
  describe: (from, name, signal) =>
    call(from, 'DescribeDataQualityJobDefinition', { JobDefinitionName: name }, signal),
  job: (answer) => ({
    input: answer.DataQualityJobInput,
    app: answer.DataQualityAppSpecification,
    baseline: answer.DataQualityBaselineConfig,
    output: answer.DataQualityJobOutputConfig,
    role: answer.RoleArn,
  }),
  remove: (from, name) => call(from, 'DeleteDataQualityJobDefinition', { JobDefinitionName: name }),
});
