#!/usr/bin/env python
"""Django's command line for 高崎SC."""

import os
import sys

from django.core.management import execute_from_command_line
from environs import EnvError

from takasaki_sc.ops.gate import UnsafeSettings

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takasaki_sc.settings")
    try:
        execute_from_command_line(sys.argv)
    except UnsafeSettings as refusal:
        sys.exit(f"{refusal}")
    except EnvError as mistyped:
        sys.exit(f"設定の値を読めません。{mistyped}（docs/operating.md）")
