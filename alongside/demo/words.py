"""What the demo says when it has started: where it is, and who can log in."""

from alongside.demo.organisations import HOUSES, RESIDENTS, email_of
from alongside.people.accounts.roles import ROLES


def welcome(address: str) -> str:
    lines = [
        "",
        f"[bold]Alongside is at {address}/[/]",
        "",
        "The public sites:",
        *(f"  {address}/{house.slug}/   {house.facts['name']}" for house in HOUSES),
        "",
        f"To log in, open {address}/log-in/, enter an address, and read the code at {address}/demo/outbox",
    ]
    for house in HOUSES:
        lines.append(f"  {house.facts['name']}")
        lines += [
            f"    {email_of(each.name):34} {each.name}, {str(ROLES[each.role].name).lower()}"
            for each in house.colleagues
        ]
    lines.append("  People who take part")
    lines += [f"    {email_of(name):34} {name}" for name in RESIDENTS]
    lines += [
        "",
        "Leads and owners see personal data, so they log in with a second factor too:",
        f"in the demo {address}/demo/people logs you in as anyone, second factor included.",
        "Ctrl-C ends everything.",
        "",
    ]
    return "\n".join(lines)
