#!/usr/bin/env bash
# Scores the reader on unseen text and fails below the floors; the marks and stories at its end are counted, not judged.
# usage: eval.sh DATELINE EVAL_FOLDER   (the folder holds score.py and the *.jsonl files; the scorecard is built beside DATELINE)
set -euo pipefail
dateline=$1 eval=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# score NAME FLOOR_RECOGNITION FLOOR_END_TO_END
score() {
  "$dateline" read --jsonl <"$eval/$1.jsonl" >"$out/$1.jsonl"
  python3 "$eval/score.py" "$eval/$1.jsonl" "$out/$1.jsonl" | sed "s/^/$1: /"
  python3 "$eval/score.py" "$eval/$1.jsonl" "$out/$1.jsonl" --json |
    python3 -c 'import json, sys
score, floors = json.load(sys.stdin), [float(word) for word in sys.argv[1:]]
found = [score["overlap"][2], score["e2e161"][2]]
print("floors:", " ".join(f"{name} {value:.3f} >= {floor}" for name, value, floor in
      zip(("recognition", "end-to-end"), found, floors)))
sys.exit(any(value < floor for value, floor in zip(found, floors)))' "$2" "$3"
}

# timex NAME FLOOR_RELAXED FLOOR_VALUE
timex() {
  "$dateline" read --jsonl <"$eval/$1.jsonl" >"$out/$1.jsonl"
  python3 "$eval/score.py" --timex "$eval/$1.jsonl" "$out/$1.jsonl" | sed "s/^/$1: /"
  python3 "$eval/score.py" --timex "$eval/$1.jsonl" "$out/$1.jsonl" --json |
    python3 -c 'import json, sys
score, floors = json.load(sys.stdin), [float(word) for word in sys.argv[1:]]
found = [score["relaxed"][2], score["value"][2]]
print("floors:", " ".join(f"{name} {value:.3f} >= {floor}" for name, value, floor in
      zip(("relaxed", "value"), found, floors)))
sys.exit(any(value < floor for value, floor in zip(found, floors)))' "$2" "$3"
}

# agree NAME CORPUS KEY...: the scorecard counts as the corpora's own scorer does, to three digits.
agree() {
  local how=()
  case $1 in timex_*) how=(--timex) ;; esac
  python3 "$eval/score.py" "${how[@]}" "$eval/$1.jsonl" "$out/$1.jsonl" --json |
    python3 -c 'import json, sys
theirs, ours = json.load(sys.stdin), json.load(open(sys.argv[1]))[sys.argv[2]]
pairs = [(key, ours[key], theirs[key][2]) for key in sys.argv[3:]]
print(f"scorecard, {sys.argv[2]}:", " ".join(f"{key} {one:.3f} = {other:.3f}" for key, one, other in pairs))
sys.exit(any(f"{one:.3f}" != f"{other:.3f}" for _, one, other in pairs))' "$out/scorecard.json" "${@:2}"
}

# What has been reached, less two points: a change may not lose it.
score lgl .855 .745
score geovirus .865 .845
timex timex_timebank .915 .775
timex timex_aquaint .910 .730

"${dateline%/*}/examples/scorecard" "$eval" --json >"$out/scorecard.json"
agree lgl LGL strict overlap e2e161
agree geovirus GeoVirus strict overlap e2e161
agree timex_timebank TimeBank strict relaxed type value
agree timex_aquaint AQUAINT strict relaxed type value

python3 - "$eval/lgl.jsonl" "$dateline" <<'PY'
import json, os, subprocess, sys, time
with open(sys.argv[1], encoding="utf-8") as lines:
    size = sum(len(json.loads(line)["text"].encode()) for line in lines)
start = time.monotonic()
with open(sys.argv[1], "rb") as lines:
    subprocess.run([sys.argv[2], "read", "--jsonl"], stdin=lines, stdout=subprocess.DEVNULL, check=True,
                   env={**os.environ, "RAYON_NUM_THREADS": "1"})
print(f"speed: {size / 1e6 / (time.monotonic() - start):.2f} MB/s of text on one thread, start and JSON included")
PY

# Mentions marked by hand, counted: how much of what is told happened, and where.
"$dateline" read --jsonl <"$eval/muc4_tst3.jsonl" >"$out/muc4_tst3.jsonl"
python3 .ci/marks.py tests/data/happenings.tsv "$out"

# Ordinary wire sentences in our own words; each draw was looked at after its first run, and words were added then.
python3 .ci/sentences.py "$dateline" tests/data/sentences.tsv

# Who says what, in sentences marked before any run; at first 8 of 28 sources were right.
python3 .ci/speakers.py "$dateline" tests/data/speakers.tsv

# Places and times of sentences in our own words, marked before any run.
python3 .ci/names.py "$dateline" tests/data/places.tsv tests/data/dates.tsv

# Stories in our own words; most were looked at while rules were made, the "u" were not (see stories.py).
for draw in a b c d e f g h i j k l m n o p q r s t u; do
  counts=$(python3 .ci/stories.py "$dateline" tests/data/stories "$draw")
  echo "stories $draw: $counts"
done
