"""The command line. Each command lives in a module of its own, loaded only when it is called, so that --help is quick
and the core runs without Django."""

import click

from gongkai.cli.lazy import LazyGroup

_COMMANDS = {
    "backup": "gongkai.cli.operations:backup",
    "case": "gongkai.cli.case:case",
    "corpus": "gongkai.cli.corpus:corpus",
    "demo": "gongkai.cli.demo:demo",
    "due": "gongkai.cli.due:due",
    "fee": "gongkai.cli.fee:fee",
    "files": "gongkai.cli.ledger:files",
    "import": "gongkai.cli.directory:import_table",
    "keys": "gongkai.cli.operations:keys",
    "letter": "gongkai.cli.letter:letter",
    "limit": "gongkai.cli.limit:limit",
    "operator": "gongkai.cli.directory:operator",
    "readonly": "gongkai.cli.operations:readonly",
    "redact": "gongkai.cli.redact:redact_command",
    "rebuild": "gongkai.cli.ledger:rebuild",
    "report": "gongkai.cli.report:report",
    "restore": "gongkai.cli.operations:restore",
    "serve": "gongkai.cli.serve:serve",
    "status": "gongkai.cli.operations:status",
    "verify": "gongkai.cli.ledger:verify",
    "worker": "gongkai.cli.ledger:worker",
}


@click.group(cls=LazyGroup, modules=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """政府信息公开：读、核、算，一个命令。"""
