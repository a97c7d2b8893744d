"""The command line. Each command lives in a module of its own, loaded only when it is called, so that --help is quick
and the core runs without Django."""

from importlib import import_module

import click

_COMMANDS = {
    "demo": "gongkai.cli.demo:demo",
    "due": "gongkai.cli.due:due",
    "fee": "gongkai.cli.fee:fee",
    "report": "gongkai.cli.report:report",
    "serve": "gongkai.cli.serve:serve",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        return getattr(import_module(module), name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """政府信息公开：读、核、算，一个命令。"""
