"""The groups that are suggested for a shared position, with all that is told of them."""

from dataclasses import dataclass

from ailaget.views.base.selection import Selection, Source
from ailaget.views.collaboration.basis import Basis, basis_of
from ailaget.views.collaboration.group_rows import Group, group_rows
from ailaget.views.collaboration.grouping import Answer, answer_to, problem_of


@dataclass(frozen=True, eq=False)
class Suggestion:
    """Who bears and who shares, the groups with their figures, and how they were found.

    `groups` are by name, that of the chosen municipality first.
    """

    basis: Basis
    groups: tuple[Group, ...]
    answer: Answer

    @property
    def shown(self) -> tuple[Group, ...]:
        """The groups that have anybody within the filter."""
        return tuple(group for group in self.groups if group.is_inside)

    def group_of(self, code: str | None) -> Group | None:
        """Return a municipality's group; None where it bears a position of its own."""
        return next((group for group in self.groups if code in group.names), None)


def suggestion_of(source: Source, selection: Selection) -> Suggestion:
    """Return the suggested groups of the whole country; raises TooFewValues where none can be."""
    basis = basis_of(source, selection)
    answer = answer_to(source, problem_of(basis, selection))
    groups = group_rows(answer.grouping.groups, basis)
    sort_key = selection.t.sort_key
    groups.sort(key=lambda group: (selection.municipality not in group.names, sort_key(group.name)))
    return Suggestion(basis, tuple(groups), answer)
