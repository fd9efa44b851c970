/** A line of output without what a launcher puts in front, and whose line it is. */
export interface LaneLine {
  /** `rank0`, `1,0`; empty where there is one writer, or nobody says which. Lines of one lane belong together. */
  readonly lane: string;
  readonly text: string;
}

/** What launchers put in front of every line; the first group says whose it is. */
const launchers: readonly RegExp[] = [
  // torchrun --log-prefix, PyTorch ≥ 2.3 of its own: `[rank0]: Traceback …`; older ones `[default0]:Traceback …`.
  /^\[(rank ?\d+|default\d+|[\w-]+\d*:rank\d+)\]:? ?/,
  // mpirun --tag-output: `[1,0]<stderr>:Traceback …`; SageMaker's: `[1,mpirank:0,algo-1]<stderr>:Traceback …`.
  /^\[(\d+,(?:mpirank:)?\d+(?:,[\w.-]+)?)\]<std(?:out|err|diag)>: ?/,
  // Ray: `(train_fn pid=123, ip=10.0.0.1) Traceback …`.
  /^\((?:[\w.:]+ )*(pid=\d+(?:, ip=[\d.]+)?)\) ?/,
  // Docker Compose and SageMaker's local mode: `abc-algo-1-xyz  | Traceback …`.
  /^([\w-]*algo-\d+[\w-]*) +\| ?/,
  // TorchServe: `2021-05-28 07:52:20,271 [INFO ] W-9003-model_1.0-stdout org.pytorch.serve.wlm.WorkerLifeCycle - Traceback …`.
  /^\d{4}-\d\d-\d\d[T ][\d:,.]+ \[\w+ *\] (W-\d+-[^ ]*) [\w.]+ - /,
];

/** Times that a container runtime puts in front of every line; a logger's own are followed by a level, and stay. */
const stamp = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?/;

/** @param line without escape sequences. */
export function laneLine(line: string): LaneLine {
  const stamped = line.replace(stamp, '');
  for (const launcher of launchers) {
    const match = launcher.exec(stamped);
    if (match) return { lane: match[1] ?? '', text: stamped.slice(match[0].length) };
  }
  return { lane: '', text: stamped };
}
