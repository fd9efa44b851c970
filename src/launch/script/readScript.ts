import { readAbslFlags } from './abslFlags.ts';
import { readArgparse } from './argparse.ts';
import { readClick } from './click.ts';
import { readDataclasses } from './dataclassParsers.ts';
import { withoutRepeats } from './declared.ts';
import { readEnvironment } from './environmentReads.ts';
import { readFire } from './fire.ts';
import { frameworksOf } from './frameworks.ts';
import { notesOnOtherFiles, notesOnOtherWays } from './leftAlone.ts';
import { guessMetricDefinitions } from './metricDefinitions.ts';
import { convertNotebook } from './notebook.ts';
import { guessParameterCount } from './parameterCount.ts';
import { PythonModule } from './python/module.ts';
import { readShellScript } from './shellScript.ts';
import type { ScriptArgument, ScriptNote, ScriptReading } from './scriptReading.ts';
import { readTyper } from './typer.ts';

const readers = [
  readArgparse,
  readClick,
  readTyper,
  readDataclasses,
  readFire,
  readAbslFlags,
  readEnvironment,
];

/**
 * What a training script says of itself: its arguments, in the order of the source, its frameworks and what it prints.
 * Never runs it; for Python and shell sources it never throws, whatever they hold.
 * @param fileName tells the language: `.sh`, `.ipynb`, anything else is Python.
 * @throws UserError `invalid-input` for a notebook that `convertNotebook` refuses.
 */
export function readScript(text: string, fileName: string): ScriptReading {
  if (/\.(?:sh|bash)$/i.test(fileName)) return readShellScript(text);
  if (!/\.ipynb$/i.test(fileName)) return readPython(text);
  const { script, leftOut } = convertNotebook(text);
  const reading = readPython(script);
  return { ...reading, notes: [...leftOut.map((what) => ({ text: what })), ...reading.notes] };
}

function readPython(source: string): ScriptReading {
  const module = new PythonModule(source.replace(/^\uFEFF/, ''));
  const findings = readers.map((read) => read(module));
  const found = declaredOnce(findings.flatMap((one) => one.arguments)).map((argument, i) => ({
    argument,
    i,
  }));
  found.sort((a, b) => a.argument.line - b.argument.line || a.i - b.i);
  const others = notesOnOtherWays(module);
  const notes: ScriptNote[] = [
    ...(module.complete
      ? []
      : [{ text: 'Only the beginning of the file was read: it is too long, or no Python.' }]),
    ...findings.flatMap((one) => one.notes),
    ...others,
    ...(found.length === 0 && others.length === 0 ? notesOnOtherFiles(module) : []),
  ];
  const guess = guessParameterCount(module);
  return {
    // A name that is still being typed is none.
    arguments: found.map(({ argument }) => argument).filter(({ name }) => name !== ''),
    notes: withoutDoubles(notes).sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    frameworks: frameworksOf(module),
    metricDefinitions: guessMetricDefinitions(module),
    ...(guess && { parameterCountGuess: guess }),
  };
}

/** An option whose default is `SM_HP_…` is read both ways. */
function declaredOnce(found: readonly ScriptArgument[]): ScriptArgument[] {
  const plain = (name: string): string => name.replaceAll('-', '_').toLowerCase();
  const options = new Set(
    found.filter(({ origin }) => origin !== 'environment').map(({ name }) => plain(name)),
  );
  return withoutRepeats(
    found.filter(({ origin, name }) => origin !== 'environment' || !options.has(plain(name))),
  );
}

function withoutDoubles(notes: readonly ScriptNote[]): ScriptNote[] {
  return [...new Map(notes.map((note) => [`${note.line ?? 0} ${note.text}`, note])).values()];
}
