import { command } from './command.ts';

/** Where SageMaker is, and the engine on this machine. */
export const connectionCommands = {
  engineStart: command('sagemaker.engine.start', 'Start the Local Engine', { icon: '$(play)' }),
  engineStop: command('sagemaker.engine.stop', 'Stop the Local Engine', { icon: '$(debug-stop)' }),
  engineCopyEnvironment: command(
    'sagemaker.engine.copyEnvironment',
    'Copy Environment for boto3 and the AWS CLI',
    { icon: '$(clippy)' },
  ),
  connectionManage: command('sagemaker.connection.manage', 'Manage Connection…', { icon: '$(plug)' }),
  connectionSwitch: command('sagemaker.connection.switch', 'Switch Connection…', { icon: '$(plug)' }),
  connectionSwitchRegion: command('sagemaker.connection.switchRegion', 'Switch Region…', {
    icon: '$(globe)',
  }),
  connectionSignIn: command('sagemaker.connection.signIn', 'Sign In…', { icon: '$(sign-in)' }),
  settingsOpen: command('sagemaker.settings.open', 'Open Settings', { icon: '$(settings-gear)' }),
  logShow: command('sagemaker.log.show', 'Show Log', { icon: '$(output)' }),
};
