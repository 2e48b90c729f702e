import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0003_contributions'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistryFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('format', models.CharField(choices=[('csv', 'CSV'), ('camt054', 'camt.054'), ('categories', 'Categories')], max_length=16, verbose_name='format')),
                ('covers_from', models.DateField(blank=True, null=True, verbose_name='covers from')),
                ('covers_until', models.DateField(blank=True, null=True, verbose_name='covers until')),
                ('line_count', models.PositiveIntegerField(verbose_name='number of lines')),
                ('total', models.BigIntegerField(verbose_name='total')),
                ('posted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='posted at')),
                ('known_until', models.DateField(blank=True, null=True, verbose_name='known until')),
                ('posted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.actor', verbose_name='posted by')),
            ],
            options={
                'verbose_name': 'registry',
                'verbose_name_plural': 'registries',
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '\\A[0-9a-f]{64}\\Z')), name='registry_file_sha256'), models.CheckConstraint(condition=models.Q(('format__in', ['csv', 'camt054', 'categories'])), name='registry_file_format_known'), models.CheckConstraint(condition=models.Q(models.Q(('covers_from__isnull', True), ('covers_until__isnull', True)), models.Q(('covers_from__isnull', False), ('covers_until__gte', models.F('covers_from')), ('covers_until__isnull', False)), _connector='OR'), name='registry_file_covers_days'), models.CheckConstraint(condition=models.Q(('total__gte', 0)), name='registry_file_total')],
            },
        ),
    ]
