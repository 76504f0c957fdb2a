"""The command line of the training package: one subcommand for each step.

Each step lives in a module that offers ``add_arguments(parser)`` and ``run(args) -> int``. A module
is imported only when its subcommand is the one asked for, because some need torch or Ultralytics,
and a person who only renders pictures should not have to install either.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NamedTuple


class Command(NamedTuple):
    """One subcommand: the module that does it, what it does, and the extra that it needs."""

    module: str
    summary: str
    extra: str | None = None


COMMANDS: dict[str, Command] = {
    "render": Command("render.command", "render synthetic scenes with exact labels"),
    "demo": Command("demo", "make the demo pictures of resources/demo"),
    "cache-renders": Command("render_cache", "keep the training and validation scenes on disk"),
    "prepare": Command("prepare", "cut scenes and photographs into training tiles"),
    "train-yolo": Command("yolo.train", "train the YOLOv8n detection model", "yolo"),
    "export-yolo": Command("yolo.export", "write the YOLO model as ONNX", "yolo"),
    "train-mask2former": Command("mask2former.train", "train the Mask2Former model", "mask2former"),
    "export-mask2former": Command(
        "mask2former.export", "write the Mask2Former model as ONNX", "mask2former"
    ),
    "evaluate": Command("evaluate", "score an ONNX model on held-out tiles"),
}


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """Return the parser; only the subcommand `chosen` gets its own arguments.

    Raises:
        ModuleNotFoundError: the chosen step needs a package that is not installed.
    """
    parser = argparse.ArgumentParser(prog="pitchline-training", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(
            name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        )
        if name == chosen:
            module = importlib.import_module(f"pitchline_training.{command.module}")
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((word for word in words if word in COMMANDS), None)
    try:
        parser = build_parser(chosen)
    except ModuleNotFoundError as error:
        extra = COMMANDS[chosen].extra if chosen is not None else None
        if extra is None or (error.name or "").startswith("pitchline_training"):
            raise
        print(
            f"{chosen} needs the package {error.name}, which is not installed: "
            f"run pip install 'pitchline-training[{extra}]'.",
            file=sys.stderr,
        )
        return 2
    args = parser.parse_args(words)
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
