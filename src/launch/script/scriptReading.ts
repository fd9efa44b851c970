import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Literal } from './python/values.ts';

export type ArgumentType = 'text' | 'int' | 'float' | 'bool';

/** What declares an argument. */
export type ArgumentOrigin =
  'argparse' | 'click' | 'typer' | 'dataclass' | 'TrainingArguments' | 'fire' | 'absl' | 'environment';

/** One argument that a script declares, as far as it can be read without running it. */
export interface ScriptArgument {
  /** What a hyperparameter is called: the option without its dashes, `batch-size`. */
  readonly name: string;
  readonly type: ArgumentType;
  /** Absent when there is none, when it is `None`, or when only running the script would tell. */
  readonly default?: Literal;
  /** The default as it is written when running decides it: `os.environ["SM_CHANNEL_TRAIN"]`. */
  readonly defaultExpression?: string;
  readonly choices?: readonly (string | number)[];
  /** Both ends belong to it. */
  readonly range?: { readonly minimum?: number; readonly maximum?: number };
  readonly help?: string;
  readonly required: boolean;
  /** Why a hyperparameter cannot set it: SageMaker passes `--name value` for each, never a flag alone. */
  readonly unsettable?: string;
  /** How a value arrives, where that would surprise. */
  readonly passing?: string;
  /** What the script makes of the text, when it is no plain type: `json.loads`, `lambda s: s.split(",")`. */
  readonly converter?: string;
  /** The heading that the script puts it under. */
  readonly group?: string;
  /** The subcommand that it belongs to, several as `train, eval`. */
  readonly command?: string;
  /** When the script declares it, as its source says: `args.amp`; absent when in any case. */
  readonly condition?: string;
  readonly origin: ArgumentOrigin;
  /** Of its declaration, from 1. */
  readonly line: number;
}

/** Something of the script that was left alone, or is good to know before a launch. */
export interface ScriptNote {
  readonly text: string;
  /** From 1; absent when it is about the whole file. */
  readonly line?: number;
}

/** A framework that the script imports. */
export interface ScriptFramework {
  /** The package as it is imported: `torch`, `sklearn`. */
  readonly name: string;
  /** The first import of it. */
  readonly evidence: string;
  readonly line: number;
}

/** A guess from a model's name in the script, `…-7b`; nothing more is known of the model. */
export interface ParameterCountGuess {
  readonly parameters: number;
  /** The name it was read from. */
  readonly from: string;
  readonly line: number;
}

/** What a training script says of itself without being run. */
export interface ScriptReading {
  readonly arguments: readonly ScriptArgument[];
  readonly notes: readonly ScriptNote[];
  readonly frameworks: readonly ScriptFramework[];
  /** Guesses, at most as many as AWS takes. */
  readonly metricDefinitions: readonly MetricDefinition[];
  readonly parameterCountGuess?: ParameterCountGuess;
}

/** What a reader of one kind of declarations finds. */
export interface Findings {
  readonly arguments: readonly ScriptArgument[];
  readonly notes: readonly ScriptNote[];
}
