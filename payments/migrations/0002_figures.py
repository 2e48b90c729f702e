from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkdayException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('is_working', models.BooleanField(verbose_name='is worked')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'verbose_name': 'exception of the working calendar',
                'verbose_name_plural': 'exceptions of the working calendar',
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payer', models.CharField(choices=[('self', 'Self-payer'), ('sole_trader', 'Sole trader')], max_length=16, verbose_name='payer')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('amount', models.PositiveIntegerField(verbose_name='amount')),
                ('law', models.CharField(max_length=300, verbose_name='law')),
            ],
            options={
                'verbose_name': 'rate',
                'verbose_name_plural': 'rates',
                'constraints': [models.UniqueConstraint(fields=('payer', 'valid_from'), name='rate_starts_once'), models.CheckConstraint(condition=models.Q(('payer__in', ['self', 'sole_trader'])), name='rate_payer_known'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='rate_above_zero'), models.CheckConstraint(condition=models.Q(('law', ''), _negated=True), name='rate_names_its_law')],
            },
        ),
    ]
