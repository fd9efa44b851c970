/**
 * Runs a Python script as a debugger would: `python3 -c tracer BREAKPOINTS PROGRAM ARGS…`, breakpoints as JSON: file → lines.
 * At each it writes a line that begins with the mark, then takes commands from stdin, a JSON line each:
 * an expression is evaluated in the frame, `null` goes on.
 */
export const mark = '\u0001';

export const tracer = `
import json, os, runpy, sys
breakpoints = {os.path.realpath(file): lines for file, lines in json.loads(sys.argv[1]).items()}
sys.argv = sys.argv[2:]

def tell(**message):
    print("\\x01" + json.dumps(message), flush=True)

def stopped(frame):
    tell(event="stopped", file=frame.f_code.co_filename, line=frame.f_lineno, function=frame.f_code.co_name)
    for command in sys.stdin:
        expression = json.loads(command)
        if expression is None:
            return
        try:
            tell(event="value", value=repr(eval(expression, frame.f_globals, frame.f_locals)))
        except Exception as error:
            tell(event="value", value=repr(error))

def trace(frame, event, argument):
    lines = breakpoints.get(os.path.realpath(frame.f_code.co_filename))
    if lines is None:
        return None
    if event == "line" and frame.f_lineno in lines:
        stopped(frame)
    return trace

sys.path[0] = os.path.dirname(sys.argv[0])
sys.settrace(trace)
runpy.run_path(sys.argv[0], run_name="__main__")
`;
