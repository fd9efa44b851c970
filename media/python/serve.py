"""Serves a model under SageMaker's hosting contract: GET /ping, POST /invocations.

    python serve.py [--announce FILE] [--packages DIR] [--end-with-parent]

The model is in $SAGEMAKER_BASE_DIR/model (default /opt/ml/model), user code in its folder code/; the port is
SAGEMAKER_BIND_TO_PORT (default 8080, 0 takes a free one). --announce writes {"pid", "port"} to FILE once the server
listens, which is after the model has loaded. Exits 1 when the model cannot be loaded; the last lines say why.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _workbench_serving import lifetime, requirements, user_module  # noqa: E402
from _workbench_serving.errors import ServingError  # noqa: E402
from _workbench_serving.handlers import Handlers  # noqa: E402
from _workbench_serving.http_server import ModelServer, say, user_traceback  # noqa: E402

# The user's imports are to find the user's modules, not what lies beside this file.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or os.curdir) != HERE]


def load(model_dir, packages):
    """The user's module around the loaded model."""
    code_dir = os.path.join(model_dir, "code")
    if os.path.isdir(code_dir):
        sys.path.insert(0, code_dir)
        os.chdir(code_dir)
        requirements.install(os.path.join(code_dir, "requirements.txt"), packages)
    elif os.path.isdir(model_dir):
        os.chdir(model_dir)
    path = user_module.find([code_dir, model_dir])
    module = user_module.load(path) if path else None
    return Handlers(module, model_dir)


def main():
    parser = argparse.ArgumentParser(description="Serve a model under SageMaker's hosting contract.")
    parser.add_argument("--announce", metavar="FILE", type=os.path.abspath, help="write {pid, port} here once the server listens")
    parser.add_argument("--packages", metavar="DIR", type=os.path.abspath, help="where to install code/requirements.txt")
    parser.add_argument("--end-with-parent", action="store_true", help="end when stdin closes")
    options = parser.parse_args()
    os.dup2(1, 2)  # one pipe, so that prints, errors and tracebacks stay in order
    lifetime.end_on_sigterm()
    if options.end_with_parent:
        lifetime.end_with_parent()
    model_dir = os.path.join(os.path.abspath(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml")), "model")
    packages = options.packages or os.path.join(os.path.dirname(model_dir), "packages")
    try:
        handlers = load(model_dir, packages)
    except ServingError as error:
        say(str(error))
        return 1
    except lifetime.Stopped:
        raise
    except (Exception, SystemExit) as error:  # the user's module or model_fn raised: its traceback is the reason
        say(user_traceback(error))
        return 1
    server = ModelServer(int(os.environ.get("SAGEMAKER_BIND_TO_PORT") or 8080), handlers)
    say("Model loaded; listening on http://127.0.0.1:%d" % server.server_port)
    if options.announce:
        lifetime.announce(options.announce, server.server_port)
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        server.socket.close()
        server.busy.wait(lifetime.STOP_SECONDS - 5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
