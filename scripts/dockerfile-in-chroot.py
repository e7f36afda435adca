#!/usr/bin/env python3
"""Tries a Dockerfile where no container engine runs.

Reads the Dockerfile itself and does what its instructions say in roots that debootstrap makes, then
runs the last stage's ENTRYPOINT as its USER and its HEALTHCHECK against that. The checks:

  - the health check fails before the node runs, while it is stopped by SIGSTOP, and after its end;
  - it succeeds within --patience seconds of the start;
  - the process runs as the image's user and ends with 0 on the image's STOPSIGNAL.

It knows the instructions FROM, ARG, ENV, LABEL, WORKDIR, COPY (--from, --chown, --chmod), RUN, SHELL,
USER, VOLUME, EXPOSE, STOPSIGNAL, ENTRYPOINT, CMD and HEALTHCHECK and honours .dockerignore. Whatever
else a Dockerfile says, such as ADD, mounts or here-documents, is an error and not passed over.
Base images are Debian's only. Processes share the machine's network, and nothing else is confined:
this is a test, not a sandbox.

Needs root, Linux, util-linux and debootstrap. Mounts are made in a mount namespace of its own and are
gone with the process, however it ends.
"""

import argparse
import contextlib
import copy
import fnmatch
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SUITES = {"11": "bullseye", "12": "bookworm", "13": "trixie"}
MARKER = ".dockerfile-in-chroot"
INSIDE = "DOCKERFILE_IN_CHROOT_INSIDE"
# Of the caller's environment, what steps get with --inherit-host-config.
HOST_ENV = re.compile(
    r"(https?|ftp|all|no)_proxy|CARGO_(HTTP|NET|REGISTR(Y|IES)|SOURCE)_.*|RUSTUP_(DIST_SERVER|UPDATE_ROOT)",
    re.IGNORECASE,
)
# What tools ask for the certificates that they trust.
CA_VARIABLES = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "CARGO_HTTP_CAINFO")


class Failure(Exception):
    """Something that ends the run, in words for the user."""


def say(text):
    print(f"\033[1m==>\033[0m {text}", flush=True)


# Reading.


class Instruction:
    def __init__(self, line, keyword, text):
        self.line, self.keyword = line, keyword
        self.flags = []
        while match := re.match(r"--(\S+)\s*", text):
            self.flags.append(match[1])
            text = text[match.end() :]
        self.text = text.strip()

    def fail(self, why):
        raise Failure(f"Dockerfile, line {self.line}: {why}")

    def json(self):
        """The text as a list of strings, or None if it is not in that form."""
        if not self.text.startswith("["):
            return None
        try:
            value = json.loads(self.text)
        except ValueError:
            return None
        return value if all(isinstance(item, str) for item in value) else None


class Stage:
    def __init__(self, instruction, base, name):
        self.instruction, self.base, self.name = instruction, base, name
        self.instructions = []


def parse(text):
    """The instructions, with continued lines joined and comments left out."""
    instructions, pending, start = [], "", 0
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            if not instructions and re.match(r"#\s*escape\s*=\s*[^\\\s]", stripped):
                raise Failure("Dockerfile: another escape character than \\ is not supported.")
            continue
        if not stripped and not pending:
            continue
        start = start if pending else number
        if stripped.endswith("\\"):
            pending += line.rstrip()[:-1]
            continue
        if not stripped:
            continue
        keyword, *rest = (pending + line).split(None, 1)
        instructions.append(Instruction(start, keyword.upper(), "".join(rest)))
        pending = ""
    if pending:
        raise Failure(f"Dockerfile, line {start}: the last line ends in \\.")
    return instructions


def words(text, variables, split=True):
    """Splits at blanks outside of quotes, takes quotes away and puts variables in."""
    out, word, quote, i = [], None, "", 0
    while i < len(text):
        c = text[i]
        if c == "\\" and quote != "'" and i + 1 < len(text):
            keep = quote == '"' and text[i + 1] not in '"$\\'
            word = (word or "") + ("\\" if keep else "") + text[i + 1]
            i += 2
        elif c == quote:
            quote, i = "", i + 1
        elif c in "'\"" and not quote:
            quote, word, i = c, word or "", i + 1
        elif c == "$" and quote != "'":
            value, i = variable(text, i, variables)
            word = (word or "") + value
        elif c.isspace() and not quote and split:
            if word is not None:
                out.append(word)
            word, i = None, i + 1
        else:
            word, i = (word or "") + c, i + 1
    if quote:
        raise Failure(f"a quote is not closed in: {text}")
    if word is not None:
        out.append(word)
    return out


def expand(text, variables):
    return "".join(words(text, variables, split=False))


def variable(text, i, variables):
    """The value of the variable at `i`, and where the text goes on."""
    match = re.match(r"\$(\w+)", text[i:])
    if match:
        return variables.get(match[1], ""), i + match.end()
    match = re.match(r"\$\{(\w+)(?:(:?[-+])((?:[^{}]|\$\{[^{}]*\})*))?\}", text[i:])
    if not match:
        if text[i : i + 2] == "${":
            raise Failure(f"this use of a variable is not supported: {text[i:]}")
        return "$", i + 1
    name, operator, other = match.groups()
    value = variables.get(name)
    known = value is not None and (value != "" or not (operator or "").startswith(":"))
    if operator and operator.endswith("-") and not known:
        value = expand(other, variables)
    elif operator and operator.endswith("+"):
        value = expand(other, variables) if known else ""
    return value or "", i + match.end()


def pairs(instruction, variables):
    """KEY=VALUE ..., or the old form KEY VALUE."""
    first = instruction.text.split(None, 1)
    if len(first) == 2 and "=" not in first[0]:
        return [(first[0], expand(first[1], variables))]
    found = []
    for word in words(instruction.text, variables):
        key, equals, value = word.partition("=")
        if not equals:
            instruction.fail(f"'{word}' is no KEY=VALUE.")
        found.append((key, value))
    return found


def stages_of(instructions, build_args):
    """The stages, and the ARGs before the first of them."""
    outer, stages = {}, []
    for instruction in instructions:
        if instruction.keyword == "FROM":
            parts = [expand(part, outer) for part in instruction.text.split()]
            if len(parts) not in (1, 3) or (len(parts) == 3 and parts[1].upper() != "AS"):
                instruction.fail("FROM takes an image and AS with a name.")
            if any(not flag.startswith("platform=") for flag in instruction.flags):
                instruction.fail("FROM has an option that is not supported.")
            name = parts[2].lower() if len(parts) == 3 else str(len(stages))
            stages.append(Stage(instruction, parts[0], name))
        elif stages:
            stages[-1].instructions.append(instruction)
        elif instruction.keyword == "ARG":
            for word in words(instruction.text, outer):
                key, _, value = word.partition("=")
                outer[key] = build_args.get(key, value)
        else:
            instruction.fail(f"{instruction.keyword} stands before the first FROM.")
    if not stages:
        raise Failure("the Dockerfile has no FROM.")
    return stages, outer


def stage_called(stages, name):
    """The stage with a name or number, among those that are given."""
    for number, stage in enumerate(stages):
        if name.lower() == stage.name or name == str(number):
            return stage
    return None


def sources_of(stage, stages):
    """The stages from which a stage takes something."""
    before = stages[: stages.index(stage)]
    found = [stage_called(before, stage.base)]
    for instruction in stage.instructions:
        for flag in instruction.flags:
            if instruction.keyword == "COPY" and flag.startswith("from="):
                source = stage_called(before, flag[5:])
                if not source:
                    instruction.fail(f"there is no stage '{flag[5:]}' before this one.")
                found.append(source)
    return [source for source in found if source]


def needed(target, stages):
    """The stages that the target is made of, in their order."""
    todo, found = [target], set()
    while todo:
        stage = todo.pop()
        if stage not in found:
            found.add(stage)
            todo.extend(sources_of(stage, stages))
    return [stage for stage in stages if stage in found]


# Files.


def glob_to_regex(pattern):
    """A pattern of .dockerignore or COPY; * stays within a folder, ** does not."""
    out, i = "", 0
    while i < len(pattern):
        if pattern[i : i + 3] == "**/":
            out, i = out + "(?:.*/)?", i + 3
        elif pattern[i : i + 2] == "**":
            out, i = out + ".*", i + 2
        elif pattern[i] == "*":
            out, i = out + "[^/]*", i + 1
        elif pattern[i] == "?":
            out, i = out + "[^/]", i + 1
        else:
            out, i = out + re.escape(pattern[i]), i + 1
    return re.compile(out + r"\Z", re.DOTALL)


class Ignore:
    """What .dockerignore says; without a context, nothing."""

    def __init__(self, context=None):
        self.rules = []
        if not context:
            return
        with contextlib.suppress(FileNotFoundError):
            with open(os.path.join(context, ".dockerignore"), encoding="utf-8") as file:
                for line in file:
                    line = line.strip()
                    if line and not line.startswith("#"):
                        wanted = line.startswith("!")
                        pattern = os.path.normpath(line.lstrip("!").strip()).lstrip("/")
                        self.rules.append((wanted, glob_to_regex(pattern)))

    def __call__(self, path):
        """Whether a path of the context is left out: by its own name or a folder's above it."""
        parts = path.split("/")
        ways = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
        ignored = False
        for wanted, rule in self.rules:
            if any(rule.match(way) for way in ways):
                ignored = not wanted
        return ignored


def within(root, path):
    """Where a path of a root is on this machine; links are followed as inside of the root."""
    real, todo, links = "", [part for part in path.split("/") if part], 0
    while todo:
        part = todo.pop(0)
        if part == ".":
            continue
        if part == "..":
            real = os.path.dirname(real)
            continue
        here = root + real + "/" + part
        if os.path.islink(here):
            links += 1
            if links > 40:
                raise Failure(f"too many links in {path}.")
            link = os.readlink(here)
            real = "" if link.startswith("/") else real
            todo = [piece for piece in link.split("/") if piece] + todo
        else:
            real += "/" + part
    return root + real


def make_folders(root, path, owner=(0, 0)):
    """Makes a folder of a root with all above it."""
    at = ""
    for part in [part for part in path.split("/") if part]:
        at += "/" + part
        there = within(root, at)
        if not os.path.isdir(there):
            os.mkdir(there, 0o755)
            os.chown(there, *owner)
    return within(root, path)


def copy_entry(source, target, owner, mode):
    """Copies one file, link or folder without what is in it; times and modes stay, as engines do it."""
    if os.path.islink(source) or not os.path.isdir(source):
        if not (os.path.islink(source) or os.path.isfile(source)):
            raise Failure(f"{source} is neither file nor folder.")
        if os.path.lexists(target):
            os.unlink(target)
        shutil.copy2(source, target, follow_symlinks=False)
    else:
        if not os.path.isdir(target):
            os.mkdir(target)
        shutil.copystat(source, target)
    os.chown(target, *owner, follow_symlinks=False)
    if mode is not None and not os.path.islink(target):
        os.chmod(target, mode)


def copy_tree(source, target, owner, mode, name, ignored):
    """Copies what is in a folder. `name` is the folder's in the context."""
    for entry in sorted(os.listdir(source)):
        entry_name = f"{name}/{entry}" if name else entry
        there, here = os.path.join(source, entry), os.path.join(target, entry)
        folder = os.path.isdir(there) and not os.path.islink(there)
        if not ignored(entry_name):
            copy_entry(there, here, owner, mode)
        elif not folder or not holds_wanted(there, entry_name, ignored):
            continue
        elif not os.path.isdir(here):
            os.mkdir(here)
        if folder:
            copy_tree(there, here, owner, mode, entry_name, ignored)


def holds_wanted(folder, name, ignored):
    """Whether something in a folder that is ignored is not."""
    if not any(wanted for wanted, _ in ignored.rules):
        return False
    for at, _, files in os.walk(folder):
        inner = os.path.normpath(os.path.join(name, os.path.relpath(at, folder)))
        if any(not ignored(os.path.join(inner, file)) for file in files):
            return True
    return False


# Running in a root.


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


@contextlib.contextmanager
def mounted(root, files=(), folders=(), proc=True):
    """Mounts what a process in the root needs, and for `files` and `folders` ours over the root's."""
    points, made = [], []
    try:
        if proc:
            os.makedirs(root + "/proc", exist_ok=True)
            mount("-t", "proc", "proc", root + "/proc")
            points.append(root + "/proc")
            os.makedirs(root + "/dev", exist_ok=True)
            mount("-t", "tmpfs", "-o", "mode=755", "dev", root + "/dev")
            points.append(root + "/dev")
            for name in ("null", "zero", "full", "random", "urandom", "tty"):
                open(f"{root}/dev/{name}", "w", encoding="ascii").close()
                mount("--bind", f"/dev/{name}", f"{root}/dev/{name}")
                points.append(f"{root}/dev/{name}")
            os.mkdir(root + "/dev/shm", 0o1777)
            os.chmod(root + "/dev/shm", 0o1777)
            for number, name in enumerate(("stdin", "stdout", "stderr")):
                os.symlink(f"/proc/self/fd/{number}", f"{root}/dev/{name}")
            os.symlink("/proc/self/fd", root + "/dev/fd")
            os.mkdir(root + "/dev/pts")
            mount("-t", "devpts", "-o", "newinstance,mode=620,ptmxmode=666", "devpts", root + "/dev/pts")
            points.append(root + "/dev/pts")
            os.symlink("pts/ptmx", root + "/dev/ptmx")
        for source, target in files:
            there = within(root, target)
            if not os.path.exists(there):
                make_folders(root, os.path.dirname(target))
                open(there, "w", encoding="ascii").close()
                made.append(there)
            mount("--bind", source, there)
            points.append(there)
        for source, target in folders:
            there = make_folders(root, target)
            mount("--bind", source, there)
            points.append(there)
        yield
    finally:
        for point in reversed(points):
            if subprocess.run(["umount", point], check=False, stderr=subprocess.DEVNULL).returncode:
                subprocess.run(["umount", "--lazy", point], check=False)
        for file in made:
            with contextlib.suppress(OSError):
                os.unlink(file)


def accounts(root, file):
    """The lines of /etc/passwd or /etc/group of a root, in fields."""
    try:
        with open(within(root, file), encoding="utf-8") as lines:
            return [line.rstrip("\n").split(":") for line in lines if ":" in line]
    except FileNotFoundError:
        return []


def identity(root, user):
    """Ids, further groups and home folder of USER, by the root's own accounts."""
    name, _, group = user.partition(":")
    entry = next((e for e in accounts(root, "/etc/passwd") if name in (e[0], e[2])), None)
    if not entry and not name.isdigit():
        raise Failure(f"there is no user '{name}' in the image.")
    uid = int(entry[2] if entry else name)
    gid = int(entry[3]) if entry else 0
    groups = accounts(root, "/etc/group")
    if group:
        found = next((g for g in groups if group in (g[0], g[2])), None)
        if not found and not group.isdigit():
            raise Failure(f"there is no group '{group}' in the image.")
        gid = int(found[2] if found else group)
    further = [int(g[2]) for g in groups if entry and not group and entry[0] in g[3].split(",")]
    return uid, gid, further, entry[5] if entry else "/"


def start(root, config, arguments, env=None, **options):
    """Starts a process in a root, as the configuration says."""
    uid, gid, groups, home = identity(root, config.user)
    variables = {"PATH": PATH, "HOME": home, **(env or {}), **config.env}

    def enter():
        os.chroot(root)
        os.chdir(config.workdir)
        os.setgroups(groups)
        os.setgid(gid)
        os.setuid(uid)
        os.umask(0o022)

    return subprocess.Popen(
        arguments, env=variables, preexec_fn=enter, stdin=subprocess.DEVNULL, **options
    )


# Building.


class Config:
    """What the instructions say about the process that is to run in an image."""

    def __init__(self):
        self.env = {"PATH": PATH}
        self.workdir, self.user = "/", "0"
        self.shell = ["/bin/sh", "-c"]
        self.entrypoint, self.cmd, self.health = [], [], None
        self.volumes, self.ports, self.labels = [], [], {}
        self.stop = "SIGTERM"


class Builder:
    def __init__(self, options, stages, outer):
        self.options, self.stages, self.outer = options, stages, outer
        self.context = os.path.abspath(options.context)
        self.ignore = Ignore(self.context)
        self.configs, self.roots, self.used_up = {}, {}, set()
        self.wanted = needed(
            (stage_called(stages, options.target) or self.unknown(options.target))
            if options.target
            else stages[-1],
            stages,
        )
        self.host_env, self.host_files = {}, []
        if options.inherit_host_config:
            self.inherit()

    @staticmethod
    def unknown(name):
        raise Failure(f"the Dockerfile has no stage '{name}'.")

    def inherit(self):
        """How this machine reaches the network, for the steps only: nothing of it is left in a root."""
        self.host_env = {key: value for key, value in os.environ.items() if HOST_ENV.fullmatch(key)}
        bundle = next(
            (
                path
                for path in (os.environ.get("SSL_CERT_FILE"), "/etc/ssl/certs/ca-certificates.crt")
                if path and os.path.isfile(path)
            ),
            None,
        )
        acquire = subprocess.run(["apt-config", "dump"], check=True, capture_output=True, text=True).stdout
        acquire = [
            line
            for line in acquire.splitlines()
            if line.startswith("Acquire::") and not line.startswith("Acquire::IndexTargets")
        ]
        if bundle:
            self.host_files.append((bundle, "/run/host/ca-certificates.crt"))
            self.host_env.update((name, "/run/host/ca-certificates.crt") for name in CA_VARIABLES)
            acquire.append('Acquire::https::CaInfo "/run/host/ca-certificates.crt";')
        settings = os.path.join(self.options.root, "apt-settings")
        with open(settings, "w", encoding="utf-8") as file:
            file.write("\n".join(acquire) + "\n")
        self.host_files.append((settings, "/etc/apt/apt.conf.d/99host"))
        if os.path.isfile("/etc/apt/auth.conf"):
            self.host_files.append(("/etc/apt/auth.conf", "/etc/apt/auth.conf"))
        with contextlib.suppress(FileNotFoundError):
            for name in os.listdir("/etc/apt/auth.conf.d"):
                self.host_files.append((f"/etc/apt/auth.conf.d/{name}", f"/etc/apt/auth.conf.d/{name}"))
        cargo = os.environ.get("CARGO_HOME") or os.path.expanduser("~/.cargo")
        for name in ("config.toml", "config"):
            if os.path.isfile(os.path.join(cargo, name)):
                self.host_files.append((os.path.join(cargo, name), "/root/.cargo/config.toml"))
                break

    def build(self):
        for stage in self.wanted:
            self.build_stage(stage)
        return self.roots[self.wanted[-1]], self.configs[self.wanted[-1]]

    def build_stage(self, stage):
        say(f"stage {stage.name} from {stage.base}")
        root = os.path.join(self.options.root, f"stage-{stage.name}")
        parent = stage_called(self.stages[: self.stages.index(stage)], stage.base)
        if parent:
            self.take_root(stage, parent, root)
            config = copy.deepcopy(self.configs[parent])
        else:
            base = self.base(stage)
            copy_root(base, root) if base else os.mkdir(root)
            config = Config()
        self.roots[stage], self.configs[stage] = root, config

        args = {}
        for instruction in stage.instructions:
            name = instruction.keyword
            handler = getattr(self, "do_" + name.lower(), None)
            if not handler or not name.isalpha():
                instruction.fail(f"{name} is not supported.")
            if instruction.flags and name not in ("COPY", "HEALTHCHECK"):
                instruction.fail(f"{name} --{instruction.flags[0]} is not supported.")
            shown = " ".join(instruction.text.split())
            print(f"\033[2m{instruction.line:4}\033[0m {name} {shown[:100]}", flush=True)
            handler(instruction, root, config, args)

    def take_root(self, stage, parent, root):
        """Copies the parent's root, or takes it if no later stage needs it."""
        later = self.wanted[self.wanted.index(stage) + 1 :]
        own = sources_of(stage, self.stages).count(parent)
        if own > 1 or any(parent in sources_of(other, self.stages) for other in later):
            copy_root(self.roots[parent], root)
        else:
            os.rename(self.roots.pop(parent), root)

    def base(self, stage):
        """The root of a base image; made once for each suite."""
        if stage.base == "scratch":
            return None
        match = re.fullmatch(r"(?:docker\.io/)?(?:library/)?debian:([a-z0-9]+)(?:[-.].*)?", stage.base)
        if not match:
            stage.instruction.fail(f"of base images only Debian's are supported, not {stage.base}.")
        suite = SUITES.get(match[1], match[1])
        root = os.path.join(self.options.root, f"base-{suite}")
        if os.path.isdir(root):
            return root
        if not shutil.which("debootstrap"):
            raise Failure("debootstrap is missing: install it with 'apt-get install debootstrap'.")
        mirror, security = mirrors(self.options, suite)
        say(f"making a root with {suite} from {mirror}")
        log = os.path.join(self.options.root, "debootstrap.log")
        with open(log, "w", encoding="utf-8") as out:
            made = subprocess.run(
                ["debootstrap", "--variant=minbase", suite, root + ".new", mirror],
                env={**os.environ, **self.host_env_outside()},
                stdout=out,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if made.returncode:
            with open(log, encoding="utf-8") as lines:
                sys.stderr.writelines(lines.readlines()[-20:])
            raise Failure("debootstrap failed; the end of what it said stands above.")
        with open(root + ".new/etc/apt/sources.list", "w", encoding="utf-8") as file:
            file.write(f"deb {mirror} {suite} main\ndeb {mirror} {suite}-updates main\n")
            if security:
                file.write(f"deb {security} {suite}-security main\n")
        # As in the images: packages start no services.
        policy = root + ".new/usr/sbin/policy-rc.d"
        with open(policy, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\nexit 101\n")
        os.chmod(policy, 0o755)
        shutil.rmtree(root + ".new/var/lib/apt/lists", ignore_errors=True)
        os.rename(root + ".new", root)
        return root

    def host_env_outside(self):
        """The host's environment for what runs outside of a root, where paths are the host's."""
        return {key: value for key, value in self.host_env.items() if key not in CA_VARIABLES}

    # Instructions. Each gets the root and the configuration that it is to change, and the ARGs.

    @staticmethod
    def variables(config, args):
        return {**args, **config.env}

    def do_arg(self, instruction, _root, config, args):
        for word in words(instruction.text, self.variables(config, args)):
            key, equals, value = word.partition("=")
            if key in self.options.build_arg:
                args[key] = self.options.build_arg[key]
            elif equals:
                args[key] = value
            elif key in self.outer:
                args[key] = self.outer[key]

    def do_env(self, instruction, _root, config, args):
        config.env.update(pairs(instruction, self.variables(config, args)))

    def do_label(self, instruction, _root, config, args):
        config.labels.update(pairs(instruction, self.variables(config, args)))

    def do_workdir(self, instruction, root, config, args):
        config.workdir = os.path.join(
            config.workdir, expand(instruction.text, self.variables(config, args))
        )
        make_folders(root, config.workdir)

    def do_user(self, instruction, root, config, args):
        config.user = expand(instruction.text, self.variables(config, args))
        identity(root, config.user)

    def do_shell(self, instruction, _root, config, _args):
        config.shell = instruction.json() or instruction.fail("SHELL takes a list in JSON.")

    def do_stopsignal(self, instruction, _root, config, _args):
        config.stop = instruction.text

    def do_expose(self, instruction, _root, config, args):
        config.ports += words(instruction.text, self.variables(config, args))

    def do_volume(self, instruction, root, config, args):
        for path in instruction.json() or words(instruction.text, self.variables(config, args)):
            make_folders(root, path)
            config.volumes.append(path)

    def do_entrypoint(self, instruction, _root, config, _args):
        config.entrypoint = self.command(instruction, config)
        config.cmd = []

    def do_cmd(self, instruction, _root, config, _args):
        config.cmd = self.command(instruction, config)

    @staticmethod
    def command(instruction, config):
        listed = instruction.json()
        return config.shell + [instruction.text] if listed is None else listed

    def do_healthcheck(self, instruction, _root, config, _args):
        if instruction.text.upper() == "NONE":
            config.health = None
            return
        keyword, _, rest = instruction.text.partition(" ")
        if keyword.upper() != "CMD":
            instruction.fail("HEALTHCHECK takes CMD or NONE.")
        inner = Instruction(instruction.line, "CMD", rest)
        timeout = 30.0
        for flag in instruction.flags:
            name, _, value = flag.partition("=")
            if name not in ("interval", "timeout", "start-period", "start-interval", "retries"):
                instruction.fail(f"HEALTHCHECK --{name} is not known.")
            if name == "timeout":
                timeout = duration(value)
        config.health = (self.command(inner, config), timeout)

    def do_run(self, instruction, root, config, args):
        if "<<" in instruction.text and re.search(r"<<-?['\"]?\w", instruction.text):
            instruction.fail("here-documents are not supported.")
        listed = instruction.json()
        arguments = config.shell + [instruction.text] if listed is None else listed
        started = time.monotonic()
        files = [(path, path) for path in ("/etc/resolv.conf", "/etc/hosts") if os.path.isfile(path)]
        with mounted(root, files + self.host_files, self.options.bind):
            code = start(root, config, arguments, {**self.host_env, **args}).wait()
        if code:
            instruction.fail(f"RUN ended with {code}.")
        print(f"     {time.monotonic() - started:.0f} s", flush=True)

    def do_copy(self, instruction, root, config, args):
        source_root, ignored, owner, mode = self.context, self.ignore, (0, 0), None
        variables = self.variables(config, args)
        for flag in instruction.flags:
            name, _, value = flag.partition("=")
            value = expand(value, variables)
            if name == "from":
                source_root = self.roots[stage_called(self.stages, value)]
                ignored = Ignore()
            elif name == "chown":
                user = value if not value.startswith(":") else "0" + value
                uid, gid, _, _ = identity(root, user)
                owner = (uid, gid)
            elif name == "chmod":
                mode = int(value, 8)
            else:
                instruction.fail(f"COPY --{name} is not supported.")
        listed = instruction.json() or words(instruction.text, variables)
        if len(listed) < 2 or any(word.startswith("<<") for word in listed):
            instruction.fail("COPY takes sources and a target.")
        *patterns, target = listed
        sources = []
        for pattern in patterns:
            found = self.find(source_root, pattern, ignored)
            sources += found or instruction.fail(f"COPY finds no {pattern}.")
        path = os.path.join(config.workdir, target)
        there = within(root, path)
        folder = target.endswith("/") or target in (".", "..") or len(sources) > 1 or os.path.isdir(there)
        for name in sources:
            source = os.path.join(source_root, name) if name else source_root
            if os.path.isdir(source):
                copy_tree(source, make_folders(root, path, owner), owner, mode, name, ignored)
            elif folder:
                into = make_folders(root, path, owner)
                copy_entry(source, os.path.join(into, os.path.basename(name)), owner, mode)
            else:
                make_folders(root, os.path.dirname(path), owner)
                copy_entry(source, there, owner, mode)

    @staticmethod
    def find(root, pattern, ignored):
        """The names below a root that match a source of COPY."""
        name = os.path.normpath("/" + pattern).lstrip("/")
        if name.startswith("../"):
            raise Failure(f"COPY may not leave the context: {pattern}")
        if not re.search(r"[*?\[]", name):
            # Links on the way are the root's own.
            real = os.path.relpath(within(root, name), root)
            real = "" if real == "." else real
            ok = os.path.lexists(os.path.join(root, real)) and not (real and ignored(real))
            return [real] if ok else []
        folder, last = os.path.split(name)
        if re.search(r"[*?\[]", folder):
            raise Failure(f"a pattern is supported in the last part of a path only: {pattern}")
        entries = sorted(fnmatch.filter(os.listdir(within(root, folder)), last))
        names = [os.path.join(folder, entry) for entry in entries]
        return [each for each in names if not ignored(each)]


def duration(text):
    """Seconds of a duration such as 1m30s."""
    units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}
    parts = re.findall(r"([\d.]+)(ms|h|m|s)", text)
    if not parts or "".join(a + b for a, b in parts) != text:
        raise Failure(f"'{text}' is no duration.")
    return sum(float(a) * units[b] for a, b in parts)


def copy_root(source, target):
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


def mirrors(options, suite):
    """Where this machine's apt has Debian from: the archive, and the security archive or None."""
    if options.mirror:
        return options.mirror, options.security_mirror
    entries = []
    paths = ["/etc/apt/sources.list"]
    with contextlib.suppress(FileNotFoundError):
        paths += sorted("/etc/apt/sources.list.d/" + name for name in os.listdir("/etc/apt/sources.list.d"))
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except FileNotFoundError:
            continue
        if path.endswith(".list"):
            for line in text.splitlines():
                match = re.match(r"\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)", line)
                if match:
                    entries.append((match[1], match[2]))
        elif path.endswith(".sources"):
            for block in re.split(r"\n\s*\n", text):
                fields = dict(re.findall(r"^(\S+):[ \t]*(.*)$", block, re.MULTILINE))
                if "deb" in fields.get("Types", "").split() and fields.get("Enabled", "yes") != "no":
                    for uri in fields.get("URIs", "").split():
                        entries += [(uri, name) for name in fields.get("Suites", "").split()]
    own = subprocess.run(
        ["sh", "-c", '. /etc/os-release; echo "${ID:-} ${VERSION_CODENAME:-}"'],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    codename = own[1] if own[:1] == ["debian"] and len(own) > 1 else suite
    archive = next((uri for uri, name in entries if name in (suite, codename)), None)
    security = next((uri for uri, name in entries if name in (f"{suite}-security", f"{codename}-security")), None)
    if not archive:
        raise Failure("this machine's apt knows no Debian archive: name one with --mirror.")
    return archive, options.security_mirror or security


# Trying the image.


def try_image(options, root, config):
    """Runs the image's process and health check, and checks both."""
    command = config.entrypoint + (options.arguments or config.cmd)
    if not command:
        raise Failure("the image has neither ENTRYPOINT nor CMD.")
    config.env.update(options.run_env)
    uid, gid, _, _ = identity(root, config.user)
    # Like an engine: a volume of its own with the owner and the content that the image has there.
    volumes = []
    for number, path in enumerate(config.volumes):
        volume = os.path.join(options.root, f"volume-{number}")
        copy_root(within(root, path), volume)
        volumes.append((volume, path))
    files = [(path, path) for path in ("/etc/resolv.conf", "/etc/hosts") if os.path.isfile(path)]
    with contextlib.ExitStack() as stack:
        for path in ("/etc/resolv.conf", "/etc/hosts"):
            open(within(root, path), "a", encoding="ascii").close()
        if options.read_only:
            temporary = os.path.join(options.root, "temporary")
            os.mkdir(temporary)
            os.chmod(temporary, 0o1777)
            volumes.append((temporary, "/tmp"))
            for folder in ("/proc", "/dev", "/tmp"):
                make_folders(root, folder)
            stack.enter_context(read_only(root))
        stack.enter_context(mounted(root, files, volumes))
        log = os.path.join(options.root, "image.log")
        with open(log, "wb") as out:
            try_process(options, root, config, command, uid, gid, volumes, log, out)


@contextlib.contextmanager
def read_only(root):
    mount("--bind", root, root)
    try:
        mount("-o", "remount,bind,ro", root)
        yield
    finally:
        subprocess.run(["umount", "--lazy", root], check=False)


def try_process(options, root, config, command, uid, gid, volumes, log, out):
    if config.health and healthy(root, config):
        raise Failure("the health check succeeds before the image runs: does something else use its port?")
    say(f"running as {uid}:{gid}: {shlex.join(command)}")
    started = time.monotonic()
    process = start(root, config, command, stdout=out, stderr=subprocess.STDOUT)
    try:
        if config.health:
            while not healthy(root, config):
                if process.poll() is not None:
                    raise Failure(f"the process ended with {process.returncode} before it was healthy.")
                if time.monotonic() - started > options.patience:
                    raise Failure(f"not healthy within {options.patience} seconds.")
                time.sleep(1)
            print(f"     healthy after {time.monotonic() - started:.1f} s", flush=True)
        else:
            say("the image has no health check")
        time.sleep(options.seconds)
        if process.poll() is not None:
            raise Failure(f"the process ended with {process.returncode}.")
        check_user(process.pid, uid, gid)
        for volume, path in volumes[: len(config.volumes)]:
            count = sum(len(files) for _, _, files in os.walk(volume))
            print(f"     {count} files in the volume {path}", flush=True)
        if config.health:
            process.send_signal(signal.SIGSTOP)
            if healthy(root, config):
                raise Failure("the health check succeeds though the process is stopped.")
            process.send_signal(signal.SIGCONT)
            print("     unhealthy while it hangs", flush=True)
            deadline = time.monotonic() + 30
            while not healthy(root, config):
                if time.monotonic() > deadline:
                    raise Failure("not healthy again after it went on.")
                time.sleep(1)
        stopping = time.monotonic()
        name = config.stop if config.stop.startswith("SIG") else f"SIG{config.stop}"
        process.send_signal(int(config.stop) if config.stop.isdigit() else signal.Signals[name])
        code = process.wait(timeout=options.patience)
        if code:
            raise Failure(f"the process ended with {code} on {config.stop}.")
        print(f"     ended in order {time.monotonic() - stopping:.1f} s after {config.stop}", flush=True)
    except subprocess.TimeoutExpired:
        raise Failure(f"the process did not end within {options.patience} s of {config.stop}.") from None
    except Failure:
        with open(log, encoding="utf-8", errors="replace") as lines:
            sys.stderr.writelines(lines.readlines()[-30:])
        raise
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if config.health and healthy(root, config):
        raise Failure("the health check succeeds though the process has ended.")
    if config.health:
        print("     unhealthy after its end", flush=True)


def check_user(pid, uid, gid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    for field, wanted in (("Uid", uid), ("Gid", gid)):
        if set(status[field].split()) != {str(wanted)}:
            raise Failure(f"the process has {field} {status[field]} instead of {wanted}.")


def healthy(root, config):
    """One run of the health check; one that takes too long has failed."""
    command, timeout = config.health
    process = start(
        root, config, command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(timeout=timeout) == 0
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


# The command line.


def key_value(text):
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"'{text}' is no KEY=VALUE")
    return key, value


def bind(text):
    source, colon, target = text.partition(":")
    if not colon or not target.startswith("/"):
        raise argparse.ArgumentTypeError(f"'{text}' is no FOLDER:/FOLDER/INSIDE")
    if not os.path.isdir(source):
        raise argparse.ArgumentTypeError(f"there is no folder {source}")
    return os.path.abspath(source), target


def options_of(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("-f", "--file", help="the Dockerfile; by default that of the context")
    add("--context", default=".", help="the folder that COPY copies from (default: this one)")
    add("--parse", action="store_true", help="read the Dockerfile, print the stages it needs, and end")
    add("--target", metavar="STAGE", help="build up to this stage instead of the last")
    add("--build-arg", metavar="KEY=VALUE", type=key_value, action="append", default=[])
    add("--root", metavar="FOLDER", help="where the roots are made; by default in a new one in /var/tmp")
    add(
        "--keep",
        action="store_true",
        help="leave the roots there; with --root again, the base system is used again",
    )
    add(
        "--bind",
        metavar="FOLDER:INSIDE",
        type=bind,
        action="append",
        default=[],
        help="mount a folder during RUN, such as a registry cache; it gets in no root",
    )
    add(
        "--inherit-host-config",
        action="store_true",
        help="give RUN this machine's apt settings, cargo configuration, proxies and certificates",
    )
    add("--mirror", metavar="URL", help="Debian's archive; by default what this machine's apt uses")
    add("--security-mirror", metavar="URL", help="Debian's security archive, likewise")
    add("--build-only", action="store_true", help="do not run the image")
    add("--run-env", metavar="KEY=VALUE", type=key_value, action="append", default=[])
    add("--read-only", action="store_true", help="run the image on a read-only root, with volumes and /tmp")
    add("--seconds", type=float, default=5, help="how long the image runs once it is healthy (default: 5)")
    add("--patience", type=float, default=120, help="for it to get healthy, and to end (default: 120 s)")
    add("arguments", nargs="*", metavar="ARGUMENT", help="after --: for the image instead of its CMD")
    options = parser.parse_args(arguments)
    options.build_arg, options.run_env = dict(options.build_arg), dict(options.run_env)
    options.file = options.file or os.path.join(options.context, "Dockerfile")
    return options


def read(options):
    with open(options.file, encoding="utf-8") as file:
        return stages_of(parse(file.read()), options.build_arg)


def inside(options):
    """What runs in the namespaces."""
    mount("-t", "proc", "proc", "/proc")
    builder = Builder(options, *read(options))
    root, config = builder.build()
    size = subprocess.run(["du", "-smx", root], check=True, capture_output=True, text=True).stdout.split()[0]
    say(f"built: {size} MB, ports {' '.join(config.ports) or 'none'}, volumes {' '.join(config.volumes) or 'none'}")
    for key, value in config.labels.items():
        print(f"     {key}={value}", flush=True)
    if options.build_only or options.target:
        return
    try_image(options, root, config)
    say("the image works")


def outside(options, arguments):
    """Makes the folder for the roots, runs the rest in namespaces of its own, and cleans up."""
    if os.geteuid() != 0:
        raise Failure("this needs root: mounts and chroot are made.")
    for tool in ("unshare", "mount", "umount", "cp", "du", "apt-config"):
        if not shutil.which(tool):
            raise Failure(f"{tool} is missing.")
    if options.root:
        folder = os.path.abspath(options.root)
        os.makedirs(folder, exist_ok=True)
        if os.listdir(folder) and not os.path.isfile(os.path.join(folder, MARKER)):
            raise Failure(f"{folder} has something in it that is not from here: name another folder.")
    else:
        folder = tempfile.mkdtemp(prefix="dockerfile-", dir="/var/tmp")
    os.chmod(folder, 0o755)
    open(os.path.join(folder, MARKER), "w", encoding="ascii").close()
    # Whatever an earlier run left, except finished base systems.
    for name in os.listdir(folder):
        if name != MARKER and (not name.startswith("base-") or name.endswith(".new")):
            remove(os.path.join(folder, name))

    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    command += [sys.executable, os.path.abspath(__file__), *with_root(arguments, folder)]
    child = subprocess.Popen(command, env={**os.environ, INSIDE: "1"})
    try:
        for name in (signal.SIGTERM, signal.SIGHUP):
            # unshare itself does not heed SIGTERM, and its child ends with it.
            signal.signal(name, lambda *_: child.kill())
        while True:
            try:
                code = child.wait()
                break
            except KeyboardInterrupt:
                continue
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        if options.keep:
            say(f"the roots are left in {folder}")
        else:
            # Out here none of the mounts is to be seen, so nothing that was bound can be removed.
            remove(folder)
    return code if code >= 0 else 128 - code


def with_root(arguments, folder):
    """The arguments again, with the folder as --root."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    return [*arguments[:split], "--root", folder, *arguments[split:]]


def remove(path):
    with open("/proc/self/mounts", encoding="utf-8") as mounts:
        if any((line.split()[1] + "/").startswith(path + "/") for line in mounts):
            raise Failure(f"something is mounted in {path}: it is not removed.")
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


def main(arguments):
    options = options_of(arguments)
    if options.parse:
        stages, _ = read(options)
        for stage in needed(stages[-1], stages):
            for instruction in stage.instructions:
                if not hasattr(Builder, "do_" + instruction.keyword.lower()):
                    instruction.fail(f"{instruction.keyword} is not supported.")
            print(f"{stage.name}: from {stage.base}, {len(stage.instructions)} instructions")
        return 0
    if os.environ.pop(INSIDE, None):
        inside(options)
        return 0
    return outside(options, arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        sys.exit(1)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
