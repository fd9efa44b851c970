import { describe, expect, it } from 'vitest';
import { withTask } from '../../../../src/launch/tasks/tasksFile.ts';

const task = { label: 'Train', type: 'sagemaker', script: 'train.py' };

describe('withTask', () => {
  it('makes a file where there is none', () => {
    const { text } = withTask('', task);
    expect(JSON.parse(text)).toEqual({ version: '2.0.0', tasks: [task] });
  });

  it('keeps comments, order and indentation', () => {
    const before =
      '{\n    // ours\n    "version": "2.0.0",\n    "tasks": [\n        // builds\n        { "label": "build", "type": "shell" }, // done\n    ],\n}\n';
    const { text, offset } = withTask(before, task);
    for (const kept of ['// ours', '// builds', '// done', '"label": "build"']) expect(text).toContain(kept);
    expect(text).toContain('\n            "type": "sagemaker"');
    expect(text.slice(offset)).toMatch(/^\{\s+"label": "Train"/);
  });

  it('replaces the one of the same label', () => {
    const once = withTask('', task).text;
    const { text } = withTask(once, { ...task, script: 'other.py' });
    expect(JSON.parse(text)).toEqual({ version: '2.0.0', tasks: [{ ...task, script: 'other.py' }] });
  });

  it('refuses what is no JSON, and changes nothing', () => {
    expect(() => withTask('{ "tasks": [', task)).toThrow('cannot be read');
  });
});
