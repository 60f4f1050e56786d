"""What one print costs in its throw-away child. Imports nothing of Django: the child reads it."""

import resource

from takasaki_sc.lib import pdf
from takasaki_sc.lib.limits import run_limited


def weigh(order):
    """(CPU seconds, peak MB) of one order, warm, as the child spends them."""
    return run_limited(
        _weigh_here, order,
        cpu_seconds=60, memory_mb=pdf.MEMORY_MB, wall_seconds=60, preload=pdf.PRELOAD,
    )  # fmt: skip


def _weigh_here(order):
    pdf._print_pages(order)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
