from django.db import migrations, models

IDENTITY = "person_id, period, kind, reference, purpose_code, occurrence"
SHOWN = "amount, paid_on, credited_on, sender_bin, sender_name, sender_id, reverses_id, id"
REMAKE = """
    ALTER TABLE payments_contribution
        DROP CONSTRAINT contribution_identity,
        ADD CONSTRAINT contribution_identity UNIQUE ({}) {}
"""


# Pages that nobody vacuumed since are fetched all the same: a vacuum follows each registry, not each fifth of the table.
OFTEN = "autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000"
USUAL = "autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold"


def cover(apps, schema_editor) -> None:
    """The index that keeps a line from being posted twice holds all that a statement shows of it as well.

    Django's own `include` would leave SQLite without the constraint, so its state does not know.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMAKE.format(IDENTITY, f"INCLUDE ({SHOWN})"))
        schema_editor.execute(f"ALTER TABLE payments_contribution SET ({OFTEN})")


def uncover(apps, schema_editor) -> None:
    """The constraint as Django made it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REMAKE.format(IDENTITY, ""))
        schema_editor.execute(f"ALTER TABLE payments_contribution RESET ({USUAL})")


def drop_full_index(apps, schema_editor) -> None:
    """Of this index alone: Django, asked not to index a column, drops each unique index that it alone is in as well."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        standing = connection.introspection.get_constraints(cursor, "payments_contribution")
    for name, found in standing.items():
        is_full = found["index"] and not found["unique"] and name != "contribution_taken_back"
        if is_full and found["columns"] == ["reverses_id"]:
            schema_editor.execute(schema_editor.sql_delete_index % {"name": schema_editor.quote_name(name)})


def make_full_index(apps, schema_editor) -> None:
    """The index that Django gives a foreign key."""
    contribution = apps.get_model("payments", "Contribution")
    schema_editor.execute(schema_editor._create_index_sql(contribution, fields=[contribution._meta.get_field("reverses")]))


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0009_refunds'),
    ]

    operations = [
        # Nearly no line is a reversal: an index of them alone is written by nobody's import.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_full_index, make_full_index, elidable=False)],
            state_operations=[
                migrations.AlterField(
                    model_name='contribution',
                    name='reverses',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=models.PROTECT, related_name='reversals', to='payments.contribution', verbose_name='reverses'),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='contribution',
            index=models.Index(condition=models.Q(('reverses__isnull', False)), fields=['reverses'], name='contribution_taken_back'),
        ),
        migrations.RunPython(cover, uncover, elidable=False),
    ]
