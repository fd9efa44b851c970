import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/manifest/commands.ts';
import { api } from './support.ts';

describe('Commands', () => {
  it('of the manifest are all registered, and no others', async () => {
    await api();
    // VS Code itself makes `<view>.focus` and the like out of a view's id.
    const made = /\.(focus|open|removeView|resetViewLocation|toggleVisibility|collapseAll|refresh)$/;
    const declared = new Set<string>(Object.values(commands).map(({ id }) => id));
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('sagemaker.'));
    assert.deepEqual(
      [...declared].filter((id) => !registered.includes(id)),
      [],
      'declared but not registered',
    );
    assert.deepEqual(
      registered.filter((id) => !declared.has(id) && !made.test(id)),
      [],
      'registered but not declared',
    );
  });
});
