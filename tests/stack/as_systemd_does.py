"""A ``systemctl`` for a root without systemd: starts what a unit and its drop-ins say, with the environment and the credentials
that they name. What a unit forbids is not enforced; tests/stack/test_systemd.py looks at that."""

import os
import re
import subprocess
import sys
from pathlib import Path

FOLDERS = Path("/lib/systemd/system"), Path("/etc/systemd/system")


def settings(name: str) -> dict[str, list[str]]:
    """Each setting of the service with its values in order; an empty value takes back those before."""
    files = [folder / f"{name}.service" for folder in FOLDERS]
    files += sorted(one for folder in FOLDERS for one in (folder / f"{name}.service.d").glob("*.conf"))
    said: dict[str, list[str]] = {}
    for file in files:
        text = file.read_text().replace("\\\n", " ") if file.exists() else ""
        for key, value in re.findall(r"(?m)^(\w+)=(.*)$", text):
            said[key] = [*said.get(key, []), value] if value else []
    return said


def start(name: str) -> None:
    said = settings(name)
    environment = {**os.environ, "CREDENTIALS_DIRECTORY": f"/run/credentials/{name}"}
    for kind, place in (("StateDirectory", "/var/lib"), ("RuntimeDirectory", "/run")):
        for folder in said.get(kind, []):
            Path(place, folder).mkdir(parents=True, exist_ok=True)
            environment[re.sub(r"(?<!^)(?=D)", "_", kind).upper()] = f"{place}/{folder}"
    for file in said.get("EnvironmentFile", []):
        lines = Path(file.lstrip("-")).read_text().splitlines() if Path(file.lstrip("-")).exists() else []
        environment |= dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    for credential in said.get("LoadCredential", []):
        target, _, source = credential.partition(":")
        path = Path(environment["CREDENTIALS_DIRECTORY"], target)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Path(source).read_bytes())
    command = re.sub(r"\$\{?(\w+)\}?", lambda found: environment.get(found[1], ""), said["ExecStart"][0])
    with open(f"/var/log/{name}.log", "ab") as log:
        process = subprocess.Popen(
            command.split(), env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    Path(f"/run/{name}.pid").write_text(str(process.pid))


def reload(name: str) -> None:
    pid = Path(f"/run/{name}.pid").read_text()
    for command in settings(name)["ExecReload"]:
        subprocess.run(command.replace("$MAINPID", pid).split(), check=True)


verb, *names = [word for word in sys.argv[1:] if not word.startswith("--")]
for name in names:
    {"enable": start, "restart": start, "reload": reload}[verb](name)
