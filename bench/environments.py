"""The environments that are measured, each in a separate folder of .bench/ and created once.

``own`` has the project's wheel, which is built again whenever its sources change, and httpx itself. Every peer has a
separate environment. If one cannot be created here (no compiler, no Java), the results give the reason.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".bench"
SPEC = ROOT / "openapi.yaml"
SOURCE = [ROOT]
"""The checkout that is measured."""

HTTPX = "httpx==0.28.1"
PEERS = {
    "requests": ["requests==2.34.2"],
    "addepy": ["addepy==0.6.0"],
    "opc": [HTTPX, "attrs", "python-dateutil"],
    "oag": ["urllib3>=2.7", "python-dateutil", "pydantic>=2.11", "typing-extensions"],
}
TOOLS = ["openapi-generator-cli==7.26.0"]
EXTRAS = ("cli", "redis", "tables")


class Missing(Exception):
    """This machine lacks something that a measurement needs; the message says what, and how to get it."""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """The standard output of a command; if it fails, ``Missing`` with its error output."""
    done = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Missing(f"{' '.join(str(each) for each in command[:4])} failed: {(done.stderr or done.stdout)[-600:]}")
    return done.stdout


def python(name: str) -> Path:
    """The interpreter of an environment."""
    return HOME / name / "bin" / "python"


def stamped(name: str, want: str) -> bool:
    """Whether an environment was last made from ``want``."""
    stamp = HOME / name / "made-from"
    return stamp.exists() and stamp.read_text() == want


def stamp(name: str, made_from: str) -> None:
    (HOME / name / "made-from").write_text(made_from)


def install(name: str, wanted: Iterable[str]) -> None:
    """Make an environment with these packages, unless it has them."""
    wanted = list(wanted)
    if stamped(name, json.dumps(wanted)):
        return
    run(sys.executable, "-m", "venv", "--clear", HOME / name)
    run(python(name), "-m", "pip", "install", "--quiet", *wanted)
    stamp(name, json.dumps(wanted))


def digest(paths: Iterable[Path]) -> str:
    hashed = hashlib.sha256()
    for path in sorted(paths):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def measure(revision: str) -> None:
    """Make ``own`` an earlier commit of this project from now on."""
    SOURCE[0] = HOME / "before"
    if not SOURCE[0].exists():
        run("git", "clone", "--quiet", ROOT, SOURCE[0])
    run("git", "-C", SOURCE[0], "checkout", "--quiet", revision)


def sources() -> list[Path]:
    source = SOURCE[0]
    folders = tuple(source / name for name in ("runtime", "generated", "overlays", "sandbox"))
    return [source / "pyproject.toml", source / SPEC.name] + [path for each in folders for path in each.rglob("*.py")]


def wheel() -> Path:
    """Build the project's wheel from the current sources."""
    folder = HOME / "wheel"
    run(sys.executable, "-m", "pip", "wheel", SOURCE[0], "--quiet", "--no-deps", "--no-build-isolation", "-w", folder)
    return next(folder.glob("*.whl"))


def own() -> Path:
    """The environment with the project as a user installs it, with those of EXTRAS that it has."""
    before = digest(sources())
    if not stamped("own", before):
        known = tomllib.loads((SOURCE[0] / "pyproject.toml").read_text())["project"]["optional-dependencies"]
        extras = ",".join(name for name in EXTRAS if name in known)
        built = wheel()
        if not python("own").exists():
            run(sys.executable, "-m", "venv", HOME / "own")
        pip = (python("own"), "-m", "pip", "install", "--quiet")
        run(*pip, f"{built}[{extras}]", HTTPX)
        run(*pip, "--no-deps", "--force-reinstall", built)
        stamp("own", before)
    return python("own")


def opc() -> Path:
    """The environment of openapi-python-client, with the client that its own templates generate from openapi.yaml."""
    install("opc", PEERS["opc"])
    target = HOME / "opc" / "plain_addepar"
    want = digest([SPEC])
    if not target.exists() or not stamped("opc/plain_addepar", want):
        settings = HOME / "opc" / "generator.yaml"
        # The same media types as for our client: without them, the generator omits the downloads.
        mapped = (ROOT / "generator-config.yaml").read_text().partition("content_type_overrides:")[2]
        settings.write_text(f"package_name_override: plain_addepar\npost_hooks: []\ncontent_type_overrides:{mapped}")
        tool = (sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--overwrite")
        run(*tool, "--path", SPEC, "--config", settings, "--output-path", target)
        stamp("opc/plain_addepar", want)
    return python("opc")


def oag() -> Path:
    """The environment of openapi-generator, with the client that it generates from openapi.yaml; it needs Java."""
    install("oag", [*PEERS["oag"], *TOOLS])
    target = HOME / "oag" / "written"
    want = digest([SPEC])
    if not target.exists() or not stamped("oag/written", want):
        run("java", "-version")
        plain = HOME / "oag" / "openapi.json"
        # Its YAML parser follows at most 50 anchors.
        plain.write_text(json.dumps(_loaded(SPEC), default=str))
        jar = next((HOME / "oag").rglob("openapi-generator.jar"))
        options = ("--skip-validate-spec", "--package-name", "oag_addepar", "-g", "python")
        run("java", "-jar", jar, "generate", "-i", plain, "-o", target, *options)
        stamp("oag/written", want)
    return python("oag")


def _loaded(path: Path) -> object:
    import yaml

    return yaml.safe_load(path.read_text())


def server() -> Path:
    """The server, compiled."""
    source, program = ROOT / "bench" / "server.c", HOME / "server"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        HOME.mkdir(exist_ok=True)
        try:
            run("cc", "-O2", "-Wall", "-o", program, source, "-lssl", "-lcrypto", "-lpthread")
        except (Missing, FileNotFoundError) as error:
            raise Missing(f"the server needs a C compiler and OpenSSL (Debian: gcc libssl-dev): {error}") from error
    return program


MAKERS = {"own": own, "opc": opc, "oag": oag}


def ready(name: str) -> Path:
    """The interpreter of an environment, which is created if necessary; a lock lets one process do this at a time."""
    import fcntl  # Windows lacks it; nothing is measured there, but tests import this module

    HOME.mkdir(exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if name in MAKERS:
            return MAKERS[name]()
        install(name, PEERS[name])
        return python(name)
