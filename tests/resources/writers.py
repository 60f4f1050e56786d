"""Twenty people at once, each a process of its own: `python -m tests.resources.writers`.

Reads {"by": user pk, "resources": [pk, …]} and prints what went wrong, a line a writer. A writer
corrects its resource again and again; every fourth brings a list in as well.
"""

import json
import multiprocessing
import sys
import uuid

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402

from accounts.models import User  # noqa: E402
from resources.actions import directory  # noqa: E402
from resources.importing import batches  # noqa: E402
from resources.models import SocialResource  # noqa: E402

CORRECTIONS, LINES = 3, 10


def write(number, pk, by_pk, start, faults):
    start.wait()
    try:
        by = User.objects.get(pk=by_pk)
        for turn in range(1, CORRECTIONS + 1):
            resource = SocialResource.objects.get(pk=pk)
            directory.correct_resource(resource, {"notes": f"{turn}回目の直し"}, by=by)
        if number % 4 == 0:
            bring_list(number, by)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told
        faults.put(f"{number}: {type(fault).__name__} {fault}")


def bring_list(number, by):
    lines = [f"見本の会{number}の{n},高崎市見本町{n}-{number}" for n in range(LINES)]
    file = SimpleUploadedFile("名簿.csv", "\n".join(["名称,住所", *lines]).encode())
    batch = batches.receive_list(
        file, by=by, source=f"見本の名簿{number}", submit_token=uuid.uuid4()
    )
    batch = batches.map_columns(batch, by=by, sheets=batch.sheets, mapping=batch.mapping)
    batches.apply_batch(batches.preview_batch(batch, by=by), by=by)


def main():
    order = json.load(sys.stdin)
    ways = multiprocessing.get_context("fork")
    start, faults = ways.Barrier(len(order["resources"])), ways.SimpleQueue()
    writers = [
        ways.Process(target=write, args=(number, pk, order["by"], start, faults))
        for number, pk in enumerate(order["resources"])
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    while not faults.empty():
        sys.stdout.write(f"{faults.get()}\n")


if __name__ == "__main__":
    main()
