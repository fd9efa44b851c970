import type { PythonModule } from './python/module.ts';
import type { ScriptFramework } from './scriptReading.ts';

/** By the package's first name as it is imported. */
const packages = new Set(
  (
    'torch torchvision torchaudio tensorflow keras jax flax optax mxnet sklearn xgboost lightgbm catboost ' +
    'transformers datasets accelerate peft trl diffusers sentence_transformers deepspeed lightning pytorch_lightning ' +
    'smdistributed sagemaker horovod ray statsmodels spacy timm ultralytics fastai paddle onnx onnxruntime cudf cuml ' +
    'pyspark dask autogluon'
  ).split(' '),
);

/** The frameworks that the script imports, in the order of the source; local modules of the same names count too. */
export function frameworksOf(module: PythonModule): ScriptFramework[] {
  const found = new Map<string, ScriptFramework>();
  for (const { module: full, written, line } of module.imports) {
    const name = full.split('.')[0] ?? full;
    if (packages.has(name) && !found.has(name)) found.set(name, { name, evidence: written, line });
  }
  return [...found.values()];
}
