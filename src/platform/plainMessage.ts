/**
 * Text of others as VS Code may say it in a notification. It makes links of `[words](…)` there, even of commands that then run,
 * whoever wrote them: a log line, a job's reason, a file's name.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
