/** How the demo in the extension host asks the program that drives the browser: a line out, a file back. */

/** Begins the line of a request; JSON follows. */
export const requestMark = '@@driver ';

/** The environment variable with the folder for answers: `<id>.json`. */
export const answersVariable = 'SAGEMAKER_DEMO_ANSWERS';

/** What the driver can do; `id` is the request's own. */
export type DriverRequest = { readonly id: number } & DriverAction;

/** A picture under out/demo/ (when the window shows a text, if one is given), text or a key as from the keyboard, or an entry of the open quick pick. */
export type DriverAction =
  | { readonly action: 'screenshot'; readonly name: string; readonly shows?: string }
  | { readonly action: 'type'; readonly text: string }
  | { readonly action: 'press'; readonly key: string }
  | { readonly action: 'pick'; readonly label: string };

/** The file's content: `result` when it was done (a screenshot's path), else `error`. */
export interface DriverAnswer {
  readonly result?: string;
  readonly error?: string;
}
