import type { ScriptFramework } from '../script/scriptReading.ts';
import { type Dependencies, readDependencies } from './dependencies.ts';
import type { Framework } from './imageData.ts';

/** The framework that a project trains with, and where that is known from. */
export interface DetectedFramework {
  readonly framework: Framework;
  /** The package that versions are those of: `torch`, `transformers`. */
  readonly package: string;
  /** What the project asks of its version, `==2.3.1`; undefined when nothing says. */
  readonly specifier: string | undefined;
  /** What it asks of Python, `>=3.10`, and what says so. */
  readonly python: { readonly specifier: string; readonly file: string } | undefined;
  /** `torch==2.3.1 in requirements.txt`, `import torch in line 3`. */
  readonly evidence: string;
}

interface Known {
  readonly framework: Framework;
  /** As PyPI names it; the version is its. */
  readonly package: string;
  /** Packages, by PyPI's and Python's names, whose use means this framework. */
  readonly signs: readonly string[];
}

/** Those that bring others along come first: who uses Transformers also uses PyTorch. */
const known: readonly Known[] = [
  {
    framework: 'autogluon',
    package: 'autogluon',
    signs: ['autogluon', 'autogluon-tabular', 'autogluon-timeseries', 'autogluon-multimodal'],
  },
  {
    framework: 'huggingface',
    package: 'transformers',
    signs: ['transformers', 'trl', 'peft', 'sentence-transformers'],
  },
  {
    framework: 'pytorch',
    package: 'torch',
    signs: [
      'torch',
      'torchvision',
      'torchaudio',
      'lightning',
      'pytorch-lightning',
      'timm',
      'ultralytics',
      'fastai',
      'accelerate',
      'deepspeed',
      'diffusers',
    ],
  },
  { framework: 'tensorflow', package: 'tensorflow', signs: ['tensorflow', 'tensorflow-cpu', 'keras'] },
  { framework: 'mxnet', package: 'mxnet', signs: ['mxnet'] },
  { framework: 'xgboost', package: 'xgboost', signs: ['xgboost'] },
  { framework: 'sklearn', package: 'scikit-learn', signs: ['scikit-learn', 'sklearn'] },
];

/**
 * The framework of a project: what the script imports says which, the project's files which version. Without an import that
 * tells, the files say both. Nothing is run.
 * @returns undefined when neither names a framework that AWS has images for
 * @throws what the disk answers
 */
export async function detectFramework(
  folder: string,
  imports: readonly ScriptFramework[],
): Promise<DetectedFramework | undefined> {
  return frameworkOf(imports, await readDependencies(folder));
}

/** The same of files that were read. */
function frameworkOf(
  imports: readonly ScriptFramework[],
  { packages, installed, python }: Dependencies,
): DetectedFramework | undefined {
  const names = imports.map(({ name }) => name.replace(/_/g, '-'));
  const imported = known.find(({ signs }) => signs.some((sign) => names.includes(sign)));
  const found = imported ?? known.find(({ signs }) => packages.some(({ name }) => signs.includes(name)));
  if (!found) return undefined;
  const versions = [...packages, ...installed].filter(({ name }) => isPackage(found, name));
  const version = versions.find(({ specifier }) => specifier !== '') ?? versions[0];
  const line = imports.find(({ name }) => found.signs.includes(name.replace(/_/g, '-')));
  const sign = packages.find(({ name }) => found.signs.includes(name));
  return {
    framework: found.framework,
    package: found.package,
    specifier: version?.specifier === '' ? undefined : version?.specifier,
    python,
    evidence: evidence(version?.specifier ? version : undefined, line, sign),
  };
}

function isPackage({ package: own, signs }: Known, name: string): boolean {
  return (
    name === own ||
    (own === 'tensorflow' && name === 'tensorflow-cpu') ||
    (own === 'autogluon' && signs.includes(name))
  );
}

function evidence(
  version: Dependencies['packages'][number] | undefined,
  line: ScriptFramework | undefined,
  sign: Dependencies['packages'][number] | undefined,
): string {
  if (version) return `${version.name}${version.specifier} in ${version.file}`;
  if (line) return `"${line.evidence}" in line ${line.line}`;
  return sign ? `${sign.name} in ${sign.file}` : '';
}
