# shellcheck shell=bash
# Builds the executables once a change. common.sh comes first.

PRODUCTS=(throughgate courts-adapter prison-adapter probation-adapter police-adapter partners-adapter)

# Builds a configuration's executables unless nothing changed since.
#   build_products release|debug
build_products() {
    local configuration=$1 stamp log product
    stamp=$ROOT/.build/throughgate-$configuration.stamp
    log=$ROOT/.build/throughgate-$configuration.log
    mkdir -p "$ROOT/.build"
    if is_built "$configuration" "$stamp"; then
        say "nothing changed since the last build"
        return
    fi
    say "the first time takes ten minutes on two cores; later ones take seconds"
    touch "$stamp.started"
    for product in "${PRODUCTS[@]}"; do
        watched "$log" swift build --package-path "$ROOT" -c "$configuration" --product "$product" || {
            grep -E 'error:' "$log" | sort -u | head -n 20 >&2
            fail "swift build failed for $product; its output is $log" \
                "Out of memory on a small machine: swift build -c $configuration --product $product -j 1"
        }
    done
    mv "$stamp.started" "$stamp"
}

# The stamp is as old as the beginning of the build, so that an edit made meanwhile is not missed.
is_built() {
    local product
    [ -f "$2" ] || return 1
    for product in "${PRODUCTS[@]}"; do [ -x "$ROOT/.build/$1/$product" ] || return 1; done
    [ -z "$(find "$ROOT/Package.swift" "$ROOT/Sources" "$ROOT/Adapters" -newer "$2" -print -quit)" ]
}
