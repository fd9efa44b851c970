import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useWorkbench } from '../workbench.ts';

describe('Sidebar', () => {
  const ui = useWorkbench();

  it('has the SageMaker icon in the activity bar', async () => {
    await ui.driver.activityBarItem('SageMaker').waitFor();
  });

  it('opens the SageMaker view from its icon', async () => {
    await ui.driver.openView('SageMaker');
    await ui.driver.sidebarTitle.filter({ hasText: /SageMaker/i }).waitFor();
    assert.equal(await ui.driver.activityBarItem('SageMaker').getAttribute('aria-selected'), 'true');
  });
});
