"""The gallery: templates, and workflows made from them."""

from typing import Annotated, Any, Final, cast

import msgspec
from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError

from evenhand import gallery
from evenhand.api import responses
from evenhand.api.deps import AnyCall, Part
from evenhand.api.documents import DOCUMENT, NAME, aside, body_of, inside, is_yaml, read_document
from evenhand.api.errors import Problem
from evenhand.api.requests import MAX_ID, Body, JsonRoute, Line, decode, require_json
from evenhand.api.responses import Page, shows
from evenhand.domain.errors import Flaw, invalid, not_found
from evenhand.domain.texts import said
from evenhand.domain.workflow.format import from_json
from evenhand.domain.workflow.parameters import Kind, fill, parameters_of
from evenhand.domain.workflow.problems import child
from evenhand.domain.workflow.source import Source
from evenhand.gallery import Template, UnknownTemplate

router = APIRouter(tags=["workflows"], route_class=JsonRoute)

Value = Annotated[str, Field(max_length=10_000)] | Annotated[int, Field(ge=-MAX_ID, le=MAX_ID)] | float

FROM_TEMPLATE: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A template of the gallery, its parameters filled in; `name`: another name for it.",
    "required": ["template"],
    "properties": {
        "template": {"enum": [template.file for template in gallery.templates()]},
        "values": {
            "type": "object",
            "additionalProperties": {"type": ["string", "number"]},
            "examples": [{"team": "Support"}],
        },
        "name": {"type": ["string", "null"], "maxLength": 200, "pattern": NAME},
    },
    "additionalProperties": False,
}
NEW_BODY: Final = body_of(DOCUMENT, DOCUMENT, FROM_TEMPLATE)


class TemplateParameter(msgspec.Struct):
    """What must be filled in. A `team` is a name, a `user` an e-mail, a `duration` written like `15m`."""

    name: str
    type: Kind
    label: str
    default: Any


class TemplateSummary(msgspec.Struct):
    """A workflow that comes with Evenhand; ``id`` is its name as a file."""

    id: str
    name: str
    description: str
    trigger: str
    parameters: list[TemplateParameter]


class TemplateView(TemplateSummary):
    """A template with its document, in which parameters stand as `${name}`."""

    document: dict[str, Any]


class FromTemplate(Body):
    """A template of the gallery and the values of its parameters."""

    template: Annotated[str, Field(max_length=200)]
    values: dict[str, Value] = Field(default_factory=dict)
    name: Line | None = None


@router.get("/workflows/templates", operation_id="list_workflow_templates", **shows(Page[TemplateSummary]))
async def list_workflow_templates(call: AnyCall, part: Part) -> Response:  # noqa: ARG001 - who may look
    """The gallery, by name."""
    places = {template.file: at for at, template in enumerate(gallery.templates(), start=1)}
    rest = gallery.templates()[part.after : part.after + part.fetch]
    return part.page([_shown(template) for template in rest], lambda template: places[template.id])


@router.get("/workflows/templates/{template}", operation_id="get_workflow_template", **shows(TemplateView))
async def get_workflow_template(
    call: AnyCall,  # noqa: ARG001 - who may look
    template: Annotated[str, Path(max_length=200, description="The id of a template.")],
) -> Response:
    """One template with its document."""
    found = next((each for each in gallery.templates() if each.file == template), None)
    if found is None:
        raise not_found("template", template)
    summary = msgspec.structs.asdict(_shown(found))
    return responses.json(TemplateView(**summary, document=_document(gallery.source_of(template))))


async def read_new_document(request: Request) -> Source:
    """The document of a request for a new workflow, or what a template is with its parameters filled in.

    Raises what ``read_document`` raises, and the problem 422 for what is wrong with the parameters.
    """
    if is_yaml(request):
        return await read_document(request)
    require_json(request)
    body = decode(await request.body())
    if not isinstance(body, dict) or "template" not in body:
        return from_json(inside(body))
    try:
        wanted = FromTemplate.model_validate(body)
    except ValidationError as error:
        flaws = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(flaws, body=body) from None
    return await aside(_filled, wanted)


def _filled(wanted: FromTemplate) -> Source:
    try:
        source = gallery.source_of(wanted.template)
    except UnknownTemplate as error:
        raise invalid("/template", error.reason) from None
    filled, problems = fill(source, wanted.values)
    if problems:
        names = [parameter.name for parameter in parameters_of(source)[0]]
        places = {f"/parameters/{at}": child("/values", name) for at, name in enumerate(names)}
        flaws = [Flaw(places.get(each.path, "/values"), each.detail) for each in problems]
        raise Problem(
            422, "invalid_value", said("The template's parameters are not filled in; see errors."), flaws
        )
    document = _document(filled)
    return from_json(document if wanted.name is None else {**document, "name": wanted.name})


def _shown(template: Template) -> TemplateSummary:
    parameters = [
        TemplateParameter(each.name, each.type, each.label, each.default) for each in template.parameters
    ]
    document = _document(gallery.source_of(template.file))
    return TemplateSummary(
        template.file, template.name, template.description, document["trigger"]["type"], parameters
    )


def _document(source: Source) -> dict[str, Any]:
    return cast("dict[str, Any]", source.data)


NewDocument = Annotated[Source, Depends(read_new_document)]
