import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the last one: PostgreSQL alters no table in the transaction that filled it."""

    dependencies = [("analysis", "0005_mark_project")]

    operations = [
        migrations.AlterField(
            model_name="mark",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
            ),
        ),
        migrations.AddIndex(
            model_name="mark",
            index=models.Index(fields=["project", "kind", "words"], name="analysis_mark_in_project"),
        ),
    ]
