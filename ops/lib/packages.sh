# shellcheck shell=bash
# Installs what is missing, and only that.

RUN_PACKAGES=(rabbitmq-server librabbitmq-dev libsqlite3-dev libexpat1-dev libssl-dev pkg-config openssl)
# shellcheck disable=SC2034 # for ops/test
TEST_PACKAGES=("${RUN_PACKAGES[@]}" chromium python3-venv)
LEAST_SWIFT=6.3

# Installs Debian packages unless they are there.
#   need_packages NAME...
need_packages() {
    local missing=() name
    for name in "$@"; do is_installed "$name" || missing+=("$name"); done
    if [ ${#missing[@]} = 0 ]; then
        say "nothing is missing"
        return
    fi
    command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get: ${missing[*]}" \
        "Install them by hand; the names are Debian 12's."
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    install_packages "${missing[@]}" >"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        fail "apt-get could not install ${missing[*]}; its log is $log" \
            "Check the network and the disk, run it by hand, then start again:" "sudo apt-get install ${missing[*]}"
    }
    rm -f "$log"
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

install_packages() {
    local status=0
    as_root apt-get update || echo "the lists of packages could not be updated; trying with the old ones"
    if [[ " $* " == *" rabbitmq-server "* ]]; then forbid_service_start; fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || status=$?
    if [[ " $* " == *" rabbitmq-server "* ]]; then switch_off_system_broker; fi
    return $status
}

# Debian starts a service as it installs it. We run a private node; a broker on every interface is nobody's wish.
forbid_service_start() {
    [ -e /usr/sbin/policy-rc.d ] && return
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
    FORBADE_START=1
}

switch_off_system_broker() {
    if [ "${FORBADE_START:-}" = 1 ]; then as_root rm -f /usr/sbin/policy-rc.d; fi
    if [ -d /run/systemd/system ]; then as_root systemctl disable --now rabbitmq-server epmd.socket epmd.service || true; fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "this needs root and there is no sudo: $*" >&2
        return 1
    fi
}

# Swift is not a Debian package, so we only look for it.
need_swift() {
    local found
    command -v swift >/dev/null || fail "Swift is not installed, or not on the PATH." \
        "Install Swift $LEAST_SWIFT for Debian 12: https://www.swift.org/install/linux/"
    found=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9.]+$')
    [ "$(printf '%s\n' "$LEAST_SWIFT" "$found" | sort -V | head -n 1)" = "$LEAST_SWIFT" ] ||
        fail "Swift $found is too old." "Install Swift $LEAST_SWIFT: https://www.swift.org/install/linux/"
}
