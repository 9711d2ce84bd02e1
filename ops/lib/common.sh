# shellcheck shell=bash
# Progress, errors and little things that every script of ops/ shares. Sourced, never run.

# shellcheck disable=SC2034 # for whoever sources this
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STARTED_AT=$SECONDS

# A heading with the time since the start: "[ 1:05] Building".
heading() { printf '\n[%2d:%02d] %s\n' $(((SECONDS - STARTED_AT) / 60)) $(((SECONDS - STARTED_AT) % 60)) "$*"; }

say() { printf '        %s\n' "$*"; }

# What went wrong, and what to do about it.
fail() {
    printf '\n%s: %s\n' "$(basename "$0")" "$1" >&2
    shift
    local remedy
    for remedy in "$@"; do printf '    %s\n' "$remedy" >&2; done
    exit 1
}

# Waits for a condition; says nothing.
#   await SECONDS COMMAND...
await() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.05
    done
}

# Runs something long with its output in a file and a sign of life every few seconds; CHILD is its pid meanwhile.
#   watched LOG COMMAND...
watched() {
    local log=$1 status=0 pid said='' line next=$((SECONDS + 5))
    shift
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    CHILD=$pid
    while is_alive "$pid"; do
        nap 0.5
        [ $SECONDS -ge $next ] || continue
        next=$((SECONDS + 5))
        line=$(tail -n 1 "$log" 2>/dev/null | tr '\r' '\n' | tail -n 1 | cut -c1-100)
        if [ -n "$line" ] && [ "$line" != "$said" ]; then say "$line"; fi
        said=$line
    done
    wait "$pid" || status=$?
    CHILD=''
    return $status
}

# Leaves when somebody has asked us to (Ctrl-C, SIGTERM); the traps of ops/run and ops/sample-day set STOPPING.
stop_if_asked() { if [ -n "${STOPPING:-}" ]; then exit 130; fi; }

# A sleep that a signal interrupts at once: bash handles traps between commands only, but during `wait`.
nap() {
    local pid
    sleep "$1" &
    pid=$!
    wait $pid || kill $pid 2>/dev/null || true
}

# A zombie still has its folder in /proc.
is_alive() { [ -d "/proc/$1" ] && ! grep -q '^State:.*zombie' "/proc/$1/status" 2>/dev/null; }

# Whether somebody listens on a loopback port.
is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The status code of a page, or nothing.
#   http_status PORT PATH
http_status() {
    local line=''
    {
        exec 3<>"/dev/tcp/127.0.0.1/$1" || return 0
        printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
        IFS= read -r -t 5 line <&3 || true
        exec 3<&- 3>&-
    } 2>/dev/null
    printf '%s' "$line" | cut -d' ' -f2
}
