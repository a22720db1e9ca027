#!/usr/bin/env bash
# How long clients take from their start until their prompt is drawn and until they are in a room, their processor time until then, and how much
# memory they have:
#   client/measure.sh HOST PORT [RUNS]
# A person of the script's own sits in the room and sees them come. Needs tmux; clients that are not installed are left out.
set -euo pipefail
host=$1 port=$2 runs=${3:-5}
home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
room="#measure$$" work=$(mktemp -d)
tmux() { command tmux -S "$work/tmux" -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null || true; rm -rf "$work" 2>/dev/null || true' EXIT

exec 3<>"/dev/tcp/$host/$port"
printf 'NICK seer%s\r\nUSER seer 0 * :seer\r\n' $$ >&3
expect() { # reads up to a line that matches $1, and answers PING
  local line
  while IFS= read -r -t 60 line <&3; do
    [[ $line == PING* ]] && printf 'PONG%s\n' "${line#PING}" >&3
    [[ $line =~ $1 ]] && return
  done
  echo "measure: the server did not say $1" >&2
  exit 1
}
expect ' 001 '
printf 'JOIN %s\r\n' "$room" >&3
expect ' 366 '

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# measure NAME PROMPT COMMAND: NICK stands for the nick; PROMPT is a byte that is written with the prompt and not before it, empty for none
measure() {
  local name=$1 prompt=$2 command=$3 run drawn=''
  local start nick pid kib cpu total=0 memory=0 processor=0 best=999999
  for ((run = 1; run <= runs; run++)); do
    nick=${name:0:2}$run-$(($$ % 10000))
    start=$(milliseconds)
    mkfifo "$work/output"
    tmux new-session -d -x 100 -y 30 "exec ${command//NICK/$nick}" \; pipe-pane "cat >'$work/output'"
    if [[ -n $prompt ]]; then
      LC_ALL=C IFS= read -r -d "$prompt" <"$work/output" || true
      drawn=", prompt after $(($(milliseconds) - start)) ms"
    fi
    expect "^(@[^ ]+ )?:$nick!.* JOIN "
    local took=$(($(milliseconds) - start))
    pid=$(tmux display-message -p '#{pane_pid}')
    cpu=$(awk -v ticks="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print int(($12 + $13) * 1000 / ticks)}' "/proc/$pid/stat")
    sleep 2
    kib=$(awk '/^VmRSS/ {print $2}' "/proc/$pid/status")
    total=$((total + took)) memory=$((memory + kib)) processor=$((processor + cpu)) best=$((took < best ? took : best))
    kill "$pid" # weechat-headless outlives its terminal
    expect "^(@[^ ]+ )?:$nick!.* QUIT"
    tmux kill-server 2>/dev/null || true
    rm "$work/output"
  done
  printf '%-10s in the room after %5d ms (best %5d), %4d ms of processor time, %4d MiB%s\n' \
    "$name" $((total / runs)) "$best" $((processor / runs)) $((memory / runs / 1024)) "$drawn"
}

"$home/bin/parley" chat --help >/dev/null # builds, and prepares the class archive
measure parley $'\xe2' "$home/bin/parley chat $host:$port --nick NICK --room '$room'"
if command -v irssi >/dev/null; then
  cat >"$work/irssi" <<END
servers = ({ address = "$host"; chatnet = "n"; port = "$port"; autoconnect = "yes"; });
chatnets = { n = { type = "IRC"; }; };
channels = ({ name = "$room"; chatnet = "n"; autojoin = "yes"; });
END
  measure irssi ']' "irssi --home=$work/irssi-home --config=$work/irssi -n NICK"
fi
weechat=$(command -v weechat || command -v weechat-headless || true)
if [[ -n $weechat ]]; then
  measure weechat '' "$weechat --dir $work/weechat --run-command '/server add n $host/$port -nicks=NICK -autojoin=$room' --run-command '/set irc.server.n.nicks NICK' --run-command '/connect n'"
fi
