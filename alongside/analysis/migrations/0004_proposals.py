import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0003_reach_table'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedresult',
            name='made_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AlterField(
            model_name='publishedresult',
            name='published_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
