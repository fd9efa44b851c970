import { oneLine } from './text.ts';

/** The line in which Python names an exception: `KeyError: 'species'`, `torch.cuda.OutOfMemoryError: …`. */
const exception =
  /^(?:ErrorMessage )?"?((?:\w+\.)*\w*(?:Error|Exception|Interrupt|Exit|Warning)\b(?:: .*)?)$/;
/** SageMaker's own words around the script's. */
const frame = /^(AlgorithmError|ClientError|InternalServerError|ExecuteUserScriptError)\b/;

/** What went wrong, in one line: the last exception of a traceback, else the whole reason. */
export function failureSummary(reason: string): string {
  const lines = reason.split('\n').map((line) => line.trim().replace(/"$/, ''));
  const raised = lines.findLast((line) => exception.test(line) && !frame.test(line));
  const words = raised === undefined ? reason : (exception.exec(raised)?.[1] ?? reason);
  return oneLine(words);
}
