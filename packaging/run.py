"""Starts Wholeflow, or its tests, on a fresh machine with Python 3.11 or newer and nothing else.

    python3 packaging/run.py                the window with the sample system; without a screen, its numbers
    python3 packaging/run.py test           the tests (--lint: style and types too; --long: the long ones too)
    python3 packaging/run.py COMMAND ...    a command, such as: check FOLDER

Makes ``.venv`` beside the project, installs into it when ``pyproject.toml`` has changed, and says which
system libraries are missing.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RESULTS = ROOT / "artefacts"
OLDEST = (3, 11)
WRONG, INTERRUPTED = 2, 130
ABORTED = -6  # how a program ends on POSIX when Qt finds no screen

# Library that Qt loads, and the Debian package that brings it.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1"}

LINT = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
    ("lint-imports",),
)


def main(words: Sequence[str]) -> int:
    """Do what the words ask for and return the exit code of what was started."""
    if sys.version_info < OLDEST:
        return refuse(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    if words and words[0] == "test":
        return test(words[1:])
    if not install(()):
        return WRONG
    if words:
        return start(*words)
    return window() if has_screen() else numbers()


def refuse(sentence: str) -> int:
    """Say why it does not go on; returns the exit code for that."""
    print(sentence, file=sys.stderr)
    return WRONG


def install(extras: Iterable[str]) -> bool:
    """Make ``.venv`` hold the application and these extras; False, after saying why, if it cannot be.

    Asks the package index only when the project file, the interpreter or the extras have changed.
    """
    if not usable_environment():
        return False
    found = installed()
    state = {"project": digest(), "python": sys.version.split()[0]}
    same = all(found.get(key) == value for key, value in state.items())
    known = set(found.get("extras", "").split())
    if same and known.issuperset(extras):
        return True
    names = sorted(known.union(extras))
    print(f"Installing Wholeflow{' with ' if names else ''}{', '.join(names)} into {VENV} ...", flush=True)
    if not found:
        print("The first time this loads about 140 MB, which takes 500 MB on the disk.", flush=True)
    began = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable"]
    if subprocess.call([*command, f".[{','.join(names)}]" if names else "."], cwd=ROOT) != 0:
        refuse("The packages could not be installed. Is there a connection to the package index?")
        return False
    STAMP.write_text(json.dumps({**state, "extras": " ".join(names)}), encoding="utf-8")
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)
    return True


def usable_environment() -> bool:
    """Make ``.venv`` if there is none with pip in it; False, after saying why, if it cannot be made."""
    if PYTHON.exists() and subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return True
    if importlib.util.find_spec("ensurepip") is None and not system_packages(
        ["python3-venv"], "Python's venv"
    ):
        return False
    print(f"Making {VENV} ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) == 0:
        return True
    refuse(f"Python could not make a virtual environment in {VENV}.")
    return False


def digest() -> str:
    """Names the content of the project file."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """What the last installation wrote down; empty if there was none."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def has_screen() -> bool:
    """Whether a window can be shown; elsewhere than on Linux always."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def libraries_of_window() -> dict[str, str]:
    """The libraries that Qt loads for a window on this screen, and their Debian packages."""
    screen = WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {}
    return {**OFFSCREEN, **screen, **(X11 if os.environ.get("DISPLAY") else {})}


def qt_can_load(libraries: dict[str, str]) -> bool:
    """Whether the libraries are there; installs them as root, otherwise says what to install."""
    if not sys.platform.startswith("linux"):
        return True
    missing = [name for name in libraries if not loads(name)]
    if not missing:
        return True
    return system_packages([libraries[name] for name in missing], f"Qt ({', '.join(missing)})")


def loads(library: str) -> bool:
    """Whether the system finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def system_packages(packages: Sequence[str], purpose: str) -> bool:
    """Install Debian packages if we are root, otherwise print the line that does."""
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        refuse(f"{purpose} needs system packages that are missing. On Debian they are: {' '.join(packages)}")
        return False
    if os.geteuid() != 0:
        refuse(f"{purpose} needs system packages that are missing. Install them with:\n\n    sudo {line}\n")
        return False
    print(f"{purpose} needs system packages. Running as root, so installing them: {line}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    command = ["apt-get", "install", "-y", "-qq", *line.split()[2:]]
    return subprocess.call(command, env=environment, stdout=subprocess.DEVNULL) == 0


def start(*words: str) -> int:
    """Run the application with these words in the folder where the user stands."""
    return subprocess.call([PYTHON, "-P", "-m", "app", *words])


def sample() -> Path | None:
    """The folder of the sample system."""
    folder = ROOT / "resources" / "samples"
    folders = [p for p in folder.iterdir() if any(p.glob("*.bpmn"))] if folder.is_dir() else []
    return min(folders, default=None)


def window() -> int:
    """Open the window with the sample system."""
    if not qt_can_load(libraries_of_window()):
        return WRONG
    system = sample()
    code = start(*([str(system)] if system else []))
    if code == ABORTED:
        return refuse("The screen that DISPLAY or WAYLAND_DISPLAY names could not be opened.")
    return code


def numbers() -> int:
    """Without a screen: what joins the sample system, where it breaks, and the first verdict."""
    system = sample()
    if system is None:
        return refuse("There is no sample system in resources/samples.")
    RESULTS.mkdir(exist_ok=True)
    picture = RESULTS / f"{system.name}-landscape.svg"
    print(
        f"No screen (neither DISPLAY nor WAYLAND_DISPLAY is set): the sample system {system.name} in words."
    )
    codes = []
    for title, *words in (
        ("What joins the processes", "links", str(system)),
        ("Where the whole breaks", "check", str(system), "--fail-on", "never"),
        ("Numbers from customer to customer", "analyse", str(system)),
        ("Does the improvement help the whole?", "improve", str(system), "--quick"),
        ("The landscape", "landscape", str(system), "--to", str(picture)),
    ):
        print(f"\n== {title}: wholeflow {' '.join(words)}\n", flush=True)
        codes.append(start(*words))
    if not any(codes):
        print(f"\n== In short\n\n{summary(system)}")
    print(f"The picture of the landscape is {picture}.")
    return max(codes, key=abs)


def summary(system: Path) -> str:
    """The main results of a system in a few lines."""
    links, found = answer("links", system), answer("check", system, "--fail-on", "never")["findings"]
    improved = answer("improve", system, "--quick")
    base, errors = improved["base"], sum(finding["severity"] == "error" for finding in found)
    lead_time = f"{base['endToEnd']['leadTime']['value']:.4g} {base['timeUnit']}s"
    verdicts = [f"“{one['name']}”: {one['verdict']}. {one['explanation']}" for one in improved["initiatives"]]
    return "\n".join(
        [
            f"{len(links['links'])} links, {len(links['open'])} open questions.",
            f"{len(links['parties'])} parties outside.",
            f"{len(found)} findings, {errors} of them errors.",
            f"A customer waits {lead_time} on average.",
            *verdicts,
        ]
    )


def answer(command: str, system: Path, *options: str) -> dict[str, Any]:
    """The JSON object that a command prints about a system."""
    words = [str(PYTHON), "-P", "-m", "app", command, str(system), "--format", "json", *options]
    return dict(json.loads(subprocess.check_output(words)))


def test(words: Sequence[str]) -> int:
    """Run all tests without a screen; ``--lint`` and ``--long`` are ours, the other words are pytest's."""
    lint, long = "--lint" in words, "--long" in words
    others = [w for w in words if w not in ("--lint", "--long")]
    if not install(["lint", "test"] if lint else ["test"]) or not qt_can_load(OFFSCREEN):
        return WRONG
    steps = [*LINT] if lint else []
    steps.append(("pytest", "-n", "auto", *(["-m", ""] if long else []), *others))
    failed = [step[0] for step in steps if not passes(step)]
    print(f"Failed: {', '.join(failed)}" if failed else "All passed.")
    return 1 if failed else 0


def passes(step: Sequence[str]) -> bool:
    """Run one tool of the environment in the project's folder."""
    print(f"\n== {' '.join(step)}", flush=True)
    began = time.monotonic()
    tool = PYTHON.with_name(f"{step[0]}{PYTHON.suffix}")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    code = subprocess.call([tool, *step[1:]], cwd=ROOT, env=environment)
    print(
        f"== {step[0]}: {'passed' if code == 0 else 'failed'} in {time.monotonic() - began:.0f} s", flush=True
    )
    return code == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
