"""Documents that several tests read."""

from typing import Any

from evenhand.domain.workflow.format import from_json, read

EXAMPLE = """\
version: 1
name: "Assignment: Round Robin + Online Only"
description: Low-cost distribution. Answer as fast as possible with whoever is here.
trigger:
  type: conversation_opened
  all:
    - {category: source, operator: is_equal_to, value: contact}
once_per_contact: false
stop_when: []                       # agent_message, incoming_message, manual_assignment, conversation_closed
steps:
  - id: welcome
    type: send_message
    text: "Hi {{ contact.first_name | default: 'there' }}, thanks for writing. An agent will be with you shortly."
  - id: assign
    type: assign_to
    action: team
    team: Support
    logic: round_robin
    only_online: true
    timeout: 4h
    on_timeout:
      - id: sorry
        type: send_message
        text: "Sorry, everybody is away right now. We will get back to you."
  - id: hello
    type: send_message
    text: "{{ assignee.first_name }} will take care of you."
"""  # noqa: E501 (as it stands there)
"""The example of the format's page."""


def with_steps(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A document that has nothing but these steps, and what else is given."""
    return {
        "version": 1,
        "name": "Test",
        "trigger": {"type": "conversation_opened"},
        "steps": list(steps),
        **more,
    }


def with_conditions(*conditions: Any) -> dict[str, Any]:
    """A document whose trigger has these conditions."""
    return with_steps(trigger={"type": "conversation_opened", "all": list(conditions)})


def flaws(step: dict[str, Any]) -> dict[str, str]:
    """What is wrong with a step, by field."""
    _, problems = read(from_json(with_steps(step)))
    return {problem.path.removeprefix("/steps/0/"): problem.detail for problem in problems}
