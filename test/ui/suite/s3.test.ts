import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { chooseInContextMenu, patience, treeShows } from '../acts.ts';
import { s3Client } from '../engine.ts';
import { until } from '../until.ts';
import { useWorkbench } from '../workbench.ts';

const bucket = 's3-of-a-person';

describe('S3', () => {
  const ui = useWorkbench({ size: { width: 1280, height: 1000 } });

  it('shows an object in the view, and saves what a person changes in it', async () => {
    const { driver } = ui;
    await driver.openView('SageMaker');
    await treeShows(driver, /^Data/);
    const client = await s3Client(ui.workbench);
    const get = async (Key: string) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return Body?.transformToString();
    };
    try {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      for (const [Key, Body] of [
        ['notes/todo.txt', 'train\n'],
        ['old/1.txt', '1'],
        ['old/2.txt', '2'],
      ] as const) {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      }

      await driver.page.getByRole('button', { name: 'S3 Section' }).click();
      await (await treeShows(driver, new RegExp(`^${bucket}`))).click();
      await (await treeShows(driver, /^notes/)).click();
      await (await treeShows(driver, /^todo\.txt 6 B/)).click();
      const editor = driver.page.locator('.part.editor .view-line').first();
      await editor.waitFor({ timeout: patience });
      await until('the object in the editor', async () =>
        (await driver.editorText()).startsWith('train') ? true : undefined,
      );
      await editor.click();
      await driver.page.keyboard.press('Control+Home');
      await driver.page.keyboard.type('label, then ');
      await driver.page.keyboard.press('Control+s');
      await until('the change in S3', async () =>
        (await get('notes/todo.txt')) === 'label, then train\n' ? true : undefined,
      );
      await treeShows(driver, /^todo\.txt 18 B/);

      await chooseInContextMenu(driver, await treeShows(driver, /^old/), 'Delete');
      const dialog = driver.page.getByRole('dialog');
      await dialog.getByText('2 objects will be gone for good').waitFor({ timeout: patience });
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await driver.treeItem(/^old/).waitFor({ state: 'detached', timeout: patience });
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      assert.deepEqual(
        Contents.map(({ Key }) => Key),
        ['notes/todo.txt'],
      );

      await chooseInContextMenu(driver, await treeShows(driver, /^notes/), 'Add Folder to Workspace');
      await driver.openView('Explorer');
      const added = driver.page
        .locator('.explorer-folders-view')
        .getByRole('treeitem', { name: `notes (${bucket})` });
      await added.waitFor({ timeout: patience });
      const inside = driver.page
        .locator('.explorer-folders-view')
        .getByRole('treeitem', { name: 'todo.txt' });
      // The explorer draws itself anew while the window becomes one of several folders, and may fold what was just opened.
      await until('what is in the folder', async () => {
        if ((await added.getAttribute('aria-expanded')) === 'false') await added.click();
        await delay(1000);
        return (await inside.isVisible()) || undefined;
      });
    } finally {
      client.destroy();
    }
  });
});
