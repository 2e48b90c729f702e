from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0012_partner_registries'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='registryfile',
            name='registry_file_format_known',
        ),
        migrations.AlterField(
            model_name='registryfile',
            name='format',
            field=models.CharField(choices=[('csv', 'CSV'), ('camt054', 'camt.054'), ('mt102', 'MT-102'), ('categories', 'Categories')], max_length=16, verbose_name='format'),
        ),
        migrations.AddConstraint(
            model_name='registryfile',
            constraint=models.CheckConstraint(condition=models.Q(('format__in', ['csv', 'camt054', 'mt102', 'categories'])), name='registry_file_format_known'),
        ),
    ]
