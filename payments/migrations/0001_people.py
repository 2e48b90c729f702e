import django.db.models.deletion
import payments.models.promises
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('iin', models.CharField(max_length=12, unique=True, verbose_name='IIN')),
                ('last_name', models.CharField(blank=True, max_length=140, verbose_name='surname')),
                ('first_name', models.CharField(blank=True, max_length=140, verbose_name='first name')),
                ('patronymic', models.CharField(blank=True, max_length=140, verbose_name='patronymic')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'constraints': [models.CheckConstraint(condition=models.Q(('iin__regex', '\\A[0-9]{12}\\Z')), name='person_iin_has_twelve_digits'), models.CheckConstraint(condition=payments.models.promises.HasCheckDigit('iin'), name='person_iin_is_checked')],
            },
        ),
        migrations.CreateModel(
            name='CategorySpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('state_paid', 'Paid for by the state'), ('sole_trader', 'Sole trader')], max_length=16, verbose_name='category')),
                ('first_month', models.DateField(verbose_name='first month')),
                ('last_month', models.DateField(blank=True, null=True, verbose_name='last month')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='category_spans', to='payments.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'category span',
                'verbose_name_plural': 'category spans',
                'constraints': [models.UniqueConstraint(fields=('person', 'category', 'first_month'), name='category_span_starts_once'), models.CheckConstraint(condition=models.Q(('category__in', ['state_paid', 'sole_trader'])), name='category_span_category_known'), models.CheckConstraint(condition=models.Q(('first_month__day', 1)), name='category_span_first_is_a_month'), models.CheckConstraint(condition=models.Q(('last_month__day', 1)), name='category_span_last_is_a_month'), models.CheckConstraint(condition=models.Q(('last_month__gte', models.F('first_month'))), name='category_span_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'Person'), ('staff', 'Staff'), ('partner', 'Partner'), ('system', 'System')], max_length=8, verbose_name='kind')),
                ('label', models.CharField(blank=True, max_length=150, verbose_name='label')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actor', to='payments.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'actor',
                'verbose_name_plural': 'actors',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), ('person__isnull', False)), models.Q(('kind__in', ['staff', 'partner', 'system']), ('person__isnull', True)), _connector='OR'), name='actor_is_a_person_or_has_none'), models.UniqueConstraint(condition=models.Q(('kind', 'system')), fields=('kind',), name='actor_one_system')],
            },
        ),
    ]
