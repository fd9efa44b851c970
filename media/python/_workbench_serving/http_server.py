"""GET /ping and POST /invocations on the loopback interface."""
import http.server
import os
import socketserver
import sys
import threading
import time
import traceback

from .errors import ServingError, UnsupportedFormatError

_HERE = os.path.dirname(os.path.abspath(__file__))
_OWN = (_HERE, os.path.dirname(_HERE))


def say(line):
    """One line of the log, whole: requests run in threads."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def user_traceback(error):
    """The traceback without this server's own frames: it begins at the user's code, when that is on the way."""

    def own(step):
        file = step.tb_frame.f_code.co_filename
        return "importlib._bootstrap" in file or os.path.dirname(os.path.abspath(file)) in _OWN

    step = error.__traceback__
    while step is not None and own(step):
        step = step.tb_next
    return "".join(traceback.format_exception(type(error), error, step)).rstrip("\n")


class _Requests(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # status, headers and body leave in one write
    server_version = "sagemaker-workbench"

    def do_GET(self):
        if self.path.split("?", 1)[0] == "/ping":
            return self._answer(200, b"", {})
        return self._answer(404, b"Not found. There are GET /ping and POST /invocations.", {})

    def do_POST(self):
        if self.path.split("?", 1)[0] != "/invocations":
            return self._answer(404, b"Not found. There are GET /ping and POST /invocations.", {})
        length = self.headers.get("Content-Length")
        if length is None or not length.isdigit():
            self.close_connection = True
            return self._answer(411, b"Content-Length is needed.", {})
        body = self.rfile.read(int(length))
        with self.server.busy:
            started = time.perf_counter()
            status, answer, headers = self._invoke(body)
            took = (time.perf_counter() - started) * 1000
            say('"POST /invocations" %d %.0fms' % (status, took))
            return self._answer(status, answer, headers)

    def _invoke(self, body):
        try:
            return self.server.handlers.invoke(body, dict(self.headers.items()))
        except UnsupportedFormatError as error:
            say(str(error))
            return 415, str(error).encode("utf-8"), {}
        except ServingError as error:
            say(str(error))
            return 500, str(error).encode("utf-8"), {}
        except (Exception, SystemExit) as error:  # whatever the user's code raises is the answer, and the server goes on
            trace = user_traceback(error)
            say(trace)
            return 500, ("%s\n%s" % (error, trace)).encode("utf-8", "replace"), {}

    def _answer(self, status, body, headers):
        self.send_response_only(status)
        names = {"content-type": "text/plain; charset=utf-8"} if body and status >= 400 else {}
        names.update(headers)
        names["content-length"] = str(len(body))
        for name, value in names.items():
            self.send_header(name, " ".join(str(value).splitlines()))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format, *args):  # noqa: A002 - the base class names it so
        say(format % args)


class _Busy:
    """Counts requests at work, so that a stop can wait for them."""

    def __init__(self):
        self._count = 0
        self._changed = threading.Condition()

    def __enter__(self):
        with self._changed:
            self._count += 1

    def __exit__(self, *_):
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait(self, seconds):
        with self._changed:
            self._changed.wait_for(lambda: self._count == 0, seconds)


class ModelServer(http.server.ThreadingHTTPServer):
    """Serves one model. daemon_threads stays True: a stop waits for requests through `busy`, not for idle connections."""

    request_queue_size = 128

    def __init__(self, port, handlers):
        """Binds 127.0.0.1; port 0 takes a free one, `server_port` tells which."""
        super().__init__(("127.0.0.1", port), _Requests)
        self.handlers = handlers
        self.busy = _Busy()

    def server_bind(self):
        # The base class asks DNS for the machine's name here, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request, client_address):
        del request, client_address
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):  # a client that went away is no news
            say(user_traceback(error))
