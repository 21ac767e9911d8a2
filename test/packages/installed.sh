#!/bin/sh
# Has a person of a clean system use the installed program: its window shows, its command makes an office and verifies
# it, and when the program is removed the office stays. $1 is the system's folder; the words after it remove the program.
set -eu
root=$1
shift
chroot "$root" useradd --create-home ann
[ -z "${SQLITE_NATIVE_BINDING-}" ] || cp "$SQLITE_NATIVE_BINDING" "$root/opt/binding.node"
# In the place of the shell that runs it, so that what is ended is the program.
remedy() {
  exec chroot --userspec=ann:ann "$root" env -i HOME=/home/ann PATH=/usr/bin:/bin DISPLAY="$DISPLAY" \
    ${SQLITE_NATIVE_BINDING:+SQLITE_NATIVE_BINDING=/opt/binding.node} remedy "$@"
}

remedy >"$root/window" 2>&1 &
window=$!
trap 'kill "$window" 2>/dev/null || true; cat "$root/window" | tail -n 20' EXIT
tries=180
until xdotool search --onlyvisible --name '^Remedy$' >/dev/null; do
  kill -0 "$window"
  tries=$((tries - 1))
  [ "$tries" -gt 0 ]
  sleep 0.5
done
kill "$window"
wait "$window" || true
trap - EXIT
echo 'The window was shown.'

(remedy sample /home/ann/office) >"$root/said"
sed -n 's/^passphrase: //p' "$root/said" | remedy verify /home/ann/office --passphrase-stdin
"$@"
test ! -e "$root/opt/remedy"
test -e "$root/home/ann/office/remedy.db"
echo 'The program is gone, and the office is there.'
