import { withoutRepeats } from './declared.ts';
import type { PythonModule } from './python/module.ts';
import { typedOf } from './signatures.ts';
import type { Findings, ScriptArgument, ScriptNote } from './scriptReading.ts';

/** The parameters of the function that `fire.Fire` is given. */
export function readFire(module: PythonModule): Findings {
  const found: ScriptArgument[] = [];
  const notes: ScriptNote[] = [];
  for (const call of module.calls) {
    if (module.resolve(call.callee ?? '') !== 'fire.Fire') continue;
    const [target] = call.arguments.positional;
    const owner = module.functionNamed(module.dotted(target ?? call.arguments.named.get('component')) ?? '');
    if (!owner) {
      notes.push({
        line: call.line,
        text: 'Fire makes commands of what it is given here. SageMaker passes options only, so that none can be chosen.',
      });
      continue;
    }
    for (const { name, star, annotation, default: value } of owner.parameters) {
      if (star) continue;
      const typed = typedOf(module, { ...(annotation && { annotation }), ...(value && { default: value }) });
      found.push({
        name,
        ...typed,
        required: value === undefined,
        passing: 'Fire reads the value as Python would: 1 is a number, True a bool, [1, 2] a list.',
        origin: 'fire',
        line: module.lineAt((annotation ?? value ?? owner.node).from),
      });
    }
    if (owner.parameters.some(({ star }) => star))
      notes.push({
        line: owner.line,
        text: `${owner.name} takes any further arguments: their names are not known.`,
      });
  }
  return { arguments: withoutRepeats(found), notes };
}
