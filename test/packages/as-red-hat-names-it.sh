#!/bin/sh
# Writes into the rpm database of the system in $1 what it has, under the names by which a package for Red Hat asks: of
# each library that is named after it what rpm itself reads in that file. No file is added.
set -eu
root=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  printf 'Name: this-system\nVersion: 1\nRelease: 1\nSummary: What is there\nLicense: None\nBuildArch: noarch\n'
  for named; do
    file=$(chroot "$root" sh -c "find /lib /lib64 /usr/lib -name '$named' -exec readlink -f {} + | head -n 1")
    echo "$root$file" | /usr/lib/rpm/elfdeps --provides | sed 's/^/Provides: /'
  done | sort -u
  for command in /bin/sh xdg-utils; do
    case $command in /*) test -x "$root$command" ;; *) chroot "$root" dpkg -s "$command" >/dev/null ;; esac
    echo "Provides: $command"
  done
  printf 'Provides: rtld(GNU_HASH)\n%%description\nWhat is there.\n%%files\n'
} >"$work/this-system.spec"
rpmbuild --quiet -bb --define "_topdir $work" --define "_rpmdir $work" "$work/this-system.spec"
rpm --root "$root" --install "$work"/noarch/*.rpm
