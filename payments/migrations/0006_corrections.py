import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0005_registry_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='LineCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('mend', 'Mend'), ('discard', 'Discard')], max_length=8, verbose_name='action')),
                ('period', models.DateField(blank=True, null=True, verbose_name='period')),
                ('purpose_code', models.CharField(blank=True, max_length=3, verbose_name='purpose code')),
                ('document', models.TextField(verbose_name='document')),
                ('requested_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='requested at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.actor', verbose_name='confirmed by')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='payments.registryline', verbose_name='registry line')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.person', verbose_name='person')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.actor', verbose_name='requested by')),
            ],
            options={
                'verbose_name': 'correction of a line',
                'verbose_name_plural': 'corrections of lines',
                'constraints': [models.UniqueConstraint(condition=models.Q(('confirmed_by', None)), fields=('line',), name='line_correction_one_open'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='line_correction_cites_a_document'), models.CheckConstraint(condition=models.Q(('requested_by', models.F('confirmed_by')), _negated=True), name='line_correction_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='line_correction_confirmed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('action', 'mend'), models.Q(('person__isnull', False), ('period__isnull', False), models.Q(('purpose_code', ''), _negated=True), _connector='OR')), models.Q(('action', 'discard'), ('period', None), ('person', None), ('purpose_code', '')), _connector='OR'), name='line_correction_mends_something'), models.CheckConstraint(condition=models.Q(('period__day', 1)), name='line_correction_period_is_a_month'), models.CheckConstraint(condition=models.Q(('purpose_code__in', ['', '121', '122', '123'])), name='line_correction_purpose_code_known')],
            },
        ),
    ]
