from evenhand.domain.workflow.format import from_json, parse_yaml, read
from evenhand.domain.workflow.program import Program, compile_workflow
from evenhand.domain.workflow.source import Source
from tests.domain.workflow.documents import EXAMPLE, with_steps


def program_of(source: Source) -> Program:
    workflow, problems = read(source)
    assert workflow is not None
    assert all(problem.severity == "warning" for problem in problems)
    return compile_workflow(workflow)


def test_each_step_knows_what_comes_after_it() -> None:
    program = program_of(parse_yaml(EXAMPLE))
    assert program.first == "welcome"
    assert program.trigger.type == "conversation_opened"
    assert not program.once_per_contact
    assert program.stop_when == frozenset()
    found = {id_: (node.path, node.next, node.ways, node.in_way_out) for id_, node in program.steps.items()}
    assert found == {
        "welcome": ("/steps/0", "assign", {}, False),
        "assign": ("/steps/1", "hello", {"on_timeout": "sorry"}, False),
        "sorry": ("/steps/1/on_timeout/0", None, {}, True),
        "hello": ("/steps/2", None, {}, False),
    }
    assert all(node.id == node.step.id == id_ for id_, node in program.steps.items())


def test_ways_out_go_as_deep_as_they_are_written() -> None:
    message = {"type": "send_message", "text": "hi"}
    inner = {"type": "assign_to", "action": "workspace", "on_timeout": [message, message], "on_failure": []}
    outer = {"type": "assign_to", "action": "workspace", "on_failure": [inner, message]}
    program = program_of(from_json(with_steps(outer)))
    assert program.first == "assign_to"
    assert program.steps["assign_to"].ways == {"on_failure": "assign_to_2"}
    assert program.steps["assign_to_2"].ways == {"on_timeout": "send_message", "on_failure": None}
    assert program.steps["assign_to_2"].next == "send_message_3"
    assert program.steps["send_message"].next == "send_message_2"
    assert program.steps["send_message_2"].next is None
    assert program.steps["send_message_2"].path == "/steps/0/on_failure/0/on_timeout/1"
    assert [id_ for id_, node in program.steps.items() if not node.in_way_out] == ["assign_to"]


def test_a_workflow_without_steps_has_no_first_one() -> None:
    program = program_of(from_json(with_steps()))
    assert program.first is None
    assert program.steps == {}
