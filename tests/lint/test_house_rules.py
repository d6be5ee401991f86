import pytest

from scripts.lint.house_rules import check, main


def codes(text: str, path: str = "src/evenhand/api/routes.py") -> list[str]:
    return [finding.code for finding in check({path: text})]


def function_of(lines: int) -> str:
    return "def f() -> None:\n" + "    print()\n" * (lines - 1)


def test_a_file_may_have_500_lines_and_no_more() -> None:
    assert codes("x = 1\n" * 500) == []
    assert codes("x = 1\n" * 501) == ["EH101"]


def test_a_function_may_have_60_lines_and_no_more() -> None:
    assert codes(function_of(60)) == []
    assert codes(function_of(61)) == ["EH102"]
    assert codes("class A:\n" + "".join(f"    {line}\n" for line in function_of(61).splitlines())) == [
        "EH102"
    ]


@pytest.mark.parametrize("call", ["time.sleep(1)", "sleep(0.01)", "await asyncio.sleep(2, None)"])
def test_a_test_does_not_sleep(call: str) -> None:
    text = f"async def test() -> None:\n    {call}\n"
    assert codes(text, "tests/engine/test_lane.py") == ["EH201"]
    assert codes(text, "src/evenhand/engine/lane.py") == []


def test_a_test_may_give_way() -> None:
    assert codes("async def test() -> None:\n    await asyncio.sleep(0)\n", "tests/engine/test_lane.py") == []


@pytest.mark.parametrize(
    "sql",
    ['f"select {x}"', '"select " + x', '"select %s" % x', '"select {}".format(x)', '"a" + "b" + x'],
)
def test_sql_is_not_put_together_in_the_call(sql: str) -> None:
    assert codes(f"conn.execute({sql})\n") == ["EH302"]
    assert codes(f"conn.executemany({sql}, rows)\n") == ["EH302"]


@pytest.mark.parametrize("sql", ["SELECT_DUE", '"select 1"', "sql.SQL(TEXT).format(name)", "left + right"])
def test_sql_may_be_a_constant_or_composed_by_psycopg(sql: str) -> None:
    assert codes(f"conn.execute({sql})\n") == []


GENERATOR = "async def tx() -> AsyncIterator[int]:\n    yield 1\n"


@pytest.mark.parametrize(
    ("imports", "call"),
    [
        ("from evenhand.api.deps import tx", "Depends(tx)"),
        ("from evenhand.api.deps import tx as unit", "Depends(unit, use_cache=False)"),
        ("from evenhand.api import deps", "Depends(dependency=deps.tx)"),
        ("from evenhand.api import deps", 'Depends(deps.tx, scope="request")'),
    ],
)
def test_a_dependency_that_yields_names_its_scope(imports: str, call: str) -> None:
    files = {"src/evenhand/api/deps.py": GENERATOR, "src/evenhand/api/routes.py": f"{imports}\nx = {call}\n"}
    assert [(finding.path, finding.line, finding.code) for finding in check(files)] == [
        ("src/evenhand/api/routes.py", 2, "EH301")
    ]


@pytest.mark.parametrize(
    "call", ['Depends(tx, scope="function")', "Depends(plain)", "Depends(outer)", "Depends()"]
)
def test_other_dependencies_pass(call: str) -> None:
    others = (
        "def plain() -> int:\n    return 1\n"
        "def outer() -> object:\n    def inner() -> object:\n        yield 1\n    return inner\n"
    )
    assert codes(f"{GENERATOR}{others}x = {call}\n") == []


def test_a_finding_passes_with_a_reason_on_its_line() -> None:
    call = 'conn.execute(f"set {x}")'
    assert codes(f"{call}  # lint-skip: EH302 x is one of our own constants\n") == []
    assert codes(f"{call}  # lint-skip: EH302\n") == ["EH302"]
    assert codes(f"{call}  # lint-skip: EH301 the wrong rule\n") == ["EH302"]


def test_it_prints_where_and_what_and_exits_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scripts"]) == 0
    assert capsys.readouterr().out == ""


def test_it_fails_on_findings(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path_factory.mktemp("repository")
    (root / "src").mkdir()
    (root / "src" / "a.py").write_text('\nconn.execute(f"select {x}")\n')
    monkeypatch.chdir(root)
    assert main(["src"]) == 1
    assert capsys.readouterr().out.startswith("src/a.py:2: EH302 ")
