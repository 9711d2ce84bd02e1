# shellcheck shell=bash
# Feeds a day of inputs to a running partnership and tells what came of it. common.sh and partnership.sh come first.
#
#   DAY        the folder with day.steps and the files
#   VARIATION  a folder whose files and lines stand in for the day's own, or empty

FATE_SECONDS=30

# Feeds what was not fed yet; an interrupted day goes on where it stopped.
feed_day() {
    local input verb rest
    while read -r input verb rest; do
        stop_if_asked
        if grep -qF -- "$input"$'\t' "$RUN/day/inputs.tsv" 2>/dev/null; then continue; fi
        feed_input "$input" "$verb" "$rest"
    done < <(day_steps)
    date -u +%FT%TZ >"$RUN/day/fed"
}

day_steps() {
    local own=/dev/null
    if [ -n "${VARIATION:-}" ] && [ -f "$VARIATION/day.steps" ]; then own=$VARIATION/day.steps; fi
    # The variation's lines first; then the day's, with those the variation replaces replaced.
    awk '/^#|^$/ { next } FNR == NR && FILENAME == ARGV[1] { own[$1] = $0; next } { print ($1 in own) ? own[$1] : $0 }' \
        "$own" "$DAY/day.steps"
}

day_file() { if [ -f "${VARIATION:-/nowhere}/$1" ]; then echo "$VARIATION/$1"; else echo "$DAY/$1"; fi; }

# Feeds one input, waits until the broker has dealt with it, and notes it in inputs.tsv for `throughgate account`.
feed_input() {
    local input=$1 verb=$2 words ids
    mapfile -t words < <(xargs -rn1 printf '%s\n' <<<"$3" | name_messages)
    case $verb in
    drop)
        drop_file "${words[0]}" "$input"
        return
        ;;
    import) ids=$(throughgate hub import-cohort "${words[@]}" "$(day_file "$input")" | message_ids) || ids='' ;;
    hub) ids=$(throughgate hub "${words[@]}" | message_ids) || ids='' ;;
    acknowledge) ids=$(acknowledge "${words[@]}" | message_ids) || ids='' ;;
    *) fail "day.steps knows no verb $verb (input $input)." ;;
    esac
    [ -n "$ids" ] || fail "the input $input brought no message about." "Its command said why above."
    # shellcheck disable=SC2086
    settle $ids
    note_input "$input" messages "$(tr '\n' ',' <<<"$ids" | sed 's/,*$//')"
}

# "@INPUT" becomes the messages of that input, a line each: a decision names what it rests on.
name_messages() {
    local word
    while IFS= read -r word; do
        if [[ $word == @* ]]; then input_messages "${word#@}"; else printf '%s\n' "$word"; fi
    done
}

input_messages() {
    local input kind what
    while IFS=$'\t' read -r input kind what; do
        [ "$input" = "$1" ] || continue
        if [ "$kind" = receipt ]; then receipt_messages "$what"; else tr ',' '\n' <<<"$what"; fi
        return
    done <"$RUN/day/inputs.tsv"
    fail "day.steps names the messages of $1, which was not fed yet."
}

message_ids() { grep -oE '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' || true; }

# As an agency's system would: written under another name, then renamed.
drop_file() {
    local agency=$1 input=$2 receipt=$RUN/$1/receipts/$2.receipt.json ids
    cp "$(day_file "$input")" "$RUN/$agency/drop/.$input.part"
    mv "$RUN/$agency/drop/.$input.part" "$RUN/$agency/drop/$input"
    await "$FATE_SECONDS" test -f "$receipt" || {
        show_log "$agency-adapter"
        fail "no receipt for $input within $FATE_SECONDS s." "Its log is above; is the file still in $RUN/$agency/drop?"
    }
    ids=$(receipt_messages "$receipt")
    # shellcheck disable=SC2086
    if [ -n "$ids" ]; then settle $ids; fi
    note_input "$input" receipt "$receipt"
}

# Receipts are one line of JSON that our own encoder wrote.
receipt_messages() { grep -oE '"messageIds":\[[^]]*\]' "$1" | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' || true; }

settle() {
    throughgate settled --timeout "$FATE_SECONDS" "$@" || {
        show_log broker
        fail "the broker did not deal with an input within $FATE_SECONDS s."
    }
}

# An officer acknowledges the recipient's newest notice of a kind about a person that still waits for it.
#   acknowledge RECIPIENT KIND PERSON OFFICER TIME
acknowledge() {
    local notice
    notice=$(throughgate inbox "$1" | awk -F '\t' -v kind="$2" -v person="name=$3" \
        '$2 == kind && $5 == "not acknowledged" && index("; " $6 ";", "; " person ";") { print $1; exit }')
    [ -n "$notice" ] || fail "$1 has no $2 notice about $3 to acknowledge."
    throughgate acknowledge "$notice" --recipient "$1" --officer "$4" --at "$5"
}

note_input() {
    printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$RUN/day/inputs.tsv"
    if [ -t 1 ]; then printf '\r\033[K        %s' "$1"; else printf '.'; fi
}

# The account, a line an effect, as it is compared.
write_account() { throughgate account >"$RUN/day/account.txt" || fail "the account could not be made."; }

# The account as people read it: what each input brought about, wrapped.
print_account() {
    local width=${COLUMNS:-110} line input='' last=''
    while IFS= read -r line; do
        input=${line%%: *}
        if [ "$input" != "$last" ]; then printf '\n    %s\n' "$input"; fi
        last=$input
        fold -s -w $((width - 10)) <<<"${line#*: }" | sed -e '1s/^/      - /' -e '2,$s/^/        /'
    done <"$RUN/day/account.txt"
}
