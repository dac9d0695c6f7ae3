#!/bin/sh
# Copies ClickHouse's data directory from the sidecar's SMB share to the NFS share of the dedicated app, and compares
# the two by name, size and SHA-256. It only reads the source, may be run as often as wanted until ClickHouse has
# started on the target, and then refuses. PASS=first: the old app still runs, no comparison; PASS=last: it is stopped.
set -eu
export LC_ALL=C
case ${PASS:-} in
  first | last) ;;
  *) echo "PASS must be first or last." >&2 && exit 2 ;;
esac
SOURCE=${SOURCE:-/source}
TARGET=${TARGET:-/target}
OWNER=${OWNER:-101:101}
QUIET_SECONDS=${QUIET_SECONDS:-60}
# ClickHouse leaves this much free (keep_free_space_bytes), and merges need room.
FREE_BYTES=${FREE_BYTES:-2147483648}
PARALLEL=${PARALLEL:-16}
export SOURCE TARGET
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# What a server writes at its first start and a copy has not: running again would replace newer data.
for trace in status preprocessed_configs disks; do
  [ ! -e "$TARGET/$trace" ] || fail "ClickHouse has started on the target already ($trace is there); nothing was changed."
done
[ -d "$SOURCE/store" ] && [ -d "$SOURCE/metadata" ] || fail "$SOURCE is no data directory of ClickHouse: store/ or metadata/ is missing."
[ ! -e "$SOURCE/disks" ] || fail "the old server has disks beside the share: these files alone are not its data."

# Left out: what a server makes anew at every start, and what is nothing but links: data/NAME and metadata/NAME of a
# database with a UUID. On SMB they came out as nothing, as files of the text XSym or as whole directories, and with
# either of the last two ClickHouse does not start. It does without, and makes them again.
for made in status preprocessed_configs tmp from-sidecar; do
  echo "./$made"
done > "$work/left-out"
for file in "$SOURCE"/metadata/*.sql; do
  [ -f "$file" ] || fail "metadata/ has no database."
  if grep -q "^ATTACH DATABASE .* UUID '" "$file"; then
    name=${file##*/}
    name=${name%.sql}
    printf './data/%s\n./metadata/%s\n' "$name" "$name"
  fi
done >> "$work/left-out"

# Paths below a folder ($1) of one type ($2: f or d), without what is left out.
list() {
  (cd "$1" && find . -type "$2" -print) > "$work/found" || [ "$PASS" = first ] || fail "$1 cannot be read."
  awk '
    FNR == NR { left_out[$0]; next }
    {
      count = split($0, names, "/")
      path = names[1]
      for (i = 2; i <= count; i++) {
        path = path "/" names[i]
        if (path in left_out) next
      }
      print
    }' "$work/left-out" "$work/found" | sort
}
# Runs a program ($2 …) in a folder ($1) on the names of the standard input, many at a time. Each writes to a file of its
# own: on one, lines of several come out mixed.
each() {
  folder=$1
  shift
  rm -rf "$work/batches"
  mkdir "$work/batches"
  # shellcheck disable=SC2016
  (cd "$folder" && tr '\n' '\0' | xargs -0 -r -n 100 -P "$PARALLEL" sh -c 'out=$(mktemp "$0/XXXXXX") && "$@" > "$out"' "$work/batches" "$@")
}
batches() {
  find "$work/batches" -type f -exec cat {} +
}
# Size, time and name of every file; one that went away meanwhile (a merge) is left out.
stats() {
  list "$1" f > "$work/names"
  each "$1" stat -c '%s %Y %n' < "$work/names" 2> "$work/errors" || [ "$PASS" = first ] || fail "$(head -n 3 "$work/errors")"
  batches | sort
}
names() {
  cut -d ' ' -f 3-
}
# Name, size and SHA-256 of every file.
sums() {
  list "$1" f > "$work/names"
  each "$1" stat -c '%s  %n' < "$work/names"
  batches > "$work/sizes"
  each "$1" sha256sum < "$work/names"
  batches > "$work/sums"
  awk 'FNR == NR { size[substr($0, index($0, "  ") + 2)] = $1; next } { name = substr($0, 67); print name, size[name], $1 }' \
    "$work/sizes" "$work/sums" | sort
}
# The names come from the standard input.
copy() {
  # shellcheck disable=SC2016
  tr '\n' '\0' | xargs -0 -r -n 50 -P "$PARALLEL" sh -c '
    for name in "$@"; do
      cp -p "$SOURCE/$name" "$TARGET/$name" || { [ ! -e "$SOURCE/$name" ] && [ "$0" = first ]; } || exit 255
    done' "$PASS"
}

stats "$SOURCE" > "$work/source"
if [ "$PASS" = last ]; then
  echo "Watching the source for $QUIET_SECONDS seconds."
  sleep "$QUIET_SECONDS"
  stats "$SOURCE" > "$work/later"
  cmp -s "$work/source" "$work/later" || fail "files of the source are still changing: stop the old app first."
fi
[ -s "$work/source" ] || fail "the source has no files."

list "$TARGET" f > "$work/there"
if [ -s "$work/there" ] && [ ! -e "$TARGET/from-sidecar/begun" ]; then
  fail "the target has files that no copy has put there; nothing was changed."
fi
mkdir -p "$TARGET/from-sidecar"
: > "$TARGET/from-sidecar/begun"
rm -f "$TARGET/from-sidecar/compared"

stats "$TARGET" > "$work/target"
comm -23 "$work/source" "$work/target" > "$work/missing"
names < "$work/source" | sort > "$work/source-names"
names < "$work/target" | sort > "$work/target-names"
comm -13 "$work/source-names" "$work/target-names" > "$work/gone"
(cd "$TARGET" && tr '\n' '\0' < "$work/gone" | xargs -0 -r -n 50 rm -f)

needed=$(awk '{ sum += $1 } END { printf "%.0f", sum }' "$work/missing")
available=$(df -Pk "$TARGET" | awk 'NR == 2 { printf "%.0f", $4 * 1024 }')
echo "$(wc -l < "$work/source") files, $(wc -l < "$work/missing") of them to copy with $needed bytes; $available bytes are free."
[ "$((needed + FREE_BYTES))" -le "$available" ] ||
  fail "the target is too small: give clickhouse_share_quota_gib at least $(((needed + FREE_BYTES - available) / 1073741824 + 1)) GiB more."

# Empty directories count, too: ClickHouse wants detached/ of every table.
list "$SOURCE" d > "$work/source-directories"
(cd "$TARGET" && tr '\n' '\0' < "$work/source-directories" | xargs -0 -r -n 200 mkdir -p)
names < "$work/missing" | copy

if [ "$PASS" = first ]; then
  echo "FIRST PASS DONE: what has changed since is left to the last one."
  exit 0
fi

# A file can have changed without its size and its second; it is copied by its sum.
sums "$SOURCE" > "$work/source-sums"
sums "$TARGET" > "$work/target-sums"
if ! cmp -s "$work/source-sums" "$work/target-sums"; then
  comm -23 "$work/source-sums" "$work/target-sums" | sed 's/ [0-9]* [0-9a-f]*$//' > "$work/different"
  echo "$(wc -l < "$work/different") files differ in spite of size and time; copied again."
  copy < "$work/different"
  sums "$TARGET" > "$work/target-sums"
fi
# Directories that only the target has are parts merged away since the first pass.
list "$SOURCE" d > "$work/source-directories"
list "$TARGET" d > "$work/target-directories"
comm -13 "$work/source-directories" "$work/target-directories" | sort -r |
  (cd "$TARGET" && tr '\n' '\0' | xargs -0 -r -n 50 rmdir)
list "$TARGET" d > "$work/target-directories"
cmp -s "$work/source-directories" "$work/target-directories" || fail "the directories differ."
cmp -s "$work/source-sums" "$work/target-sums" || {
  diff "$work/source-sums" "$work/target-sums" | head -n 20 >&2
  fail "source and target differ."
}
stats "$SOURCE" > "$work/later"
cmp -s "$work/source" "$work/later" || fail "the source has changed during the copy: stop the old app first."

cp "$work/source-sums" "$TARGET/from-sidecar/compared"
(cd "$TARGET" && chmod -R u=rwX,g=rX,o= . && chown -R "$OWNER" .)
echo "COMPARED: $(wc -l < "$work/source-sums") files, $(awk '{ sum += $(NF - 1) } END { printf "%.0f", sum }' "$work/source-sums") bytes are the same on both shares, sum of sums $(sha256sum < "$work/source-sums" | cut -c 1-16)."
