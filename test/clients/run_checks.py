"""Runs checks one after the other and prints one JSON line for each: {name, error}."""

import json
import sys
import traceback


def run_checks(checks, *given):
    """All of them, or those that the command line names."""
    wanted = sys.argv[1:]
    for check in checks:
        if wanted and check.__name__ not in wanted:
            continue
        error = None
        try:
            check(*given)
        except Exception:
            error = traceback.format_exc()
        print(json.dumps({"name": check.__name__, "error": error}), flush=True)
