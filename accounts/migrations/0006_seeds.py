"""Seeds of the second step that stand in the clear are sealed (decision 0051)."""

from django.db import migrations

from accounts import seeds


def seal(apps, schema_editor):
    seeds.rewrite(apps.get_model("mfa", "Authenticator").objects.all(), seeds.reseal)


def unseal(apps, schema_editor):
    seeds.rewrite(apps.get_model("mfa", "Authenticator").objects.all(), seeds.unseal)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_door"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, unseal)]
