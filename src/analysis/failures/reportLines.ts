import type { StackFrame } from './programError.ts';

/** How Python begins a stack of frames, behind whatever stood in the line: a bar leaves it open. */
export const heading = /(Stack|Traceback) \(most recent call last\)[: ]*─*╮?$/;
export const groupHeading = /^\s*\+ Exception Group Traceback \(most recent call last\):$/;
/** File, line, and the function that it stands in; a syntax error's has none. */
export const frameLine = /^\s+File "([^"]+)", line (\d+)(,? in (.+))?$/;
/** How faulthandler begins, and what it says of each thread. */
export const fatal = /^Fatal Python error: .+/;
export const threads = /^(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):$/;
/** What comes next does not end the program. */
export const inPassing =
  /^(?:Exception ignored in|Error in atexit|--- Logging error ---|Exception in thread .*Daemon)/;

const chained: readonly (readonly [string, 'cause' | 'context'])[] = [
  ['The above exception was the direct cause of the following exception:', 'cause'],
  ['During handling of the above exception, another exception occurred:', 'context'],
];

/** How the error before a line leads to the one after it; undefined for a line that says nothing of that. */
export function chainedHow(text: string): 'cause' | 'context' | undefined {
  return chained.find(([words]) => text.trim() === words)?.[1];
}

/** The frame that {@link frameLine} has found. */
export function frameOf([, file = '', line = '', , name]: RegExpExecArray): StackFrame {
  return { file, line: Number(line), ...(name !== undefined && { function: name }) };
}
