import django.db.models.deletion
from django.db import migrations, models


def project():
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project")


class Migration(migrations.Migration):
    """Apart from the last one: PostgreSQL alters no table in the transaction that filled it."""

    dependencies = [("moderation", "0003_in_project")]

    operations = [
        migrations.AlterField(model_name="showntext", name="project", field=project()),
        migrations.AlterField(model_name="worry", name="project", field=project()),
        migrations.AddIndex(
            model_name="showntext", index=models.Index(fields=["project", "state"], name="moderation_text_in_project")
        ),
        migrations.AddIndex(
            model_name="worry", index=models.Index(fields=["project", "closed_at"], name="moderation_worry_in_project")
        ),
    ]
