import django.db.models.deletion
from django.db import migrations, models


def fill(apps, _schema):
    """Each text and worry is in the project of its contribution."""
    contribution = apps.get_model("activities", "Contribution").objects.filter(pk=models.OuterRef("contribution"))
    for name in ("ShownText", "Worry"):
        apps.get_model("moderation", name).objects.update(project=models.Subquery(contribution.values("project")[:1]))


def project(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project", **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
        ("moderation", "0002_words_and_worries"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="showntext", name="project", field=project(null=True)),
        migrations.AddField(model_name="worry", name="project", field=project(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
