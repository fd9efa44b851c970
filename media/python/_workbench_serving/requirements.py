"""Installs code/requirements.txt into the endpoint's own folder; the user's Python is never changed."""
import os
import subprocess
import sys

from .errors import ServingError
from .http_server import say

_PIP = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


def _already_there(file):
    """Whether this Python satisfies the file as it is. False when pip is too old to tell: then it is installed anyway."""
    check = subprocess.run(
        _PIP + ["--dry-run", "--no-index", "-r", file],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=os.path.dirname(file), check=False,
    )
    return check.returncode == 0 and b"Would install" not in check.stdout


def install(file, folder):
    """Installs when there is a file and something in it is missing; `folder` then comes first on sys.path.

    Raises ServingError when pip fails; its own words are in the log.
    """
    if not os.path.isfile(file):
        return
    if not os.path.isdir(folder):
        if _already_there(file):
            return
        say("Installing %s" % os.path.basename(file))
        partial = folder + ".partial"
        done = subprocess.run(
            _PIP + ["--upgrade", "--target", partial, "-r", file],
            stdout=sys.stdout, stderr=sys.stdout, cwd=os.path.dirname(file), check=False,
        )
        if done.returncode != 0:
            raise ServingError("InstallRequirementsError: pip could not install code/requirements.txt (exit code %d)." % done.returncode)
        os.rename(partial, folder)
    sys.path.insert(0, folder)
    os.environ["PYTHONPATH"] = os.pathsep.join(p for p in (folder, os.environ.get("PYTHONPATH")) if p)
