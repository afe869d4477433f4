import django.db.models.deletion
from django.db import migrations, models


def fill(apps, _schema):
    """Each mark is in the project of its contribution."""
    contribution = apps.get_model("activities", "Contribution").objects.filter(pk=models.OuterRef("contribution"))
    apps.get_model("analysis", "Mark").objects.update(project=models.Subquery(contribution.values("project")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
        ("analysis", "0004_proposals"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="mark",
            name="project",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
