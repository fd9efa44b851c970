import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/catalog/catalog.ts';
import { contextValue } from '../../src/catalog/contextValue.ts';
import { s3ContextValues } from '../../src/documents/s3/view/contextValue.ts';
import { loadLaunchShapes } from '../../src/launch/spec/launchShapes.ts';
import { taskProperties } from '../../src/launch/spec/taskSchema.ts';
import { commands, type CommandSpec } from '../../src/manifest/commands.ts';
import { capabilities, contributes } from '../../src/manifest/contributes.ts';
import { menus, type MenuEntry } from '../../src/manifest/menus.ts';
import { settings } from '../../src/manifest/settings.ts';
import { container, views } from '../../src/manifest/views.ts';
import { pictures, steps } from '../../src/manifest/walkthrough.ts';

const root = new URL('../../', import.meta.url);
const all: readonly CommandSpec[] = Object.values(commands);
const entries: readonly (readonly [string, readonly MenuEntry[]])[] = Object.entries(menus);

describe('package.json', () => {
  it('has exactly the generated contributes: run "npm run manifest" when it has not', async () => {
    const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      contributes: unknown;
    };
    const shapes = await loadLaunchShapes(fileURLToPath(new URL('media/data/constraints.json', root)));
    const generated: unknown = JSON.parse(JSON.stringify(contributes(taskProperties(shapes))));
    expect(manifest.contributes).toEqual(generated);
  });

  it('has exactly the generated capabilities', () => {
    const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      capabilities: unknown;
    };
    expect(manifest.capabilities).toEqual(capabilities());
  });

  it('names icons that exist', () => {
    for (const icon of [container.icon, ...Object.values(views).map((view) => view.icon)]) {
      expect(existsSync(new URL(icon, root)), icon).toBe(true);
    }
  });
});

describe('the walkthrough', () => {
  it('has a picture of every step in every theme: run "npm run walkthrough" when it has not', () => {
    for (const file of steps.flatMap(({ picture }) => Object.values(pictures(picture))))
      expect(existsSync(new URL(file, root)), file).toBe(true);
  });
});

describe('commands', () => {
  it('have ids of their own, of the form sagemaker.<noun>.<verb>', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id } of all) expect(id).toMatch(/^sagemaker\.[a-z][A-Za-z0-9]*\.[a-z][A-Za-z]*$/);
  });

  it('have titles without a full stop, and codicons as icons', () => {
    for (const { title, icon } of all) {
      expect(title).toMatch(/[^.\s]$/);
      if (icon !== undefined) expect(icon).toMatch(/^\$\([a-z-]+\)$/);
    }
  });

  it('have an icon where a menu shows them inline or in a title bar', () => {
    for (const [place, items] of entries) {
      for (const { command, group } of items) {
        const spec: CommandSpec = commands[command];
        if (/^(inline|navigation)/.test(group ?? ''))
          expect(spec.icon, `${command} in ${place}`).toBeDefined();
      }
    }
  });
});

describe('settings', () => {
  it('have ids of their own and a description', () => {
    const ids = Object.values(settings).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { description } of Object.values(settings)) expect(description).toMatch(/\.$/);
  });
});

describe('menus of tree nodes', () => {
  const statuses = [
    undefined,
    'InProgress',
    'Completed',
    'InService',
    'Failed',
    'Stopped',
    'Created',
    'PendingManualApproval',
  ];
  const written = kinds.flatMap((kind) => [
    `kind:${kind.id}`,
    ...statuses.map((status) => {
      const resource = { kind: kind.id, name: 'n', arn: 'a', status } as const;
      const none = { step: undefined, createdAt: undefined, modifiedAt: undefined, endedAt: undefined };
      return contextValue(kind, { ...resource, ...none });
    }),
    // What the tree adds to them.
    'kind:trainingJob is:filtered',
    'can:pin',
    'can:unpin',
    'can:console',
    'child can:copy can:openS3',
    ...s3ContextValues,
  ]);

  it('ask for context values that the catalog writes', () => {
    for (const { when } of menus['view/item/context']) {
      const pattern = /viewItem =~ \/(.*)\/$/.exec(when)?.[1];
      if (pattern === undefined) throw new Error(`No pattern in "${when}"`);
      expect(
        written.some((value) => new RegExp(pattern).test(value)),
        when,
      ).toBe(true);
    }
  });
});
