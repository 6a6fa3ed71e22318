#!/bin/sh
# Instructions of each stage, in millions and as shares of html5ever's parse
# into `RcDom`, on thirty pages of the corpora. Needs valgrind.
# All functions by cost: callgrind_annotate target/instructions.callgrind
set -eu
cd "$(dirname "$0")/.."
export CARGO_PROFILE_BENCH_DEBUG=line-tables-only
target=${CARGO_TARGET_DIR:-target}
bench=$(cargo bench --features train --bench instructions --no-run 2>&1 | tee /dev/stderr |
    sed -n 's/.*instructions.rs (\(.*\))/\1/p')
valgrind --quiet --tool=callgrind --callgrind-out-file="$target/instructions.callgrind" "$bench"
callgrind_annotate --inclusive=yes --threshold=100 "$target/instructions.callgrind" |
    sed -n 's/^ *\([0-9,]*\) .*instructions::stage_\([a-z]*\).*/\2 \1/p' | tr -d , |
    awk '{ cost[$1] = $2 }
        END { for (stage in cost) printf "%-10s %9.1f %7.3f\n", stage, cost[stage] / 1e6, cost[stage] / cost["rcdom"] }' |
    sort -k2 -n
