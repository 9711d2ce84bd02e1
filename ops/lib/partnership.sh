# shellcheck shell=bash
# One running partnership in one folder: a private RabbitMQ, the broker, the adapters. common.sh comes first.
#
#   RUN        the state folder (.run); what is in it is described in ops/runbooks/run-folder.md
#   BIN        where throughgate and the adapters are
#   PAGES_PORT the port of the pages; 0 takes a free one
#   AMQP_PORT  the port of RabbitMQ; empty takes a free one

ADAPTERS=(courts prison probation police partners)
READY_SECONDS=60
STOP_SECONDS=30
DIRECTORY=$ROOT/Contracts/directory/leeds.yaml
SAMPLE_AGREEMENT=$ROOT/Contracts/agreements/leeds.yaml
AGREEMENT=$SAMPLE_AGREEMENT

throughgate() {
    local command=$1
    shift
    case $command in
    hub)
        local decision=$1
        shift
        set -- "$decision" --run "$RUN" --directory "$DIRECTORY" --agreement "$AGREEMENT" "$@"
        ;;
    *) set -- --run "$RUN" --directory "$DIRECTORY" --agreement "$AGREEMENT" "$@" ;;
    esac
    "$BIN/throughgate" "$command" "$@" </dev/null
}

# --- the clock -------------------------------------------------------------------------------------------------------

# What a scheme proposes, asks and lets lapse depends on the day, so every process of a sample day lives on that day: its
# clock is set off from the machine's by a number of seconds that is chosen once for a folder (ops/decisions/0026).
#   set_clock TIME      RFC 3339; an empty one leaves the machine's clock
set_clock() {
    if [ ! -f "$RUN/clock-shift" ]; then
        # A record without one was begun by the machine's clock: its time must not jump.
        if [ -z "$1" ] || [ -n "$(ls -A "$RUN/state")" ]; then echo 0; else echo $(($(date -ud "$1" +%s) - $(date -u +%s))); fi >"$RUN/clock-shift"
    fi
    THROUGHGATE_CLOCK_SHIFT=$(<"$RUN/clock-shift")
    export THROUGHGATE_CLOCK_SHIFT
}

# What our clock says: "21 November 2026, 12:00 UTC".
clock_now() { date -ud "@$(($(date -u +%s) + THROUGHGATE_CLOCK_SHIFT))" '+%-d %B %Y, %H:%M UTC'; }

# --- folders ---------------------------------------------------------------------------------------------------------

# RUN itself lets the user rabbitmq through to its own folder; everything else in it is its owner's alone.
lay_out_run_folder() {
    mkdir -p "$RUN"
    RUN=$(cd "$RUN" && pwd)
    chmod 711 "$RUN"
    (umask 077 && mkdir -p "$RUN"/{log,pids,secrets,state,day})
    local agency
    for agency in "${ADAPTERS[@]}"; do (umask 077 && mkdir -p "$RUN/$agency"/{drop,done,receipts,state}); done
    choose_node_folder
}

# RabbitMQ runs as the user rabbitmq when we are root, and that user may not enter /root, say.
choose_node_folder() {
    NODE=$RUN/rabbitmq
    if [ "$(id -u)" != 0 ] || setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups -- test -x "$RUN"; then return; fi
    NODE=/var/lib/throughgate/$(printf %s "$RUN" | sha256sum | cut -c1-12)
    mkdir -p "$NODE"
    say "the user rabbitmq may not enter $RUN, so RabbitMQ's own files are in $NODE"
}

# Only one script at a time works in a folder.
lock_run_folder() {
    exec 8>"$RUN/lock"
    flock -n 8 || fail "another ops/run or ops/sample-day works in $RUN." \
        "Stop it (Ctrl-C in its terminal, or: kill $(cat "$RUN/pids/script" 2>/dev/null || echo PID)), then start again."
    echo $$ >"$RUN/pids/script"
}

# --- processes -------------------------------------------------------------------------------------------------------

# Starts a process in a session of its own, so that Ctrl-C reaches us alone and the order of stopping is ours.
#   launch NAME COMMAND...
launch() {
    local name=$1
    shift
    stop_process "$name"
    setsid "$@" </dev/null >>"$RUN/log/$name.log" 2>&1 8>&- &
    echo $! >"$RUN/pids/$name"
    # Until it has become its program, the child shows our own command line and would pass for fallen.
    await 2 is_ours_or_dead "$name" || true
}

is_ours_or_dead() { is_ours "$1" || ! is_alive "$(pid_of "$1")"; }

pid_of() { cat "$RUN/pids/$1" 2>/dev/null || true; }

# A pid may have been given to somebody else since: ours names our folder on its command line.
is_ours() {
    local pid
    pid=$(pid_of "$1")
    # No pipe: grep -q ends early, tr dies of SIGPIPE, and pipefail calls a running process fallen.
    [ -n "$pid" ] && is_alive "$pid" && [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") == *"$RUN"* ]]
}

is_not_ours() { ! is_ours "$1"; }

stop_process() {
    if is_ours "$1"; then
        kill -TERM "$(pid_of "$1")" 2>/dev/null || true
        if ! await "$STOP_SECONDS" is_not_ours "$1"; then
            say "$1 did not stop within $STOP_SECONDS s and was killed; see $RUN/log/$1.log"
            kill -KILL "$(pid_of "$1")" 2>/dev/null || true
            # shellcheck disable=SC2034 # ops/run and ops/sample-day report it
            STOPPED_HARD=1
        fi
    fi
    rm -f "$RUN/pids/$1"
}

# The name of a process that ought to run and does not.
fallen() {
    local name
    for name in broker "${ADAPTERS[@]/%/-adapter}"; do
        if is_not_ours "$name"; then echo "$name" && return; fi
    done
}

# --- start -----------------------------------------------------------------------------------------------------------

start_rabbitmq() {
    local options=()
    if [ -n "${AMQP_PORT:-}" ]; then options=(--port "$AMQP_PORT"); fi
    "$ROOT/ops/rabbitmq/node" start "$NODE" "${options[@]}" 8>&- || fail "RabbitMQ did not start." \
        "Its logs are in $NODE/log. A port in use: choose others with --port-base. Damaged data: begin again with --fresh."
    "$ROOT/ops/rabbitmq/node" env "$NODE" >"$RUN/amqp.env"
    # shellcheck source=/dev/null
    . "$RUN/amqp.env"
}

# Users, permissions, exchanges, queues and policies as code. Importing again changes nothing, so it is done once a version.
declare_topology() {
    throughgate topology --secrets "$RUN/secrets" >"$RUN/definitions.new" ||
        fail "the topology could not be made." "Read the message above; it names the line of the directory or agreement."
    chmod 600 "$RUN/definitions.new"
    if cmp -s "$RUN/definitions.new" "$NODE/definitions.json"; then
        rm "$RUN/definitions.new"
        return
    fi
    "$ROOT/ops/rabbitmq/node" import "$NODE" "$RUN/definitions.new" || fail "RabbitMQ refused the definitions."
    mv "$RUN/definitions.new" "$NODE/definitions.json"
    "$ROOT/ops/rabbitmq/node" export "$NODE" "$RUN/exported.json"
    throughgate topology --secrets "$RUN/secrets" --check "$RUN/exported.json" >"$RUN/difference" || {
        cat "$RUN/difference" >&2
        fail "RabbitMQ does not have the topology it was given; the differences are above."
    }
    rm "$RUN/exported.json" "$RUN/difference"
}

# The broker takes over only an agreement that was sealed and signed. Here two invented people sign a copy, with keys of their
# own in secrets/; a partnership gives its own agreement and keyring.
sign_agreement() {
    AGREEMENT=$("$BIN/throughgate" agreement demonstrate "$SAMPLE_AGREEMENT" --run "$RUN") ||
        fail "the sample agreement could not be signed." "Read the message above; it names the line of the agreement."
    "$BIN/throughgate" agreement verify "$AGREEMENT" --run "$RUN" >"$RUN/agreement/verified.txt" || {
        cat "$RUN/agreement/verified.txt" >&2
        say "the agreement in force stays; --fresh begins again with the changed one"
    }
}

start_broker() {
    rm -f "$RUN/console.address"
    launch broker "$BIN/throughgate" broker --run "$RUN" --directory "$DIRECTORY" --agreement "$AGREEMENT" \
        --console-port "$PAGES_PORT"
    await "$READY_SECONDS" broker_answers_or_fell || true
    if is_not_ours broker; then
        show_log broker
        fail "the broker stopped while starting." "The port $PAGES_PORT in use: choose another with --port-base."
    fi
    broker_answers || {
        show_log broker
        fail "the broker was not ready in $READY_SECONDS s." "See $RUN/log/broker.log and the health page /readyz."
    }
    PAGES=$(<"$RUN/console.address")
    PAGES=${PAGES%/}
}

broker_answers_or_fell() { is_not_ours broker || broker_answers; }

broker_answers() {
    [ -s "$RUN/console.address" ] && [ "$(http_status "$(grep -oE '[0-9]+/?$' "$RUN/console.address" | tr -d /)" /readyz)" = 200 ]
}

# Starts an agency's adapter; it is ready when its log says that both its ports listen.
start_adapter() {
    local agency=$1 name=$1-adapter log
    log=$RUN/log/$name.log
    need_token "$agency"
    adapter_configuration "$agency" >"$RUN/$agency.yaml"
    : >"$log"
    launch "$name" "$BIN/$name" run --config "$RUN/$agency.yaml"
    await "$READY_SECONDS" adapter_answers_or_fell "$name" "$log" || true
    if is_not_ours "$name" || ! has_started "$log"; then
        show_log "$name"
        fail "the $name did not start." "Check its configuration: $BIN/$name check-config --config $RUN/$agency.yaml"
    fi
}

adapter_answers_or_fell() { is_not_ours "$1" || has_started "$2"; }

has_started() { grep -q 'adapter started' "$1" && grep -q 'what=http' "$1" && grep -q 'what=health' "$1"; }

# The port of an adapter that runs:  adapter_port AGENCY http|health
adapter_port() { grep "what=$2" "$RUN/log/$1-adapter.log" | grep -oE 'port=[0-9]+' | head -n 1 | tr -dc 0-9; }

# The bearer token of the agency's own system. The adapter is given the hash alone.
need_token() {
    local made
    if [ -s "$RUN/secrets/http-$1.sha256" ] && [ -s "$RUN/secrets/http-$1.header" ]; then return; fi
    made=$("$BIN/$1-adapter" token) || fail "no token could be made for the HTTP clients of $1."
    (
        umask 077
        json_text token <<<"$made" >"$RUN/secrets/http-$1"
        # For curl -H @FILE: what stands on a command line, every user of the machine can read.
        printf 'Authorization: Bearer %s\n' "$(json_text token <<<"$made")" >"$RUN/secrets/http-$1.header"
        json_text hash <<<"$made" >"$RUN/secrets/http-$1.sha256"
    )
}

json_text() { grep -oE "\"$1\":\"[0-9a-f]+\"" | cut -d '"' -f 4; }

# The login of the agency's own system, when the directory lets one hand raw messages over.
raw_feed() {
    awk -v user="  $1-adapter:" '
        index($0, user) == 1 { is_here = 1; next }
        /^  [^ ]/ { is_here = 0 }
        is_here && $1 == "raw-feed:" { gsub(/"/, "", $2); print $2 }' "$DIRECTORY"
}

adapter_configuration() {
    cat <<TEXT
# Made by ops/run at every start.
agency: $1
source:
  drop: $1/drop
  done: $1/done
  receipts: $1/receipts
state:
  folder: $1/state
amqp:
  host: $THROUGHGATE_RABBITMQ_HOST
  port: $THROUGHGATE_RABBITMQ_PORT
  vhost: leeds
  user: $1-adapter
  passwordFile: secrets/$1-adapter
http:
  port: 0
  clients:
    $1-system:
      tokenHashFile: secrets/http-$1.sha256
health:
  port: 0
TEXT
    local sender
    sender=$(raw_feed "$1")
    if [ -n "$sender" ]; then printf 'queue:\n  sender: %s\n' "$sender"; fi
}

start_partnership() {
    local agency
    sign_agreement
    start_rabbitmq
    say "RabbitMQ on 127.0.0.1:$THROUGHGATE_RABBITMQ_PORT"
    declare_topology
    say "queues, users and permissions are as the directory says"
    start_broker
    say "broker, pid $(pid_of broker)"
    stop_if_asked
    for agency in "${ADAPTERS[@]}"; do
        start_adapter "$agency"
        say "$agency-adapter, pid $(pid_of "$agency-adapter"), takes files from $RUN/$agency/drop" \
            "and items at http://127.0.0.1:$(adapter_port "$agency" http)/items"
    done
}

show_log() {
    printf '\nthe end of %s:\n' "$RUN/log/$1.log" >&2
    tail -n 20 "$RUN/log/$1.log" >&2 || true
}

# --- stop ------------------------------------------------------------------------------------------------------------

# Adapters first, so that what they published is taken in; then the broker, which empties its outbox; RabbitMQ last.
stop_partnership() {
    local agency
    for agency in "${ADAPTERS[@]}"; do stop_process "$agency-adapter"; done
    stop_process broker
    if [ -f "${NODE:-/nowhere}/ports" ] && [ "${KEEP_RABBITMQ:-}" != 1 ]; then "$ROOT/ops/rabbitmq/node" stop "$NODE" 8>&-; fi
    rm -f "$RUN/pids/script"
}
