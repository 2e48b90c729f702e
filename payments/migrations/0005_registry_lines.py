import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0004_registry_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='line')),
                ('received', models.JSONField(verbose_name='as received')),
                ('understood', models.JSONField(blank=True, default=dict, verbose_name='as understood')),
                ('outcome', models.CharField(choices=[('posted', 'Posted'), ('known', 'Known before'), ('rejected', 'Rejected'), ('mended', 'Mended'), ('discarded', 'Discarded')], max_length=16, verbose_name='outcome')),
                ('reason', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='reason')),
                ('contribution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='received_as', to='payments.contribution', verbose_name='contribution')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.registryfile', verbose_name='registry')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.person', verbose_name='person')),
                ('sender', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.person', verbose_name='sender')),
            ],
            options={
                'verbose_name': 'registry line',
                'verbose_name_plural': 'registry lines',
                'indexes': [models.Index(condition=models.Q(('outcome', 'rejected')), fields=['file', 'number'], name='registry_line_rejected')],
                'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='registry_line_number'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['posted', 'known']), ('reason__isnull', True)), models.Q(('outcome__in', ['rejected', 'mended', 'discarded']), ('reason__isnull', False)), _connector='OR'), name='registry_line_rejected_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'mended'), _negated=True), ('contribution__isnull', False), _connector='OR'), name='registry_line_mended_is_posted')],
            },
        ),
    ]
