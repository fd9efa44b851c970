/** The driver's end: does what the demo in the extension host asks for. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WorkbenchDriver } from '../vscode/driver.ts';
import { requestMark, type DriverAction, type DriverAnswer, type DriverRequest } from './protocol.ts';

/** Where answers and pictures go. */
export interface AnswerFolders {
  readonly answers: string;
  readonly pictures: string;
}

/** The request in a line of output, if it is one. */
export function readRequest(line: string): DriverRequest | undefined {
  if (!line.startsWith(requestMark)) return undefined;
  return JSON.parse(line.slice(requestMark.length)) as DriverRequest;
}

/** Acts and writes the answer, whole from the moment it is there. A failure is an answer too. */
export async function answerRequest(
  request: DriverRequest,
  driver: WorkbenchDriver,
  folders: AnswerFolders,
): Promise<void> {
  const answer = await attempt(request, driver, folders.pictures);
  const path = join(folders.answers, `${request.id}.json`);
  await writeFile(`${path}.part`, JSON.stringify(answer));
  await rename(`${path}.part`, path);
}

async function attempt(
  action: DriverAction,
  driver: WorkbenchDriver,
  pictures: string,
): Promise<DriverAnswer> {
  try {
    return { result: await act(action, driver, pictures) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function act(action: DriverAction, driver: WorkbenchDriver, pictures: string): Promise<string> {
  switch (action.action) {
    case 'screenshot': {
      if (action.shows !== undefined) await driver.shows(action.shows);
      await driver.settled();
      const path = join(pictures, `${action.name}.png`);
      await driver.screenshot(path);
      return path;
    }
    case 'type':
      await driver.page.keyboard.type(action.text);
      return '';
    case 'press':
      await driver.page.keyboard.press(action.key);
      return '';
    case 'pick':
      await driver.pick(action.label);
      return '';
  }
}
