import type { PythonModule } from './python/module.ts';
import type { ScriptNote } from './scriptReading.ts';

/** Ways to take arguments that are not read, by the name of what is called, and why not. */
const calls: readonly (readonly [RegExp, string])[] = [
  [
    /^hydra\.(?:main|initialize|compose)$/,
    'Hydra takes name=value and configuration files; SageMaker passes --name value, which Hydra refuses.',
  ],
  [
    /^(?:OmegaConf|omegaconf\.OmegaConf)\.from_cli$/,
    'OmegaConf takes name=value; SageMaker passes --name value, which it reads as other names.',
  ],
  [
    /(?:^|\.)LightningCLI$/,
    'LightningCLI makes its arguments of classes that are not in this file, and wants a command (fit) first.',
  ],
  [
    /^jsonargparse\.(?:CLI|auto_cli)$/,
    'jsonargparse makes its arguments of functions and classes while the script runs.',
  ],
  [/^docopt\.docopt$/, 'docopt reads its arguments from the help text; they were not looked for.'],
  [/^getopt\.(?:gnu_)?getopt$/, 'The script takes its arguments apart itself (getopt).'],
  [/^gin\.parse_config/, 'Gin takes its values from configuration files.'],
  [
    /^(?:pyrallis|draccus)\.(?:wrap|parse)$/,
    'The arguments are dotted names of configuration classes, which were not read.',
  ],
  [
    /(?:^|\.)config_flags\.DEFINE_config_/,
    'ml_collections takes its values from a configuration file and --config.name=value.',
  ],
  [
    /^deepspeed\.add_config_arguments$/,
    'DeepSpeed adds arguments of its own here: deepspeed, deepspeed_config.',
  ],
  [
    /^pydantic_settings\.CliApp\.run$/,
    'pydantic makes its arguments of settings classes, which were not read.',
  ],
  [
    /^(?:plac\.call|defopt\.run|cyclopts\.(?:run|App)|chz\.(?:nested_)?entrypoint)$/,
    'The arguments are the parameters of functions; they were not read.',
  ],
  [/^sacred\.Experiment$/, 'Sacred takes "with name=value", which SageMaker does not pass.'],
];

/** What else the script takes arguments through, each named once. */
export function notesOnOtherWays(module: PythonModule): ScriptNote[] {
  const notes: ScriptNote[] = [];
  for (const [pattern, text] of calls) {
    const call = module.calls.find(
      ({ callee }) => callee !== undefined && pattern.test(module.resolve(callee)),
    );
    if (call) notes.push({ line: call.line, text });
  }
  const run = module.calls.find(
    ({ callee, arguments: given }) =>
      callee === 'exec' && given.positional.some((one) => module.textOf(one).startsWith('open(')),
  );
  if (run)
    notes.push({
      line: run.line,
      text: 'The script runs another file here (exec), which may take arguments. nanoGPT’s configurator takes --name=value only; SageMaker passes --name value, which it refuses.',
    });
  const argv = module.subscripts.find(({ firstChild }) => module.resolveNode(firstChild) === 'sys.argv');
  // HfArgumentParser's scripts take a JSON file there instead, if it is the only argument.
  const isFile = module.calls.some(({ member }) => /^parse_(?:json|yaml)_file$/.test(member));
  if (argv && !isFile)
    notes.push({
      line: module.lineAt(argv.from),
      text: 'The script takes arguments by position (sys.argv); SageMaker passes --name value, in the order of the names.',
    });
  return notes;
}

/** Where the arguments may be when none are in the file. */
export function notesOnOtherFiles(module: PythonModule): ScriptNote[] {
  const parsing =
    /^(?:\w*_)?(?:args?|arguments|argparser|parser|parse\w*|options?|opts|flags|cli)(?:_\w*)?$/i;
  const found = module.imports.find(
    ({ full, module: from }) => parsing.test(full.split('.').at(-1) ?? '') && !known.test(from),
  );
  return found
    ? [
        {
          line: found.line,
          text: `No arguments are declared in this file. They may be in ${found.module}, which was not read.`,
        },
      ]
    : [];
}

const known =
  /^(?:argparse|click|typer|sys|os|json|yaml|absl|configparser|urllib|optparse|transformers|tensorflow|torch)(?:\.|$)/;
