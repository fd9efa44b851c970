import { openLog, reopenLogPage } from './commands/openLog.ts';
import type { OnPageReturn } from '../returningPage.ts';
import { saveLog } from './commands/saveLog.ts';
import { documentText, lineText } from './document/documentText.ts';
import { LogPages, type OpenLogPage } from './page/logPages.ts';
import { WholeLogs } from './wholeLogs.ts';

export interface WholeLogOptions {
  /** Where logs are kept while someone looks at them; shared by all windows. */
  readonly folder: string;
  /** What `scan/scanWorker.ts` is built into. */
  readonly scanProgram: string;
  readonly openPage: OpenLogPage;
  readonly onPageReturn: OnPageReturn;
}

/** All that saving and opening logs takes, loaded with the first of them. */
export class WholeParts {
  readonly logs: WholeLogs;
  readonly pages: LogPages;
  readonly saveLog = saveLog;
  readonly openLog = openLog;
  readonly reopenLogPage = reopenLogPage;
  readonly documentText = documentText;
  readonly lineText = lineText;

  constructor({ folder, scanProgram, openPage }: WholeLogOptions) {
    this.logs = new WholeLogs(folder);
    this.pages = new LogPages(scanProgram, openPage);
  }

  dispose(): void {
    this.pages.dispose();
    this.logs.dispose();
  }
}

export type LoadWholeLogs = () => Promise<WholeParts>;
