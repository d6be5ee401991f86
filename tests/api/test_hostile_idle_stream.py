"""What a page does by itself, while its person is away, must not bring the person back."""

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tests.api import test_session
from tests.api.conftest import House
from tests.api.test_session import log_in
from tests.api.test_stream import listening

ana, app = test_session.ana, test_session.app  # fixtures


@pytest.mark.parametrize("idle", [False, True])
async def test_a_stream_that_comes_back_by_itself_is_no_sign_of_a_person(
    ana: AsyncClient,
    app: FastAPI,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    idle: bool,
) -> None:
    await log_in(ana, house)
    said: list[bool] = []
    presence = house.services.engine.presence
    really = presence.connected

    def connected(workspace_id: int, user_id: int, *, active: bool = True) -> object:
        said.append(active)
        return really(workspace_id, user_id, active=active)

    monkeypatch.setattr(presence, "connected", connected)
    headers = {"Cookie": f"evenhand={ana.cookies['evenhand']}", "Host": "test"}
    if idle:
        headers["Evenhand-Idle"] = "1"
    async with listening(app, headers) as listener:
        await listener.until(1)
    assert said == [not idle]
