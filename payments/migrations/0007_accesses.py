import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0006_corrections'),
    ]

    operations = [
        migrations.CreateModel(
            name='Access',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('until', models.DateTimeField(verbose_name='until')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accesses', to='payments.actor', verbose_name='who looked')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accesses', to='payments.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'access',
                'verbose_name_plural': 'accesses',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='access_has_a_reason'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('opened_at'))), name='access_ends')],
            },
        ),
    ]
