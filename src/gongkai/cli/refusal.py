"""How a command says that it cannot do what it was asked: one plain line on stderr, exit code 2."""

from typing import IO, Any

import click


class Refused(click.ClickException):
    """It cannot be done; the message says what, why and what to do."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """One line, whatever the message carries."""
        click.echo(" ".join(self.format_message().split("\n")), err=True)


class PlainCommand(click.Command):
    """A command that refuses a wrong use in the same way, in Chinese, instead of printing its usage."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As click does, but for the words of its refusals."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise Refused(f"{_in_chinese(error)}用法见 gongkai {self.name} --help。") from error


def _in_chinese(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=param) if param is not None:
            return f"缺少 {param.opts[0]}。"
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项。"
        case click.BadOptionUsage():
            return f"{error.option_name} 后面的值不对：缺少，或者不该有。"
        case _:
            return "有看不懂的参数。"
