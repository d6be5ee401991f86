"""Scenarios of tests: written in the test, or those of the repository."""

import asyncio
from pathlib import Path
from textwrap import dedent
from typing import Final

from evenhand.domain.workflow.source import parse_yaml
from evenhand.virtual.player import Played, play_in_memory
from evenhand.virtual.reading import Loaded
from evenhand.virtual.scenario import Scenario, Unusable, read_scenario

FOLDER: Final = Path(__file__).parents[2] / "scenarios"
FILES: Final = sorted(FOLDER.rglob("*.yaml"))

PEOPLE: Final = """
scenario: a test
workspace:
  teams: [Support, Sales]
  custom_fields: [{name: plan, type: text}, {name: seats, type: number}]
  users:
    - {email: ana@x.test, name: Ana Diaz, teams: [Support], status: online}
    - {email: ben@x.test, name: Ben Okri, teams: [Support]}
  contacts:
    - {id: carl, first_name: Carl, language: de, tags: [vip]}
"""
WORKFLOW: Final = """
workflows:
  - version: 1
    name: Hello
    trigger: {type: conversation_opened}
    steps:
      - {id: hi, type: send_message, text: "Hi {{ contact.first_name | default: 'there' }}"}
      - {id: assign, type: assign_to, action: team, team: Support, only_online: true, timeout: 1h}
"""


def scenario(text: str, **files: str) -> Scenario:
    """The scenario of a text; ``files`` are those that it names, without their ending."""

    def load(path: str) -> Loaded:
        return Loaded(path, parse_yaml(dedent(files[path.removesuffix(".yaml")])))

    return read_scenario(parse_yaml(dedent(text)), load)


def problems(text: str, **files: str) -> list[str]:
    """Everything that is wrong with a scenario, as lines."""
    try:
        scenario(text, **files)
    except Unusable as error:
        return error.lines("s")
    return []


def told(*entries: str, workflow: str = WORKFLOW) -> Played:
    """What comes of these entries among people who are there, with a workflow or none."""
    return asyncio.run(play_in_memory(scenario(story(*entries, workflow=workflow))))


def story(*entries: str, workflow: str = WORKFLOW) -> str:
    """The text of that scenario."""
    return PEOPLE + dedent(workflow) + "timeline:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def failures(*entries: str, workflow: str = WORKFLOW) -> list[str]:
    """What of these entries does not hold, in words."""
    return [failure.words for failure in told(*entries, workflow=workflow).failures]
