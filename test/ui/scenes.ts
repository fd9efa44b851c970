/** What `npm run screens` shows of the product, in each theme. */
import { type Workbench } from '../host/vscode/workbench.ts';

/** One picture: `show` brings the workbench into the state that the picture has. */
export interface Scene {
  /** The file's name, without theme and extension. */
  readonly name: string;
  readonly show: (workbench: Workbench) => Promise<void>;
}

/** In this order, in one window: a scene starts where the one before it ended. */
export const scenes: readonly Scene[] = [
  {
    name: 'sidebar',
    show: async ({ driver }) => {
      await driver.openView('SageMaker');
      await driver.sidebarTitle.filter({ hasText: /SageMaker/i }).waitFor();
      await driver.settled();
    },
  },
];
