from django.db import migrations, models


def name_them(apps, schema_editor):
    """Projects that are here already: by their name in addresses, numbered where it is taken."""
    Project = apps.get_model("projects", "Project")
    taken = set()
    for project in Project.objects.order_by("created_at"):
        number, wanted = 1, project.slug[:24].strip("-")
        while (short := wanted if number == 1 else f"{wanted}-{number}") in taken:
            number += 1
        taken.add(short)
        Project.objects.filter(pk=project.pk).update(short=short)


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0002_override_sectionedit'),
    ]

    operations = [
        migrations.AddField(
            model_name='project',
            name='short',
            field=models.SlugField(editable=False, max_length=40, null=True, unique=True),
        ),
        migrations.RunPython(name_them, migrations.RunPython.noop),
    ]
