import datetime
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('credit', 'Credit'), ('return', 'Return'), ('refund', 'Refund')], max_length=8, verbose_name='kind')),
                ('period', models.DateField(verbose_name='period')),
                ('purpose_code', models.CharField(choices=[('121', '121'), ('122', '122'), ('123', '123')], max_length=3, verbose_name='purpose code')),
                ('amount', models.BigIntegerField(verbose_name='amount')),
                ('reference', models.CharField(max_length=64, verbose_name='reference')),
                ('occurrence', models.PositiveIntegerField(default=1, verbose_name='occurrence')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('credited_on', models.DateField(verbose_name='credited on')),
                ('sender_bin', models.CharField(blank=True, max_length=12, verbose_name="sender's BIN")),
                ('sender_name', models.CharField(blank=True, max_length=140, verbose_name="sender's name")),
                ('entered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='entered at')),
                ('entered_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.actor', verbose_name='entered by')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='payments.person', verbose_name='person')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='payments.contribution', verbose_name='reverses')),
                ('sender', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='payments.person', verbose_name='sender')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'constraints': [models.UniqueConstraint(fields=('person', 'period', 'kind', 'reference', 'purpose_code', 'occurrence'), name='contribution_identity'), models.UniqueConstraint(condition=models.Q(('kind', 'return')), fields=('reverses',), name='contribution_returned_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'credit'), ('reverses__isnull', True)), models.Q(('kind__in', ['return', 'refund']), ('reverses__isnull', False)), _connector='OR'), name='contribution_reversal_names_its_line'), models.CheckConstraint(condition=models.Q(('period__day', 1)), name='contribution_period_is_a_month'), models.CheckConstraint(condition=models.Q(('period__range', (datetime.date(2017, 7, 1), datetime.date(2199, 12, 1)))), name='contribution_period_of_the_insurance'), models.CheckConstraint(condition=models.Q(('paid_on__gte', datetime.date(2017, 7, 1))), name='contribution_paid_under_the_insurance'), models.CheckConstraint(condition=models.Q(('credited_on__gte', models.F('paid_on'))), name='contribution_paid_before_credited'), models.CheckConstraint(condition=models.Q(('purpose_code__in', ['121', '122', '123'])), name='contribution_purpose_code_known'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='contribution_above_zero'), models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='contribution_has_a_reference'), models.CheckConstraint(condition=models.Q(('occurrence__gte', 1)), name='contribution_occurrence_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('sender_bin', ''), ('sender_name', '')), models.Q(('sender__isnull', True), ('sender_bin__regex', '\\A[0-9]{4}[4-6][0-9]{7}\\Z')), _connector='OR'), name='contribution_sent_by_person_or_organisation')],
            },
        ),
    ]
