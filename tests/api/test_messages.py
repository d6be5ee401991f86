import pytest

from tests.api.conftest import House
from tests.api.making import make_channel, make_contact


async def test_a_reply_is_kept_and_says_whether_it_has_arrived(house: House) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1", "Hola")
    path = f"/contacts/{event.contact_id}/messages"
    response = await house.agent.post(path, json={"text": "How can I help?"})
    assert response.status_code == 201, response.text
    reply = response.json()
    assert reply == {
        "id": reply["id"],
        "direction": "outgoing",
        "sender": "user",
        "sender_id": house.agent_id,
        "text": "How can I help?",
        "choices": None,
        "at": reply["at"],
        "conversation": event.conversation_id,
        "channel": channel["id"],
        "delivery": "sent",
        "error": None,
    }
    listed = (await house.agent.get(path)).json()["items"]
    assert [(each["direction"], each["text"], each["delivery"]) for each in listed] == [
        ("incoming", "Hola", None),
        ("outgoing", "How can I help?", "sent"),
    ]
    newest = (await house.agent.get(f"{path}?order=desc&limit=1")).json()
    assert [each["id"] for each in newest["items"]] == [reply["id"]]
    before = (await house.agent.get(path, params={"order": "desc", "cursor": newest["next_cursor"]})).json()
    assert [each["text"] for each in before["items"]] == ["Hola"]
    assert before["next_cursor"] is None


@pytest.mark.parametrize(("failed", "error", "shown"), [(False, None, "pending"), (True, "gone", "failed")])
async def test_what_has_not_arrived_is_pending_or_failed(
    house: House, failed: bool, error: str | None, shown: str
) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1")
    path = f"/contacts/{event.contact_id}/messages"
    reply = (await house.agent.post(path, json={"text": "Hi"})).json()
    async with house.services.database.reads.connection() as connection:
        await connection.execute(
            """
            insert into deliveries
                (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, error)
            values (%s, %s, %s, %s, 1, %s, now(), %s)""",
            (house.workspace_id, reply["id"], event.contact_id, channel["id"], failed, error),
        )
    last = (await house.agent.get(path)).json()["items"][-1]
    assert (last["delivery"], last["error"]) == (shown, error)


async def test_a_contact_on_no_channel_cannot_be_written_to(house: House) -> None:
    contact = await make_contact(house)
    response = await house.agent.post(f"/contacts/{contact['id']}/messages", json={"text": "Hi"})
    assert (response.status_code, response.json()["code"]) == (409, "no_channel")


async def test_comments_mention_users(house: House) -> None:
    contact = await make_contact(house)
    path = f"/contacts/{contact['id']}/comments"
    response = await house.agent.post(path, json={"text": "Look, @{manager@x.test}!"})
    assert response.status_code == 201, response.text
    assert response.json()["author"] == f"user:{house.agent_id}"
    assert response.json()["mentions"] == [house.manager_id]
    assert (await house.owner.get(path)).json()["items"] == [response.json()]
    wrong = await house.agent.post(path, json={"text": "Look, @{nobody@x.test}!"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (409, "/text")


@pytest.mark.parametrize("kind", ["messages", "comments"])
@pytest.mark.parametrize("text", ["", "x" * 10_001, 5, None, ["a"]])
async def test_a_text_is_a_text(house: House, kind: str, text: object) -> None:
    contact = await make_contact(house)
    response = await house.agent.post(f"/contacts/{contact['id']}/{kind}", json={"text": text})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == ["/text"]
