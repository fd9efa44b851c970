import type { SyntaxNodeRef } from '@lezer/common';
import { PythonModule } from './python/module.ts';
import { parsePython } from './python/parse.ts';

/** What in a cell's code runs in a notebook, but fails in a script. @param definesDisplay whether the notebook imports it. */
export function notesOnCell(code: string, definesDisplay: boolean): string[] {
  const { calls } = new PythonModule(code);
  const uses = (name: string): boolean => calls.some(({ callee }) => callee === name);
  return [
    ...(awaitsOutside(code)
      ? [
          'await stands outside of a function, which a script cannot run: put it into one, and call asyncio.run(…).',
        ]
      : []),
    ...(uses('get_ipython') ? ['get_ipython() is not there in a job, and fails.'] : []),
    ...(uses('display') && !definesDisplay
      ? ['display(…) is not there in a job, and fails: print instead.']
      : []),
  ];
}

function awaitsOutside(code: string): boolean {
  let functions = 0;
  let found = false;
  const isFunction = ({ name }: SyntaxNodeRef): boolean => name === 'FunctionDefinition';
  parsePython(code).tree.iterate({
    enter: (node) => {
      const isAsync = node.name === 'async' && !node.matchContext(['FunctionDefinition']);
      found ||= functions === 0 && (node.name === 'AwaitExpression' || isAsync);
      functions += isFunction(node) ? 1 : 0;
    },
    leave: (node) => {
      functions -= isFunction(node) ? 1 : 0;
    },
  });
  return found;
}
