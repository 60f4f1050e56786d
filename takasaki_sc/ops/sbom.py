"""The parts as a CycloneDX 1.6 document (SBOM): for whoever has to look them up one day."""

import uuid
from datetime import UTC, datetime

from django.conf import settings

from takasaki_sc.ops.parts import carried_parts, direct_requirements, runtime_parts

PRODUCT = "pkg:generic/takasaki-sc"


def sbom(now=None):
    """The document as plain data. The same parts give the same serial number."""
    python, carried = runtime_parts(), carried_parts()
    every = [*python, *carried]
    keys = {part.name: part.key for part in python}
    serial = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(sorted(part.key for part in every)))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": PRODUCT, "name": "takasaki-sc",
                          "version": _version()},
        },
        "components": [_component(part) for part in every],
        "dependencies": [
            {"ref": PRODUCT, "dependsOn": sorted(part.key for part in every if part.is_direct)},
            *({"ref": p.key, "dependsOn": sorted(keys[n] for n in p.needs)} for p in python),
            *({"ref": part.key, "dependsOn": []} for part in carried),
        ],
    }  # fmt: skip


def n_direct():
    return len(direct_requirements())


def _version():
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    return text.split('\nversion = "', 1)[1].split('"', 1)[0]


def _component(part):
    shown = {
        "type": "library",
        "bom-ref": part.key,
        "name": part.name,
        "version": part.version,
        "purl": part.key,
        "licenses": [{"expression": part.licence}],
    }
    if part.files:
        shown["components"] = [_file(part, name, mark) for name, mark in part.files]
    return shown


def _file(part, name, mark):
    return {
        "type": "file",
        "bom-ref": f"{part.key}#{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": mark}],
    }
