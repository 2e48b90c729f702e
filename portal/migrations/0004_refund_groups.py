"""The three groups of those who decide on refunds and pay them out, each with what its work needs and no more.

Their names are Kazakh as the state's language is, and are shown in the reader's (`portal.words.groups`). Whoever
checks a claim sees its whole screen by `view_refundrequest`; a person's own record stays behind a reason and a right
that these groups do not give. Whoever pays out never opens a claim.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Қайтару: бірінші шешім": ("view_refundrequest", "view_prooffile", "decide_first"),
    "Қайтару: екінші шешім": ("view_refundrequest", "view_prooffile", "decide_second"),
    "Қайтару: төлеп беру": ("view_payoutfile", "export_payouts", "view_payoutanswerfile", "add_payoutanswerfile"),
}


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    # Django makes permissions after the last migration, and these are needed now.
    create_permissions(installed.get_app_config("payments"), verbosity=0, using=using, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="payments")
    for name, codenames in GROUPS.items():
        group, _is_new = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
        group.permissions.add(*(ours.get(codename=codename) for codename in codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("payments", "0009_refunds"),
        ("portal", "0003_refund_drafts"),
    ]

    # Backwards the groups stay: somebody may be in them.
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
