"""What trying anything in any order has found, each as the shortest story that shows it."""

from typing import Any

from tests.domain.stage import Stage, assign_to

UNASSIGN = {"type": "assign_to", "action": "unassign"}


def whoever_is_no_robot(*steps: dict[str, Any]) -> dict[str, Any]:
    """A branch, so that what follows cannot be seen before it happens."""
    human = {
        "category": "contact_field",
        "field": "first_name",
        "operator": "is_not_equal_to",
        "value": "Robot",
    }
    return {"type": "branch", "branches": [{"name": "Human", "all": [human], "steps": list(steps)}]}


def test_workflows_that_hand_contacts_to_one_another_through_the_queue_are_cut_off() -> None:
    """Each frees the agent for the other contact: it waited in the queue, but no time went by, for ever."""
    stage = Stage()
    ana = stage.user("ana")
    step = assign_to(max_open_contacts=1)
    stage.workflow(step, name="First")
    for name in ("Again", "And again"):
        steps = (UNASSIGN, whoever_is_no_robot(step))
        stage.workflow(*steps, name=name, trigger={"type": "contact_assigned"})
    contacts = [stage.write("one"), stage.write("two")]
    stage.assign(contacts[0], ana)
    for contact in contacts:
        reasons = {run.reason for run in stage.runs(contact) if run.state == "failed"}
        assert reasons == {"step_limit"}
