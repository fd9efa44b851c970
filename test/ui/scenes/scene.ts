import { type Sandbox } from '../../host/vscode/sandbox.ts';
import { type Settings } from '../../host/vscode/settings.ts';
import { type Workbench } from '../../host/vscode/workbench.ts';

/** One picture: `show` brings the workbench into the state that the picture has. */
export interface Scene {
  /** The file's name, without theme and extension. */
  readonly name: string;
  readonly show: (workbench: Workbench, settings: Settings) => Promise<void>;
}

/** The settings that the scenes begin with; the engine's folder must be one that a scene can change. */
export function sceneSettings({ engineData }: Sandbox, theme: string): Settings {
  return {
    'workbench.colorTheme': theme,
    'sagemaker.local.dataDirectory': engineData,
    // It stays in front of all that comes after it; a scene of its own asks for it.
    'sagemaker.progress.notification': false,
  };
}
