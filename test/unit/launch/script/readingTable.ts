import type { ScriptArgument, ScriptReading } from '../../../../src/launch/script/scriptReading.ts';

/** A reading as text for people: what is found, and what is left alone. TrainingArguments' fields are one line. */
export function readingTable(fileName: string, reading: ScriptReading): string {
  const known = reading.arguments.filter(({ origin }) => origin === 'TrainingArguments');
  const own = reading.arguments.filter(({ origin }) => origin !== 'TrainingArguments');
  const guess = reading.parameterCountGuess;
  return [
    `## ${fileName}`,
    ...own.map(argumentLine),
    ...(known.length > 0
      ? [`  + ${known.length} fields of ${known[0]?.group ?? ''}, line ${known[0]?.line}`]
      : []),
    ...reading.notes.map(({ line, text }) => `  note${line === undefined ? '' : ` (line ${line})`}: ${text}`),
    ...reading.frameworks.map(
      ({ name, evidence, line }) => `  framework ${name} (line ${line}: ${evidence})`,
    ),
    ...reading.metricDefinitions.map(({ Name, Regex }) => `  metric ${Name}: ${Regex}`),
    ...(guess ? [`  model of ${guess.parameters} parameters? (line ${guess.line}: ${guess.from})`] : []),
    '',
  ].join('\n');
}

function argumentLine(argument: ScriptArgument): string {
  const { range } = argument;
  const words = [
    argument.type,
    argument.required ? 'required' : '',
    argument.default === undefined ? '' : `= ${JSON.stringify(argument.default)}`,
    argument.defaultExpression === undefined ? '' : `= \`${argument.defaultExpression}\``,
    argument.choices ? `of ${argument.choices.join('|')}` : '',
    range ? `in ${range.minimum ?? ''}..${range.maximum ?? ''}` : '',
    argument.converter === undefined ? '' : `through \`${argument.converter}\``,
    argument.command === undefined ? '' : `command ${argument.command}`,
    argument.group === undefined ? '' : `group ${argument.group}`,
    argument.help === undefined ? '' : `"${argument.help}"`,
  ];
  const more = [
    argument.unsettable === undefined ? '' : `\n      left alone: ${argument.unsettable}`,
    argument.passing === undefined ? '' : `\n      ${argument.passing}`,
    argument.condition === undefined ? '' : `\n      only where ${argument.condition}`,
  ];
  const line = `  ${argument.line} ${argument.name}: ${words.filter((word) => word !== '').join(', ')}`;
  return `${line} [${argument.origin}]${more.join('')}`;
}
