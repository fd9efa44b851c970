import type { LaunchPage } from '../../messages/launch.ts';
import { withProgress } from '../../platform/progress.ts';
import { UserError } from '../../platform/userError.ts';

/** How a long act says what it is at, and hears that it is given up. */
export interface ActSteps {
  readonly report: (step: string) => void;
  readonly signal: AbortSignal;
}

/** The one long act of a page: shown in the page and in a notification, either of which cancels it. */
export class Acting {
  #running: AbortController | undefined;

  cancel(): void {
    this.#running?.abort();
  }

  /**
   * @param show hears what the act is at, and undefined when it is over
   * @throws UserError while another one is under way
   */
  async run<T>(
    title: string,
    show: (busy: LaunchPage['busy']) => void,
    act: (steps: ActSteps) => Promise<T>,
  ): Promise<T> {
    if (this.#running) throw new UserError('invalid-input', 'A launch from this page is under way already.');
    const running = new AbortController();
    this.#running = running;
    show({ title, step: '' });
    try {
      return await withProgress(title, (report, cancelled) =>
        act({
          signal: AbortSignal.any([running.signal, cancelled]),
          report: (step) => {
            report(step);
            show({ title, step });
          },
        }),
      );
    } finally {
      this.#running = undefined;
      show(undefined);
    }
  }
}
