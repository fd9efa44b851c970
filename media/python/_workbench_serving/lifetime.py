"""When the server ends, and how others learn where it is."""
import json
import os
import signal
import threading
import time

STOP_SECONDS = 30  # what SageMaker gives a container between SIGTERM and SIGKILL


class Stopped(SystemExit):
    """SIGTERM came: told apart from a sys.exit() in the user's code."""


def announce(file, port):
    """Writes {"pid", "port"} whole or not at all. A file, because everything else the user's code may print to."""
    partial = file + ".partial"
    with open(partial, "w") as out:
        json.dump({"pid": os.getpid(), "port": port}, out)
    os.replace(partial, file)


def end_on_sigterm():
    """SIGTERM ends the main thread by Stopped, wherever it is: loading or serving."""

    def stop(_number, _frame):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stopped(0)

    signal.signal(signal.SIGTERM, stop)


def end_with_parent():
    """Ends the server when stdin closes: the parent holds the other end, and loses it even by SIGKILL.

    The user's code gets an empty stdin instead.
    """
    pipe = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def watch():
        while os.read(pipe, 1024):
            pass
        # With the children that the user's code may have started, when the process leads a group of its own.
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(os.getpid(), signal.SIGTERM)
        else:
            os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
