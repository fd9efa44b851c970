import { command } from './command.ts';

/** Hosting. */
export const endpointsCommands = {
  endpointDeploy: command('sagemaker.endpoint.deploy', 'Deploy…', { icon: '$(cloud-upload)' }),
  endpointInvoke: command('sagemaker.endpoint.invoke', 'Invoke…', { icon: '$(send)' }),
  endpointInvokeWithFile: command('sagemaker.endpoint.invokeWithFile', 'Invoke Endpoint with File…'),
  endpointInvokeWithSelection: command(
    'sagemaker.endpoint.invokeWithSelection',
    'Invoke Endpoint with Selection…',
  ),
};
