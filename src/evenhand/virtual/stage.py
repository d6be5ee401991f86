"""The stage of a story: everything that is there before the first entry, and the ids of all who play."""

from collections.abc import Awaitable, Iterator
from typing import Any, Final, cast

from msgspec import UNSET

from evenhand.domain import commands as c
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.problems import Problem
from evenhand.domain.workflow.source import Source
from evenhand.domain.workflow.triggers import Trigger
from evenhand.virtual.documents import Document
from evenhand.virtual.entries import Close, Member, Message, Person, Publish
from evenhand.virtual.ground import Ground, Reply
from evenhand.virtual.reading import Contact
from evenhand.virtual.scenario import Customer, Scenario, Unusable
from evenhand.virtual.view import View

API: Final = c.Actor("api", None, "owner")
TOKEN: Final = "t" * 64
"""The hash of the token with which messages come in."""


class Stage:
    """One workspace, in which users, teams, channels, contacts and workflows have their names."""

    def __init__(self, scenario: Scenario, ground: Ground) -> None:
        self._scenario = scenario
        self._ground = ground
        self._users: dict[str, c.Actor] = {}
        self._contacts: dict[str, int] = {}
        self._writes_on = _channels_of(scenario)
        self.teams: dict[str, int] = {}
        self.channels: dict[str, int] = {}
        self.workflows: dict[str, int] = {}
        self.triggers: dict[str, Trigger] = {}

    # --- setting it ------------------------------------------------------------------------------

    async def set_up(self) -> None:
        """Everything that is there before the first entry. Raises Unusable where that cannot be."""
        workspace = self._scenario.workspace
        await self._ground.pass_time(self._scenario.start)
        await self._try("/workspace", self._settle())
        for i, name in enumerate(workspace.teams):
            await self._try(f"/workspace/teams/{i}", self._create_team(name.strip()))
        for i, person in enumerate(workspace.users):
            await self._try(f"/workspace/users/{i}", self.add_user(person))
        for i, customer in enumerate(workspace.contacts):
            await self._try(f"/workspace/contacts/{i}", self._create_contact(customer))
        for i, member in enumerate(workspace.users):
            await self._try(f"/workspace/users/{i}/open_contacts", self._keep_busy(member))
        for document in self._scenario.workflows:
            if document.source is not None:
                await self._try(document.path, self.save(document), document)
        for document in self._scenario.workflows:
            await self._try(document.path, self.publish(document.name), document)

    async def _settle(self) -> None:
        workspace = self._scenario.workspace
        after, idle = workspace.auto_close_after, workspace.inactivity_timeout
        await self.do(
            c.UpdateWorkspace,
            name=workspace.name.strip() if workspace.name else UNSET,
            timezone=workspace.timezone,
            auto_close_after=int(after.total_seconds()) if after else None,
            inactivity_timeout=int(idle.total_seconds()) if idle else UNSET,
            agents_see_own_only=workspace.agents_see_own_only,
        )
        for name in workspace.channels:
            channel = name.strip()
            self.channels[channel] = await self._create(
                c.CreateChannel, type="custom", name=channel, config={}, token_hash=TOKEN
            )
        for field in workspace.custom_fields:
            await self.do(c.CreateCustomField, name=field.name, type=field.type)
        for category in _categories(self._scenario):
            await self.do(c.CreateClosingCategory, name=category)

    async def _try(self, path: str, work: Awaitable[None], document: Document | None = None) -> None:
        try:
            await work
        except Refused as refusal:
            raise _unusable(self._scenario.source, path, refusal, document) from None

    async def _create_team(self, name: str) -> None:
        self.teams[name] = await self._create(c.CreateTeam, name=name)

    async def add_user(self, person: Person) -> None:
        """Somebody new, in teams and with a status."""
        email = person.email.strip().lower()
        name = person.name or email.partition("@")[0].replace(".", " ").title()
        user_id = await self._create(c.CreateUser, email=email, name=name, role=person.role)
        self._users[email] = c.Actor("user", user_id, person.role)
        for team in person.teams:
            await self.do(c.JoinTeam, team_id=self.teams[team], user_id=user_id)
        if person.status != "offline":
            await self.do(c.SetStatus, user_id=user_id, status=person.status)

    async def _keep_busy(self, member: Member) -> None:
        """Contacts that the user has before any workflow is there: their names end in a number, from 1."""
        email = member.email.strip().lower()
        for number in range(1, member.open_contacts + 1):
            name = Contact(f"{email}#{number}")
            if name not in self._contacts:  # nobody else has appeared yet who would have to be looked for
                await self._create_contact(Customer(id=name))
            # By the API: an agent may not see what is nobody's yet.
            await self.do(c.SetConversation, contact_id=self._contacts[name], status="open")
            await self.do(c.AssignContact, contact_id=self._contacts[name], user=self.user(email))

    async def _create_contact(self, customer: Customer) -> None:
        """A contact who is known on the default channel and on those that the contact ever writes on."""
        channels = dict.fromkeys([self.default_channel, *self._writes_on.get(customer.id, ())])
        self._contacts[customer.id] = await self._create(
            c.CreateContact,
            first_name=customer.first_name,
            last_name=customer.last_name,
            email=customer.email,
            phone=customer.phone,
            language=customer.language,
            country=customer.country,
            tags=list(customer.tags),
            fields=customer.fields,
            identities={self.channels[channel]: str(customer.id) for channel in channels},
        )

    async def save(self, document: Document) -> None:
        """The document is the workflow's draft."""
        if document.trigger is not None:
            self.triggers[document.name] = document.trigger
        known = self.workflows.get(document.name)
        answer = await self.do(c.SaveWorkflow, document=document.data, workflow_id=known)
        if known is None:
            assert answer.event is not None
            self.workflows[document.name] = answer.event.seq

    async def publish(self, name: str) -> None:
        """The workflow's draft is its next version."""
        await self.do(c.PublishWorkflow, workflow_id=self.workflows[name])

    # --- who is who ------------------------------------------------------------------------------

    @property
    def default_channel(self) -> str:
        """The first that there is."""
        return next(iter(self.channels))

    def actor(self, by: str) -> c.Actor:
        """As whom a user, or the API, does something. Raises Refused where the user comes later."""
        if by == "api":
            return API
        if by not in self._users:
            raise Refused("not_found", "user_not_found", said("{by} is added later in the scenario.", by=by))
        return self._users[by]

    def user(self, email: str) -> int:
        """The user's id. Raises Refused where the user comes later."""
        user_id = self.actor(email).id
        assert user_id is not None
        return user_id

    async def contact(self, name: str) -> int:
        """The contact's id; who has not appeared yet does so now."""
        if name not in self._contacts:
            made = (await self.look()).contact(name)
            if made is not None:
                self._contacts[name] = made.id
            else:
                await self._create_contact(Customer(id=Contact(name)))
        return self._contacts[name]

    async def will_write(self, name: str) -> None:
        """A contact who writes on several channels is known on all of them; others appear by writing."""
        if len(self._writes_on[name]) > 1:
            await self.contact(name)

    # --- the ground ------------------------------------------------------------------------------

    async def look(self) -> View:
        """What is there now."""
        return View(await self._ground.look())

    async def do(self, kind: type[c.Command], actor: c.Actor = API, /, **fields: Any) -> c.Answer:
        """Have something done, by the API unless told otherwise. Raises Refused."""
        return await self._ground.do(kind(workspace_id=self._ground.workspace_id, actor=actor, **fields))

    def reply(self, url: str, reply: Reply) -> None:
        """From now on a request to this address is answered so."""
        self._ground.replies[url.strip()] = reply

    async def _create(self, kind: type[c.Command], **fields: Any) -> int:
        event = (await self.do(kind, **fields)).event
        assert event is not None
        return event.seq


def _channels_of(scenario: Scenario) -> dict[str, dict[str, None]]:
    """By contact: the channels on which the contact writes."""
    default = scenario.workspace.channels[0].strip()
    found: dict[str, dict[str, None]] = {}
    for entry in scenario.timeline:
        if isinstance(entry.does, Message):
            found.setdefault(entry.does.from_, {})[entry.does.channel or default] = None
    return found


def _categories(scenario: Scenario) -> list[str]:
    """The closing categories that are declared, and those by which somebody or a step closes."""
    given = list(scenario.workspace.closing_categories)
    documents = list(scenario.workflows)
    for entry in scenario.timeline:
        if isinstance(entry.does, Close) and entry.does.category:
            given.append(entry.does.category)
        elif isinstance(entry.does, Publish):
            documents.append(entry.does.workflow)
    for document in documents:
        if document.source is not None:
            given += _closed_by(document.data)
    return list(dict.fromkeys(category.strip() for category in given if category.strip()))


def _closed_by(value: object) -> Iterator[str]:
    """The categories of the steps in a document that close conversations."""
    match value:
        case {"type": "close_conversation", "category": str(category)}:
            yield category
        case dict():
            for inner in cast("dict[str, object]", value).values():
                yield from _closed_by(inner)
        case list():
            for inner in cast("list[object]", value):
                yield from _closed_by(inner)
        case _:
            pass


def _unusable(source: Source, path: str, refusal: Refused, document: Document | None) -> Unusable:
    """A refusal of something that the scenario says is there, at its place in whichever file it stands."""
    flaws = refusal.flaws or (Flaw("", refusal.detail),)
    if document is None or document.file is None or document.source is None:
        return Unusable(
            [_located(source, path + flaw.pointer.rstrip("/"), flaw.detail) for flaw in flaws], []
        )
    there = [_located(document.source, flaw.pointer.rstrip("/"), flaw.detail) for flaw in flaws]
    here = _located(source, path, said("{file} cannot be published; see its problems", file=document.file))
    return Unusable([here], [problem.located(document.file) for problem in there])


def _located(source: Source, path: str, detail: Said) -> Problem:
    line, column = source.place(path) or (None, None)
    return Problem(path, detail, line=line, column=column)
