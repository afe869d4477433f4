"""What the tests of planned activities share."""

from datetime import date

from django.test import Client

from alongside.plans.models import PlannedActivity

HERE = "/team/northmere/projects/clinics/"
ASKED = "?why=measure&who=experience&who=age-5-11&weeks=9&budget=medium&digital_exclusion=unknown"


def text(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(HERE + path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def choose(client: Client, *keys: str, asked: str = ASKED) -> None:
    assert client.post(f"{HERE}methods/choose/{asked}", {"method": keys}).status_code == 302


def as_posted(activity: PlannedActivity, **changed: object) -> dict[str, object]:
    form: dict[str, object] = {
        "title": activity.title,
        "kind": activity.kind,
        "audiences": activity.audiences,
        "for_whom": activity.for_whom,
        "lead": activity.lead or "",
        "times": activity.times,
        "people": activity.people or "",
        "where": activity.where,
        "left": activity.left,
        "seen": activity.version,
    }
    for name in ("first_on", "last_on"):
        form |= day(name, changed.pop(name) if name in changed else getattr(activity, name))  # type: ignore[arg-type]
    return form | changed


def day(name: str, on: date | None) -> dict[str, object]:
    parts = ("", "", "") if on is None else (on.day, on.month, on.year)
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def planned(method: str) -> PlannedActivity:
    return PlannedActivity.objects.get(method=method)


def plain(**changed: object) -> dict[str, object]:
    none = dict.fromkeys(("lead", "first_on", "last_on", "people"))
    empty = dict.fromkeys(("for_whom", "where", "left"), "")
    return {"title": "x", "kind": "consult", "audiences": [], "times": 1, **none, **empty, **changed}
