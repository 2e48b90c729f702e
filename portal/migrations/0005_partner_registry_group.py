"""The group of those who take partners' registries and clear up what differs in them.

Its name is Kazakh as the state's language is, and is shown in the reader's (`portal.words.groups`). Its people see what
partners brought; a person's own record stays behind a reason and a right that this group does not give.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

NAME = "Серіктестердің тізілімдері"
PERMISSIONS = (
    "view_partnerregistry",
    "add_partnerregistry",
    "view_reconciliationcase",
    "change_reconciliationcase",
    "view_transaction",
    "add_allocation",
)


def make_group(apps, schema_editor):
    using = schema_editor.connection.alias
    # Django makes permissions after the last migration, and these are needed now.
    create_permissions(installed.get_app_config("payments"), verbosity=0, using=using, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="payments")
    group, _is_new = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=NAME)
    group.permissions.add(*(ours.get(codename=codename) for codename in PERMISSIONS))


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0012_partner_registries"),
        ("portal", "0004_refund_groups"),
    ]

    # Backwards the group stays: somebody may be in it.
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
