"""The names that texts use, and the variables that conditions ask about."""

from collections.abc import Collection, Iterator

from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.context import OF_CONTACT, OF_OTHERS
from evenhand.domain.workflow.format import Workflow
from evenhand.domain.workflow.linting.names import Names
from evenhand.domain.workflow.linting.walking import Found, conditions_in, groups_of, steps_of, texts_in
from evenhand.domain.workflow.problems import hint_at, listed, shown, suggestion
from evenhand.domain.workflow.steps import AskQuestion, HttpRequest
from evenhand.domain.workflow.triggers import Manual


def check_texts(workflow: Workflow, names: Names | None) -> Iterator[Found]:
    """Names that no text can know. Without a workspace its fields and users are not judged."""
    known = _Known(workflow, names)
    for step, path in steps_of(workflow):
        for text, here in texts_in(step, path):
            for name in sorted(text.names):
                flaw = known.flaw(name)
                if flaw is not None:
                    yield Found(here, flaw, step.id)
    for group, path, step_id in groups_of(workflow):
        for condition, here in conditions_in(group, path):
            if condition.category == "variable":
                flaw = known.variable(condition.field or "")
                if flaw is not None:
                    yield Found(f"{here}/field", flaw, step_id)


def variables_of(workflow: Workflow) -> set[str] | None:
    """The variables that a run can have; None where whoever starts it passes what they like."""
    if isinstance(workflow.trigger, Manual):
        return None
    found = set(workflow.trigger.saves())
    for step, _ in steps_of(workflow):
        match step:
            case AskQuestion() if step.save_as.variable is not None:
                found.add(step.save_as.variable)
            case HttpRequest():
                found.update(step.save if step.save_status_as is None else (*step.save, step.save_status_as))
            case _:
                pass
    return found


class _Known:
    """What the texts of a workflow can know."""

    def __init__(self, workflow: Workflow, names: Names | None) -> None:
        self._names = names
        self._bare = workflow.trigger.variables
        self._variables = variables_of(workflow)

    def flaw(self, name: str) -> Said | None:
        """What is wrong with a dotted name, if anything."""
        root, dot, rest = name.partition(".")
        if root == "mention":
            return self._mention(rest)
        field = rest if root in {"contact", "variable"} else rest.partition(".")[0]
        if root == "contact":
            return self._contact(field)
        if root == "variable":
            return self.variable(field)
        if root in OF_OTHERS:
            return _one_of(root, field, OF_OTHERS[root]) if dot else _no_field(root, OF_OTHERS[root])
        if root in self._bare:
            return None
        roots = ("contact", "variable", *OF_OTHERS, *self._bare)
        return said("a text knows no {root}{hint}", root=shown(root), hint=hint_at(root, roots))

    def variable(self, name: str) -> Said | None:
        """What is wrong with a variable's name, if anything."""
        if self._variables is None:
            return None
        name = name.partition(".")[0]
        if name in self._variables:
            return None
        if not self._variables:
            return said("there is no variable {name}: nothing in this workflow saves one", name=shown(name))
        hint = hint_at(name, sorted(self._variables))
        return said("there is no variable {name} in this workflow{hint}", name=shown(name), hint=hint)

    def _contact(self, field: str) -> Said | None:
        if not field:
            return _no_field("contact", OF_CONTACT)
        if self._names is None:
            return None
        fields = (*OF_CONTACT, *self._names.fields)
        # A field's name may itself hold dots; of a list or a text more may be asked.
        if field in fields or field.partition(".")[0] in fields:
            return None
        return said(
            "a contact has no field {field}{hint}", field=shown(field), hint=suggestion(field, fields)
        )

    def _mention(self, whom: str) -> Said | None:
        if whom == "assignee":
            return None
        if "@" not in whom:
            return said(
                "{value} mentions nobody: give an e-mail or `assignee`", value=shown("@{" + whom + "}")
            )
        if self._names is None or whom.lower() in self._names.users:
            return None
        return said(
            "there is no user {whom} in this workspace{hint}",
            whom=shown(whom),
            hint=suggestion(whom, self._names.users),
        )


def _one_of(root: str, field: str, fields: Collection[str]) -> Said | None:
    if field in fields:
        return None
    hint = hint_at(field, fields)
    return said("{root} has no {field}{hint}", root=shown(root), field=shown(field), hint=hint)


def _no_field(root: str, fields: Collection[str]) -> Said:
    return said("{root} alone says nothing: it has {fields}", root=shown(root), fields=listed(fields))
