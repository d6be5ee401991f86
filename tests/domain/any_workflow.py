"""Workflows of all kinds, made at random; most of them have somebody chosen, and some wait for it."""

from typing import Any, Final

from hypothesis import strategies as st

from tests.domain.stage import document


def _assign(fixed: dict[str, Any], pool: str) -> st.SearchStrategy[dict[str, Any]]:
    """Steps that choose somebody of a pool; those settings that are not ``fixed`` may be left out."""
    action = {"action": "workspace"} if pool == "" else {"action": "team", "team": pool}
    settings_: dict[str, st.SearchStrategy[Any]] = {
        "logic": st.sampled_from(["round_robin", "least_open"]),
        "only_online": st.booleans(),
        "max_open_contacts": st.integers(1, 2),
        "exclude": st.sampled_from([["current_assignee"], ["previous_assignees"]]),
        "priority": st.integers(-1, 1),
        "when_empty": st.sampled_from(["exit", "next_step"]),
        "timeout": st.sampled_from(["10m", "4h"]),
        "on_timeout": st.just([{"type": "send_message", "text": "Sorry"}]),
        "on_failure": st.just([{"type": "send_message", "text": "Oh"}]),
    }
    return st.fixed_dictionaries(
        {"type": st.just("assign_to"), **{key: st.just(value) for key, value in (action | fixed).items()}},
        optional={key: value for key, value in settings_.items() if key not in fixed},
    )


QUEUE = st.one_of(
    *(
        _assign(fixed, pool)
        for fixed in ({"only_online": True}, {"max_open_contacts": 1})
        for pool in ("", "T0")
    )
)
STEP = st.one_of(
    QUEUE,
    _assign({}, "T1"),
    st.sampled_from(
        [
            {"type": "assign_to", "action": "unassign"},
            {"type": "assign_to", "action": "user", "user": "u0@x.test"},
            {"type": "assign_to", "action": "user", "user": "u1@x.test"},
            {"type": "send_message", "text": "{{ contact.first_name }}, {{ assignee.first_name }} is here"},
            {"type": "send_message", "text": "Hi", "channel": "Web1"},
            {"type": "wait", "duration": "10m"},
            {"type": "close_conversation"},
            {"type": "http_request", "url": "https://x.test"},
            {
                "type": "ask_question",
                "text": "Well?",
                "question_type": "number",
                "save_as": {"variable": "answer"},
                "max_attempts": 2,
                "timeout": "10m",
            },
        ]
    ),
)
STOP_WHEN = ["agent_message", "incoming_message", "manual_assignment", "conversation_closed"]
STEPS = st.one_of(
    st.tuples(QUEUE), st.tuples(STEP, STEP), st.tuples(QUEUE, QUEUE), st.tuples(STEP, QUEUE, STEP)
)


OPENED: Final = {"type": "conversation_opened"}
SHORTCUT: Final = {"type": "shortcut"}
WEBHOOK: Final = {"type": "incoming_webhook", "contact": {"email": "$.mail"}}
TRIGGER = st.sampled_from(
    [
        *[OPENED] * 6,
        *({"type": name} for name in ("conversation_closed", "contact_assigned", "message_received")),
        SHORTCUT,
        WEBHOOK,
    ]
)


@st.composite
def documents(draw: st.DrawFn, triggers: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """Workflows of all kinds, most of which have somebody chosen."""
    stop_when = draw(st.lists(st.sampled_from(STOP_WHEN), unique=True, max_size=2))
    once = draw(st.booleans())
    return document(*draw(STEPS), once_per_contact=once, stop_when=stop_when, trigger=draw(triggers))


DOCUMENT = documents(TRIGGER)
