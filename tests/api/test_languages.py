"""What the server says to people, in the language that they ask for."""

import asyncio
import string
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from httpx2 import AsyncClient, Response

from evenhand.api.heard import HEARD
from evenhand.api.languages import language_of, told
from evenhand.channels import custom, posting
from evenhand.domain.fairness import Got, sentence
from evenhand.domain.texts import heard, said
from tests.api.conftest import House
from tests.api.making import as_channel, inbound, make_channel
from tests.api.test_queue import open_shop

LANGUAGES = ("it", "es", "de", "id")


def speaking(language: str) -> dict[str, str]:
    return {"Accept-Language": language}


async def taken(client: AsyncClient, language: str | None) -> Response:
    """The answer to a second team of the same name."""
    headers = None if language is None else speaking(language)
    return await client.post("/teams", json={"name": "Support"}, headers=headers)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("DE-at", "de"),
        ("fr, es;q=0.5, *;q=0.1", "es"),
        ("it;q=0.3, id;q=0.7, en;q=0.5", "id"),
        ("en, de", "en"),
        ("de;q=0, it;q=0.001", "it"),
        ("fr", "en"),
        ("*", "en"),
        ("de;q=7, es ; q=0.5", "es"),
        (",;=,,q", "en"),
    ],
)
def test_the_language_that_is_wanted_most(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


@pytest.mark.parametrize(
    ("language", "spoken", "detail"),
    [
        (None, "en", "There is a team Support already."),
        ("en-GB", "en", "There is a team Support already."),
        ("fr", "en", "There is a team Support already."),
        ("it", "it", "Il team Support esiste già."),
        ("es-MX", "es", "El equipo Support ya existe."),
        ("de", "de", "Das Team Support gibt es schon."),
        ("id", "id", "Tim Support sudah ada."),
    ],
)
async def test_a_refusal_in_each_language(
    house: House, language: str | None, spoken: str, detail: str
) -> None:
    await taken(house.owner, None)
    response = await taken(house.owner, language)
    assert (response.status_code, response.json()["code"]) == (409, "team_name_taken")
    assert response.json()["detail"] == detail
    assert response.json()["errors"] == [{"pointer": "/name", "detail": detail}]
    assert response.headers["content-language"] == spoken
    assert response.headers["vary"] == "accept-language"


async def test_who_is_told_nothing_is_told_it_in_no_language(house: House) -> None:
    response = await house.owner.get("/teams", headers=speaking("de"))
    assert "content-language" not in response.headers


async def test_requests_at_the_same_time_do_not_mix_their_languages(house: House) -> None:
    await taken(house.owner, None)
    wanted = [*LANGUAGES, "en"] * 3
    answers = await asyncio.gather(*(taken(house.owner, language) for language in wanted))
    assert [answer.headers["content-language"] for answer in answers] == wanted
    assert len({answer.json()["detail"] for answer in answers}) == 5


async def test_bodies_and_parameters_in_german(house: House) -> None:
    german = speaking("de")
    response = await house.owner.post("/teams", json={"naem": "x"}, headers=german)
    assert response.json()["detail"] == "An dem, was gesendet wurde, stimmt etwas nicht; siehe errors."
    assert {each["pointer"]: each["detail"] for each in response.json()["errors"]} == {
        "/name": "Dieses Feld fehlt",
        "/naem": "Weiteres ist hier nicht erlaubt",
    }
    (flaw,) = (await house.owner.get("/contacts?limit=1000", headers=german)).json()["errors"]
    assert flaw == {"pointer": "query/limit", "detail": "Darf höchstens 100 sein"}
    (flaw,) = (await house.owner.post("/teams", json={"name": "x" * 201}, headers=german)).json()["errors"]
    assert flaw["detail"] == "Darf höchstens 200 Zeichen haben"
    missing = await house.owner.get("/contacts/4711", headers=german)
    assert missing.json()["detail"] == "Kontakt 4711 gibt es in diesem Arbeitsbereich nicht."


async def test_what_a_channel_sends_in_spanish(house: House) -> None:
    channel = await make_channel(house)
    headers = {**as_channel(channel), **speaking("es")}
    path = f"/channels/{channel['id']}/inbound"
    one = await house.nobody.post(path, json=inbound(message_id=5), headers=headers)
    assert one.json()["errors"] == [{"pointer": "/message_id", "detail": "Se esperaba `str`, hay `int`"}]
    messages = [inbound(1), inbound(2, mood="bad")]
    batch = await house.nobody.post(f"{path}/batch", json={"messages": messages}, headers=headers)
    taken, refused = batch.json()["items"]
    assert taken["duplicate"] is False
    assert refused["errors"][0]["detail"] == "El campo `mood` no se conoce"
    assert batch.headers["content-language"] == "es"
    cut_off = await house.nobody.post(path, content=b"{", headers=headers)
    assert cut_off.json()["detail"] == "El contenido no es JSON válido: los datos están truncados."


async def test_what_is_wrong_with_a_workflow_in_german(house: House) -> None:
    document: dict[str, Any] = {
        "version": 1,
        "name": "Shop",
        "trigger": {"type": "conversation_opened"},
        "steps": [{"type": "assign_to", "action": "team", "team": "Suport"}, {"type": "brnch"}],
    }
    await house.owner.post("/teams", json={"name": "Support"})
    german = speaking("de")
    linted = await house.owner.post("/workflows/lint", json={"document": document}, headers=german)
    assert [each["detail"] for each in linted.json()["problems"]] == [
        "Schritt `brnch` gibt es nicht; gemeint war vielleicht `branch`?"
    ]
    document["steps"] = [{"type": "assign_to", "action": "team", "team": "Suport"}]
    linted = await house.owner.post("/workflows/lint", json={"document": document}, headers=german)
    unknown = "Team `Suport` gibt es in diesem Arbeitsbereich nicht; gemeint war vielleicht `Support`?"
    assert [each["detail"] for each in linted.json()["problems"]] == [unknown]
    made = (await house.owner.post("/workflows", json={"document": document})).json()
    refused = await house.owner.post(f"/workflows/{made['id']}/publish", headers=german)
    assert refused.json()["detail"] == "Der Workflow hat Probleme."
    assert [each["detail"] for each in refused.json()["errors"]] == [unknown]
    tried = await house.owner.post("/workflows/try", json={"document": document}, headers=german)
    assert tried.json()["detail"] == "Das lässt sich nicht ausprobieren; siehe errors."


async def test_whatever_else_there_is_is_told_in_the_same_language(house: House) -> None:
    text = {"type": "add_comment", "text": "{{ zzz }}"}
    document = {"version": 1, "name": "Shop", "trigger": {"type": "conversation_opened"}, "steps": [text]}
    linted = await house.owner.post("/workflows/lint", json={"document": document}, headers=speaking("de"))
    [problem] = linted.json()["problems"]
    assert "; es gibt `contact`, `variable`, " in problem["detail"]
    assert " oder `" in problem["detail"]


async def test_what_went_wrong_with_a_request_in_spanish(house: House) -> None:
    call = {"id": "call", "type": "http_request", "method": "GET", "url": "https://shop.test"}
    document = {"version": 1, "name": "Shop", "trigger": {"type": "conversation_opened"}, "steps": [call]}
    story = {"document": document, "timeline": [{"at": "1s", "message": {"from": "carl", "text": "hi"}}]}
    tried = await house.owner.post("/workflows/try", json=story, headers=speaking("es"))
    (run,) = tried.json()["runs"]
    assert run["trail"][-1]["why"] == {
        "error": "El escenario no tiene ninguna entrada http para esta dirección."
    }


async def test_what_would_free_who_waits_in_italian(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    await house.write(shop["channel"], "carl")
    response = await house.agent.get("/queue", headers=speaking("it"))
    assert response.json()["items"][0]["unblocks"] == [
        "Agent torna online.",
        "Qualcuno che può prenderlo entra nel team Support.",
        "Il contatto viene assegnato a mano.",
    ]


async def test_what_has_changed_in_a_draft_in_indonesian(house: House) -> None:
    steps: list[Any] = []
    document = {"version": 1, "name": "Shop", "trigger": {"type": "manual"}, "steps": steps}
    made = (await house.owner.post("/workflows", json={"document": document})).json()
    response = await house.owner.get(f"/workflows/{made['id']}/changes", headers=speaking("id"))
    assert "name diisi Shop" in [each["detail"] for each in response.json()["changes"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_noted_of_deliveries_is_recognised(language: str) -> None:
    """Whoever words such a note otherwise has to say so in HEARD."""
    now = datetime(2026, 3, 2, tzinfo=UTC)
    errors: list[Exception] = [
        httpx2.ConnectTimeout("x"),
        httpx2.ReadTimeout("x"),
        httpx2.ConnectError("refused"),
        httpx2.ReadError("reset"),
        httpx2.UnsupportedProtocol("ftp"),
    ]
    sent = [
        *(posting.verdict(status, None, now) for status in (301, 404, 410, 500)),
        *(posting._no_answer(error) for error in errors),
        *(custom.GONE, custom.NO_ADDRESS, custom.NO_SECRET, posting.PRIVATE),
    ]
    for each in sent:
        assert each.error is not None
        assert told(heard(each.error), language) != each.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", HEARD)
def test_each_sentence_of_others_is_recognised_as_itself(template: str, language: str) -> None:
    places = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    sentence = template.format(**dict.fromkeys(places, "'7'"))
    assert told(heard(sentence), language) not in {sentence, template}


def test_numbers_are_written_as_people_write_them() -> None:
    assert told(said("must be at most {most:,}", most=10_000), "de") == "darf höchstens 10.000 sein"
    assert told(said("must be at most {most:,}", most=10_000), "en") == "must be at most 10,000"
    uneven = sentence([Got("Ana", 7), Got("Ben", 2)], said("the workspace"))
    assert "un reparto igual sería" not in uneven
    assert "una parte igual sería 4,5." in told(uneven, "es")
    assert "in diesem Arbeitsbereich" in told(uneven, "de")


def test_names_are_never_translated() -> None:
    assert told(said("There is a team {name} already.", name="contact"), "it") == (
        "Il team contact esiste già."
    )
    hostile = "{most} or {last}"
    assert told(said("There is a team {name} already.", name=hostile), "de") == (
        f"Das Team {hostile} gibt es schon."
    )


def test_what_nobody_knows_is_passed_on() -> None:
    assert told(heard("tea is ready"), "de") == "tea is ready"
