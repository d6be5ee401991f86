"""What a workspace holds: one class per table row, the same in memory and in PostgreSQL.

Fields stand in the order in which storage selects them. A field that may be absent has the
default ``None``; no other default exists, so that an encoded row is complete without it.
Times are aware and in UTC. An ``id`` is the sequence number of the event that created the thing.
"""

from datetime import datetime
from typing import Any, Literal

import msgspec

Role = Literal["owner", "manager", "agent"]
Status = Literal["online", "busy", "offline"]
Choice = Literal["online", "busy"]
Source = Literal["contact", "user", "workflow", "api"]
CloseSource = Literal["user", "workflow", "api", "auto_close"]
Sender = Literal["contact", "user", "workflow", "api"]
WorkflowState = Literal["draft", "published", "stopped"]
RunState = Literal["running", "waiting", "completed", "failed", "stopped"]
TimerKind = Literal["run", "presence", "auto_close"]
FieldType = Literal["text", "number", "date", "list", "boolean"]

WORKSPACE_POOL = 0
"""The pool of everybody in the workspace; every other pool has the id of its team."""


class Row(msgspec.Struct, omit_defaults=True):
    """A row of a table whose key begins with the workspace."""

    workspace_id: int


class Workspace(msgspec.Struct):
    """A tenant and its settings. Durations in seconds; ``auto_close_after`` None is off."""

    id: int
    name: str
    timezone: str
    inactivity_timeout: int
    auto_close_after: int | None
    agents_see_own_only: bool


class Unfinished(msgspec.Struct, omit_defaults=True):
    """What a command has left to the next transactions of its lane, which do it before any other command.

    Pools that were freed, pools that have become empty, workflows that were stopped; ``dismissed``: users
    who were deleted, and by whom.
    """

    freed: list[int] = []
    emptied: list[int] = []
    stopped: list[int] = []
    dismissed: dict[int, str] = {}


class Lane(Row):
    """Locked by whoever writes in the workspace: last event, its time, how many contacts wait."""

    seq: int
    at: datetime
    waiting: int
    unfinished: Unfinished | None = None


class User(Row):
    """A person who answers. ``password_hash`` None: no log-in with a password."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    password_hash: str | None = None
    deleted_at: datetime | None = None


class UserState(Row):
    """What every decision asks about a user. ``status`` follows from the user's presence."""

    user_id: int
    status: Status
    open_contacts: int


class Presence(Row):
    """What a user's status follows from. It changes without an event, so a process never keeps it.

    ``driven`` is a status given by the API, which overrides the user's own ``choice``, connection
    (``connected_until``) and activity (``active_until``).
    """

    user_id: int
    choice: Choice
    driven: Status | None = None
    connected_until: datetime | None = None
    active_until: datetime | None = None
    timer_id: int | None = None


class Team(Row):
    """A named group of users."""

    id: int
    name: str
    created_at: datetime
    deleted_at: datetime | None = None


class PoolMember(Row):
    """A user's place in a pool and in its rotation.

    The row stays when the user leaves (``member`` false), so that coming back is no new turn.
    ``joined`` and ``last_turn`` are sequence numbers; ``last_turn`` 0: no turn yet.
    """

    pool_id: int
    user_id: int
    joined: int
    member: bool
    last_turn: int


class Channel(Row):
    """Where messages come from. ``token_hash`` guards the way in, ``secret`` (sealed) signs the way out."""

    id: int
    type: str
    name: str
    config: dict[str, Any]
    created_at: datetime
    token_hash: str | None = None
    secret: str | None = None
    deleted_at: datetime | None = None


class CustomField(Row):
    """A field that a workspace adds to its contacts."""

    id: int
    name: str
    type: FieldType


class ClosingCategory(Row):
    """A label for why a conversation was closed."""

    id: int
    name: str


class Contact(Row):
    """The customer, the assignee, and what rules ask about without reading history.

    ``conversation_id`` is the open conversation, ``waiting_runs`` how many runs wait for
    something, ``channel_id`` the channel last written on; ``assigned_seq`` the event by which
    the present assignment began; ``last_…_id`` the last message of each sender.
    """

    id: int
    first_name: str
    last_name: str
    tags: list[str]
    fields: dict[str, Any]
    waiting_runs: int
    created_at: datetime
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    country: str | None = None
    channel_id: int | None = None
    assignee_id: int | None = None
    assigned_seq: int | None = None
    assigned_at: datetime | None = None
    conversation_id: int | None = None
    last_incoming_at: datetime | None = None
    last_user_message_at: datetime | None = None
    last_workflow_message_at: datetime | None = None
    last_api_message_at: datetime | None = None
    last_incoming_id: int | None = None
    last_user_message_id: int | None = None
    last_workflow_message_id: int | None = None
    last_api_message_id: int | None = None
    deleted_at: datetime | None = None


class Identity(Row):
    """Who a contact is on a channel; a contact is found by this and never by the phone number."""

    channel_id: int
    external_id: str
    contact_id: int


class Conversation(Row):
    """One stretch from opened to closed. ``assignees``: all who had it; ``last_seq``: newest activity."""

    id: int
    contact_id: int
    source: Source
    opened_at: datetime
    assignees: list[int]
    last_seq: int
    channel_id: int | None = None
    closed_at: datetime | None = None
    close_source: CloseSource | None = None
    category: str | None = None
    summary: str | None = None
    first_response_at: datetime | None = None
    timer_id: int | None = None


class Message(Row):
    """One message. ``sender_id``: the user or the workflow; incoming ones have the sender ``contact``."""

    id: int
    contact_id: int
    sender: Sender
    text: str
    at: datetime
    conversation_id: int | None = None
    channel_id: int | None = None
    sender_id: int | None = None
    choices: list[str] | None = None


class Comment(Row):
    """An internal note; ``author`` is an actor's text, ``mentions`` are users."""

    id: int
    contact_id: int
    author: str
    text: str
    mentions: list[int]
    at: datetime
    conversation_id: int | None = None


class Workflow(Row):
    """A workflow with its draft. ``revision`` counts the draft's changes; ``version``: the latest one."""

    id: int
    name: str
    state: WorkflowState
    revision: int
    document: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    version: int | None = None
    published_at: datetime | None = None
    deleted_at: datetime | None = None


class WorkflowVersion(Row):
    """What was published once, for ever the same."""

    workflow_id: int
    version: int
    document: dict[str, Any]
    published_at: datetime
    published_by: str


class WorkflowKey(Row):
    """Which key the address of a workflow has: the number of the event that renewed it last."""

    workflow_id: int
    number: int


class TrailEntry(msgspec.Struct, omit_defaults=True):
    """What one step of a run did. ``outcome``: ``done``, ``waiting``, ``failed`` or the way it took.

    ``why``: what decided that, such as the conditions that held; it has values of the contact, and
    is erased with them.
    """

    step: str
    at: datetime
    outcome: str
    reason: str | None = None
    why: Any = None


class Question(msgspec.Struct, frozen=True):
    """What a run waits to be answered: the message that ``asked`` last, how many ``answers`` were wrong."""

    asked: int
    answers: int


class Memory(msgspec.Struct, omit_defaults=True, frozen=True):
    """What a run keeps for its steps, beside the variables of its texts.

    ``jumps``: how often each step has jumped. ``steps`` and ``chain``: the steps that it has carried out,
    and the workflows that have started one another before it, since something waited. ``question``: the one
    that it waits to be answered; ``requests``: what it waits for is the answer to an HTTP request.
    ``message`` or ``source``: the message or the assigner that its trigger was about.
    """

    jumps: dict[str, int] = {}
    steps: int = 0
    chain: int = 0
    question: Question | None = None
    requests: bool = False
    message: int | None = None
    source: Source | None = None


class Run(Row):
    """One contact going through one version. ``wait_id``: the event that began the present wait."""

    id: int
    workflow_id: int
    version: int
    contact_id: int
    state: RunState
    variables: dict[str, Any]
    trail: list[TrailEntry]
    started_at: datetime
    conversation_id: int | None = None
    step: str | None = None
    wait_id: int | None = None
    reason: str | None = None
    ended_at: datetime | None = None
    memory: Memory | None = None


class QueueLine(Row):
    """Those who wait for the same people under the same settings, hence in strict order.

    ``holder_id``: under a cap, the present assignee of those contacts whose open conversation counts
    for that user, since a contact does not count against its own holder.
    """

    id: int
    pool_id: int
    only_online: bool
    excluded: list[int]
    waiting: int
    max_open_contacts: int | None = None
    holder_id: int | None = None


class QueueEntry(Row):
    """One contact in the queue. ``id``: the event that began the wait, hence first come, first served."""

    id: int
    line_id: int
    pool_id: int
    run_id: int
    contact_id: int
    priority: int
    logic: str
    deadline: datetime


class Timer(Row):
    """Something due. ``id``: the event that began the wait; ``subject_id``: the run, user or conversation."""

    id: int
    due_at: datetime
    kind: TimerKind
    subject_id: int


class Delivery(Row):
    """An outgoing message that has not arrived yet.

    Only the first of a contact has a ``next_at``. ``failed``: given up, and why (``error``).
    """

    id: int
    contact_id: int
    channel_id: int
    attempt: int
    failed: bool
    created_at: datetime
    next_at: datetime | None = None
    error: str | None = None


class Request(Row):
    """An HTTP request that a run waits for. ``id``: the event that began the wait; ``timeout`` in seconds.

    It is performed by whoever finds ``next_at`` past and puts it off; ``attempt`` counts how often.
    """

    id: int
    run_id: int
    method: str
    url: str
    headers: dict[str, str]
    timeout: int
    attempt: int
    next_at: datetime
    body: str | None = None


class Token(Row):
    """An API token: only its hash is kept."""

    id: int
    name: str
    role: Role
    hash: str
    created_at: datetime
    user_id: int | None = None


class Webhook(Row):
    """Where events go: ``events`` are types, ``noun.*`` or ``*``; ``secret`` (sealed) signs them."""

    id: int
    url: str
    events: list[str]
    secret: str
    created_at: datetime
    enabled: bool


class WebhookCursor(Row):
    """How far a webhook is: the last event that it is done with.

    Made and dropped by commands; in between it belongs to the loop that sends.
    """

    webhook_id: int
    seq: int
    next_at: datetime


class WebhookReplay(Row):
    """An event that is to be sent to a webhook once more; the loop that sends drops it."""

    id: int
    webhook_id: int
    seq: int
    next_at: datetime


class Key(Row):
    """A command from outside that has had its effect: the event to rebuild the answer from, 0 for none."""

    hash: str
    request: str
    seq: int
    at: datetime


class Event(Row):
    """One change, in the order in which it happened. It carries ids, never texts or personal data.

    ``subject_id`` is the thing that is neither the contact, the conversation nor the user;
    where an event creates something, that thing's id is ``seq``.
    """

    seq: int
    at: datetime
    type: str
    actor: str
    contact_id: int | None = None
    conversation_id: int | None = None
    user_id: int | None = None
    subject_id: int | None = None
    data: dict[str, Any] | None = None
