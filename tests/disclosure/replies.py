"""Replies of invented respondents, by group and answer."""

from ailaget.disclosure.facts import Reply, Scale

SCALE = Scale(("no", "started", "done"))
MULTI = Scale(("none", "open", "internal"), is_multi=True)


def reply(group: str, *answers: str) -> Reply:
    """Return what one respondent of a group answered."""
    return Reply(group, frozenset(answers))


def group_of(group: str, start: int = 0, **counts: int) -> dict[str, Reply]:
    """Return the replies of a group: so many with each answer, `silent` for those with none."""
    given = [answer for answer, count in counts.items() for _ in range(count)]
    return {
        f"{group}:{place}": reply(group, *([] if answer == "silent" else [answer]))
        for place, answer in enumerate(given, start)
    }
