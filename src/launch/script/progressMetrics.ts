import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { SyntaxNode } from '@lezer/common';
import { escaped, number } from './patterns.ts';
import { readArgumentList } from './python/calls.ts';
import { Evaluator } from './python/evaluate.ts';
import type { PythonCall, PythonModule } from './python/module.ts';
import { childrenOf } from './python/parse.ts';
import { isDictionary, isList, type Value } from './python/values.ts';

/** What frameworks print while training, for those that the script uses. */
export function progressMetrics(module: PythonModule): MetricDefinition[] {
  const imports = (name: RegExp): boolean => module.imports.some((one) => name.test(one.module));
  return [
    ...(imports(/^(?:transformers|trl)\b/) ? trainer(module) : []),
    ...(imports(/^(?:tensorflow|keras|tf_keras)\b/) ? keras(module) : []),
    ...(imports(/^(?:lightning|pytorch_lightning)\b/) ? lightning(module) : []),
    ...(imports(/^xgboost\b/) ? xgboost(module) : []),
  ];
}

/** Trainer prints dictionaries: `{'loss': 0.7, 'learning_rate': 5e-05, 'epoch': 1.0}`, in version 5 with numbers as texts. */
function trainer(module: PythonModule): MetricDefinition[] {
  const call = module.calls.find(({ member }) => /^(?:\w*)Trainer$/.test(member));
  if (!call) return [];
  const { named } = call.arguments;
  const evaluates = named.has('eval_dataset');
  const compute = module.functionNamed(module.dotted(named.get('compute_metrics')) ?? '');
  const returned = compute ? (/return\s*\{([^{}]*)\}/.exec(module.textOf(compute.node))?.[1] ?? '') : '';
  const keys = [...returned.matchAll(/["']([A-Za-z_]\w*)["']\s*:/g)].map((match) => `eval_${match[1] ?? ''}`);
  const names = [
    'loss',
    'grad_norm',
    'learning_rate',
    ...(evaluates ? ['eval_loss', ...keys] : []),
    'train_loss',
  ];
  return names.map((name) => ({ Name: name, Regex: `'${name}': '?${number}` }));
}

/** Keras prints `- loss: 0.5 - accuracy: 0.8 - val_loss: 0.6`. */
function keras(module: PythonModule): MetricDefinition[] {
  const fit = module.calls.find(({ member, receiver }) => member === 'fit' && receiver);
  if (!fit || new Evaluator(module, fit.within).value(fit.arguments.named.get('verbose')) === 0) return [];
  const compile = module.calls.find(({ member, receiver }) => member === 'compile' && receiver);
  const listed = compile?.arguments.named.get('metrics');
  const metrics = (listed ? childrenOf(listed) : []).flatMap((one) => metricName(module, one) ?? []);
  const validated = fit.arguments.named.has('validation_data') || fit.arguments.named.has('validation_split');
  const names = ['loss', ...metrics];
  return [...names, ...(validated ? names.map((name) => `val_${name}`) : [])].map((name) => ({
    Name: name,
    Regex: `\\b${escaped(name)}: ${number}`,
  }));
}

/** `"accuracy"`, `keras.metrics.AUC(name="auc")`. */
function metricName(module: PythonModule, node: SyntaxNode): string | undefined {
  const isCall = node.name === 'CallExpression';
  const named = isCall ? readArgumentList(node.lastChild, module.text).named.get('name') : node;
  const value = new Evaluator(module).value(named);
  return typeof value === 'string' ? value : undefined;
}

/** Lightning's progress bar shows `train_loss=0.5` for what is logged with `prog_bar=True`. */
function lightning(module: PythonModule): MetricDefinition[] {
  return module.calls.flatMap((call) => {
    const { positional, named } = call.arguments;
    const evaluator = new Evaluator(module, call.within);
    const on = (name: string): boolean => evaluator.value(named.get(name)) === true;
    if (!/^log(?:_dict)?$/.test(call.member) || !call.receiver || !on('prog_bar')) return [];
    const both = on('on_step') && on('on_epoch');
    return loggedNames(module, call, positional[0] ?? named.get('name')).map((logged) => {
      const name = both ? `${logged}_epoch` : logged;
      return { Name: name, Regex: `\\b${escaped(name)}=${number}` };
    });
  });
}

function loggedNames(module: PythonModule, call: PythonCall, node: SyntaxNode | undefined): string[] {
  if (call.member === 'log') {
    const value = new Evaluator(module, call.within).value(node);
    return typeof value === 'string' ? [value] : [];
  }
  return [...(node ? module.textOf(node) : '').matchAll(/["']([\w/.-]+)["']\s*:/g)].map(
    (match) => match[1] ?? '',
  );
}

/** XGBoost prints `[0]	train-rmse:0.5	validation-rmse:0.6`. */
function xgboost(module: PythonModule): MetricDefinition[] {
  const evals = module.calls.find(({ arguments: given }) => given.named.has('evals'));
  const list = evals?.arguments.named.get('evals');
  const written = list && (module.assigned(module.dotted(list) ?? '', evals?.within)[0]?.value ?? list);
  const sets = [...(written ? module.textOf(written) : '').matchAll(/,\s*["'](\w+)["']\s*\)/g)].map(
    (match) => match[1] ?? '',
  );
  return sets.flatMap((set) =>
    evalMetrics(module).map((metric) => ({
      Name: `${set}:${metric}`,
      Regex: `\\b${set}-${escaped(metric)}:${number}`,
    })),
  );
}

function evalMetrics(module: PythonModule): string[] {
  const values: (Value | undefined)[] = module.calls.map((call) =>
    new Evaluator(module, call.within).value(call.arguments.named.get('eval_metric')),
  );
  for (const { value, within } of module.allAssignments()) {
    if (value?.name !== 'DictionaryExpression') continue;
    const found = new Evaluator(module, within).value(value);
    if (isDictionary(found)) values.push(found.get('eval_metric'));
  }
  const names = values.flatMap((value) => (isList(value) ? [...value] : [value]));
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
