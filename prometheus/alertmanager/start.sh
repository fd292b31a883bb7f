#!/bin/sh
# Fills the settings of this place into Alertmanager's configuration and starts it. POSIX sh and awk, also busybox's.
#
#   start.sh FOLDER [PROGRAM [FLAG ...]]
#
# Writes alertmanager.yml and templates/ from beside this script to FOLDER (made anew, for its owner only), every @NAME@
# filled in from the environment, and then becomes PROGRAM with the flags the configuration relies on:
# --config.file, --data.retention, --cluster.listen-address. Without PROGRAM it only writes, for `amtool check-config`.
# Containers, systemd, the demo and the tests all start it this way. Exit code 2: a setting is missing or odd.
#
# | variable               | what                                                          | example                     |
# |------------------------|---------------------------------------------------------------|-----------------------------|
# | OPD_SMTP_SMARTHOST     | mail server, host:port; 465 is TLS at once, others STARTTLS    | smtp.example.go.id:587      |
# | OPD_SMTP_FROM          | address the mails come from                                   | pemantau@example.go.id      |
# | OPD_SMTP_USERNAME      | optional: name to log in with; empty: no login                | pemantau@example.go.id      |
# | OPD_SMTP_PASSWORD_FILE | file with the password and nothing else; wanted with the name | /run/secrets/smtp_password  |
# | OPD_SMTP_REQUIRE_TLS   | optional: true (as when empty) or false                       | true                        |
# | OPD_MAIL_OPERATORS     | operators' addresses, with commas between                     | a@example.go.id,b@example.go.id |
# | OPD_URL_EXPORTER       | optional: where readers of mails reach the exporter's page    | http://192.0.2.10:9877      |
# | OPD_URL_GRAFANA        | optional: where they reach Grafana                            | http://192.0.2.10:3000      |
# | OPD_CONFIG_FILE        | optional: the exporter's configuration, for its timezone; without it, or without one in it, Asia/Jakarta | /etc/opd-exporter/kota-serang.yml |
# | OPD_WATCHDOG_URL       | optional: asked by POST every few minutes while all works     | https://example.org/ping/x  |
# | OPD_TELEGRAM_TOKEN_FILE | optional: file with the bot's token; none, or an empty one: no Telegram | /run/secrets/telegram_token |
# | OPD_TELEGRAM_CHAT_ID   | wanted with a token: the chat it writes to, a number; of a group negative | -1001234567890    |
# | OPD_TELEGRAM_API_URL   | optional: where its API is, when not at Telegram itself       | https://api.telegram.org    |
# | OPD_LETTERS_TOKEN_FILE | optional: file with the token of the exporter's --letters-token-file; none, or an empty one: the exporter is not told of letters | /run/secrets/letters_token |
# | OPD_LETTERS_EXPORTERS | optional: the exporters that are told of letters, with commas between; each keeps those of its city | http://exporter-a:9877,http://exporter-b:9877 |
#
# In the files, a line with the @NAME@ of an empty optional setting is left out, and a line with @EACH_NAME@ is
# written once for each part of the list.
set -eu
umask 077
LC_ALL=C
export LC_ALL

wrong=0
refuse() { # NAME WHAT-IS-WRONG
  echo "start.sh: $1 $2" >&2
  wrong=1
}

value() { eval "printf '%s' \"\${$1-}\""; }

address() { # NAME ADDRESS
  case $2 in
    *[!A-Za-z0-9._%+@-]* | @* | *@ | *@*@* | *.) refuse "$1" "bukan alamat surel: «$2» (not an e-mail address)" ;;
    *@*.*) ;;
    *) refuse "$1" "bukan alamat surel: «$2» (not an e-mail address)" ;;
  esac
}

needed() { # NAME EXAMPLE
  [ -n "$(value "$1")" ] || { refuse "$1" "belum diisi; misalnya $2 (not set)"; return 1; }
}

url() { # NAME [VALUE]
  case ${2-$(value "$1")} in
    '') ;;
    *[!A-Za-z0-9:/._~%?=\&+,@[\]-]*) refuse "$1" "berisi huruf yang tidak boleh ada di alamat web (odd character in URL)" ;;
    http://?* | https://?*) ;;
    *) refuse "$1" "harus mulai dengan http:// atau https:// (not a URL)" ;;
  esac
}

# Alertmanager 0.25 reads no token from a file, so it goes into the filled configuration, which its owner alone reads.
check_telegram() {
  OPD_TELEGRAM_TOKEN=
  if [ ! -s "${OPD_TELEGRAM_TOKEN_FILE-}" ]; then
    OPD_TELEGRAM_CHAT_ID= # an empty secret stays mounted where there is no Telegram
    return 0
  fi
  if [ ! -f "$OPD_TELEGRAM_TOKEN_FILE" ] || [ ! -r "$OPD_TELEGRAM_TOKEN_FILE" ]; then
    refuse OPD_TELEGRAM_TOKEN_FILE "tidak dapat dibaca: $OPD_TELEGRAM_TOKEN_FILE (unreadable)"
  else
    OPD_TELEGRAM_TOKEN=$(cat "$OPD_TELEGRAM_TOKEN_FILE")
    printf '%s' "$OPD_TELEGRAM_TOKEN" | awk 'END { exit !(NR == 1 && /^[0-9]+:[A-Za-z0-9_-]+$/) }' ||
      refuse OPD_TELEGRAM_TOKEN_FILE "isinya bukan token bot, misalnya 123456789:AAexample (not a bot's token)"
  fi
  if needed OPD_TELEGRAM_CHAT_ID -1001234567890; then
    printf '%s' "$OPD_TELEGRAM_CHAT_ID" | awk 'END { exit !(NR == 1 && /^-?[1-9][0-9]*$/ && length($0) < 19) }' ||
      refuse OPD_TELEGRAM_CHAT_ID "bukan nomor obrolan, misalnya -1001234567890 (not a chat's number)"
  fi
  OPD_TELEGRAM_API_URL=${OPD_TELEGRAM_API_URL:-https://api.telegram.org}
  url OPD_TELEGRAM_API_URL
}

check_letters() {
  if [ ! -s "${OPD_LETTERS_TOKEN_FILE-}" ]; then
    OPD_LETTERS_TOKEN_FILE= # an empty secret stays mounted where letters are not noted
    return 0
  fi
  OPD_LETTERS_EXPORTERS=$(printf '%s' "${OPD_LETTERS_EXPORTERS:-http://exporter:9877}" | tr -d ' ')
  rest=$OPD_LETTERS_EXPORTERS,
  while [ -n "$rest" ]; do
    [ -n "${rest%%,*}" ] || refuse OPD_LETTERS_EXPORTERS "ada koma yang kelebihan (an address is missing)"
    url OPD_LETTERS_EXPORTERS "${rest%%,*}"
    rest=${rest#*,}
  done
  case $OPD_LETTERS_TOKEN_FILE in
    *[![:print:]]* | *\'*) refuse OPD_LETTERS_TOKEN_FILE "berisi huruf yang tidak boleh ada (odd character)" ;;
  esac
  [ -f "$OPD_LETTERS_TOKEN_FILE" ] && [ -r "$OPD_LETTERS_TOKEN_FILE" ] ||
    refuse OPD_LETTERS_TOKEN_FILE "tidak dapat dibaca: $OPD_LETTERS_TOKEN_FILE (unreadable)"
}

check() {
  if needed OPD_SMTP_SMARTHOST smtp.example.go.id:587; then
    port=${OPD_SMTP_SMARTHOST##*:}
    case $OPD_SMTP_SMARTHOST in
      *[!A-Za-z0-9.:[\]-]* | :*) port= ;;
      *:*) ;;
      *) port= ;;
    esac
    case $port in
      '' | *[!0-9]*) refuse OPD_SMTP_SMARTHOST "harus host:port, misalnya smtp.example.go.id:587 (not host:port)" ;;
    esac
  fi
  if needed OPD_SMTP_FROM pemantau@example.go.id; then address OPD_SMTP_FROM "$OPD_SMTP_FROM"; fi

  case ${OPD_SMTP_USERNAME-} in
    *[![:print:]]* | *\'*) refuse OPD_SMTP_USERNAME "berisi huruf yang tidak boleh ada (odd character)" ;;
  esac
  case ${OPD_SMTP_PASSWORD_FILE-} in
    *[![:print:]]* | *\'*) refuse OPD_SMTP_PASSWORD_FILE "berisi huruf yang tidak boleh ada (odd character)" ;;
  esac
  if [ -z "${OPD_SMTP_USERNAME-}" ]; then
    OPD_SMTP_PASSWORD_FILE= # an empty secret stays mounted when there is no login
  elif needed OPD_SMTP_PASSWORD_FILE /run/secrets/smtp_password; then
    [ -r "$OPD_SMTP_PASSWORD_FILE" ] && [ -s "$OPD_SMTP_PASSWORD_FILE" ] ||
      refuse OPD_SMTP_PASSWORD_FILE "tidak dapat dibaca atau kosong: $OPD_SMTP_PASSWORD_FILE; tulis kata sandi akun surel di situ (docker compose: secrets/smtp_password), atau kosongkan OPD_SMTP_USERNAME (unreadable or empty)"
  fi

  OPD_SMTP_PLAIN=
  case ${OPD_SMTP_REQUIRE_TLS:-true} in
    true) ;;
    false) OPD_SMTP_PLAIN=yes ;;
    *) refuse OPD_SMTP_REQUIRE_TLS "harus true atau false (must be true or false)" ;;
  esac

  OPD_MAIL_OPERATORS=$(printf '%s' "${OPD_MAIL_OPERATORS-}" | tr -d ' ')
  if needed OPD_MAIL_OPERATORS admin@example.go.id; then
    rest=$OPD_MAIL_OPERATORS,
    while [ -n "$rest" ]; do
      address OPD_MAIL_OPERATORS "${rest%%,*}"
      rest=${rest#*,}
    done
  fi

  # One zone for all: that of the exporter. It moves the office hours, and times whose city says none are told in it.
  OPD_TIMEZONE=Asia/Jakarta
  if [ -n "${OPD_CONFIG_FILE-}" ]; then
    if [ -r "$OPD_CONFIG_FILE" ]; then
      found=$(sed -n "s/^timezone:[[:space:]]*[\"']\{0,1\}\([A-Za-z0-9_+/-]*\)[\"']\{0,1\}[[:space:]]*\(#.*\)\{0,1\}$/\1/p" "$OPD_CONFIG_FILE")
      OPD_TIMEZONE=${found:-$OPD_TIMEZONE}
    else
      refuse OPD_CONFIG_FILE "tidak dapat dibaca: $OPD_CONFIG_FILE (unreadable)"
    fi
  fi
  TZ=$OPD_TIMEZONE

  for name in OPD_URL_EXPORTER OPD_URL_GRAFANA OPD_WATCHDOG_URL; do url "$name"; done
  OPD_URL_EXPORTER=${OPD_URL_EXPORTER-}
  OPD_URL_EXPORTER=${OPD_URL_EXPORTER%/}
  OPD_URL_GRAFANA=${OPD_URL_GRAFANA-}
  OPD_URL_GRAFANA=${OPD_URL_GRAFANA%/}

  check_telegram
  check_letters

  export OPD_LETTERS_TOKEN_FILE OPD_LETTERS_EXPORTERS OPD_TELEGRAM_TOKEN OPD_TELEGRAM_CHAT_ID OPD_TELEGRAM_API_URL
  export TZ OPD_TIMEZONE OPD_SMTP_PASSWORD_FILE OPD_SMTP_PLAIN OPD_MAIL_OPERATORS OPD_URL_EXPORTER OPD_URL_GRAFANA
  [ "$wrong" = 0 ] || exit 2
}

# shellcheck disable=SC2016 # awk's own $0
fill() { # FILE
  awk '
    function filled(line, each,   out, name, value) {
      out = ""
      while (match(line, /@(EACH_)?OPD_[A-Z_]+@/)) {
        name = substr(line, RSTART + 1, RLENGTH - 2)
        value = (name ~ /^EACH_/) ? each : ENVIRON[name]
        if (value == "") return ""
        out = out substr(line, 1, RSTART - 1) value
        line = substr(line, RSTART + RLENGTH)
      }
      return out line "\n"
    }
    {
      count = 1
      if (match($0, /@EACH_OPD_[A-Z_]+@/)) count = split(ENVIRON[substr($0, RSTART + 6, RLENGTH - 7)], parts, ",")
      for (i = 1; i <= count; i++) printf "%s", filled($0, parts[i])
    }
  ' "$1"
}

without_token() { # copies lines
  while IFS= read -r line; do
    while [ "${line#*"$OPD_TELEGRAM_TOKEN"}" != "$line" ]; do
      line=${line%%"$OPD_TELEGRAM_TOKEN"*}TOKEN${line#*"$OPD_TELEGRAM_TOKEN"}
    done
    printf '%s\n' "$line"
  done
}

[ $# -ge 1 ] || { echo "start.sh FOLDER [PROGRAM [FLAG ...]]" >&2; exit 2; }
check
here=$(dirname "$0")
folder=$1
shift
mkdir -p "$folder/templates"
rm -f "$folder/templates/"*
for file in alertmanager.yml $(cd "$here" && echo templates/*.tmpl); do
  fill "$here/$file" >"$folder/$file"
done

[ $# -ge 1 ] || exit 0
# Alertmanager 0.25 logs the address with the token in it when Telegram does not answer. What takes it out ends with the
# log and by no signal: to write to a pipe that nobody reads would end Alertmanager before it has saved what it knows.
if [ -n "$OPD_TELEGRAM_TOKEN" ]; then
  rm -f "$folder/log"
  mkfifo "$folder/log"
  (
    trap '' HUP INT TERM
    without_token <"$folder/log" >&2
  ) &
  exec 2>"$folder/log"
fi
unset OPD_TELEGRAM_TOKEN
# Retention must outlast twice the longest repeat_interval (7 d), or a recovery after a quiet week is forgotten.
# One Alertmanager alone: no cluster.
exec "$@" --config.file="$folder/alertmanager.yml" --data.retention=360h --cluster.listen-address=
