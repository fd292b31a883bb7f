#!/bin/sh
# Writes agent.yml with this agent's number and how many there are, then becomes the program that it is given.
#   OPD_SHARDS: how many agents share the sites. OPD_SHARD: which of them this is, from 0; else the number that ends the
#   host's name, as a StatefulSet numbers its pods.
# start-agent.sh agent.yml FILLED PROGRAM [OPTION ...]
set -eu
shard=${OPD_SHARD:-${HOSTNAME##*-}}
case "$shard,${OPD_SHARDS:-}" in
  *[!0-9,]* | ,* | *,) echo "start-agent.sh: OPD_SHARDS and OPD_SHARD want numbers, not «${OPD_SHARDS:-}» and «$shard»" >&2; exit 1 ;;
esac
[ "$shard" -lt "$OPD_SHARDS" ] || { echo "start-agent.sh: OPD_SHARD is $shard, the last of $OPD_SHARDS is $((OPD_SHARDS - 1))" >&2; exit 1; }
sed -e "s/OPD_SHARDS/$OPD_SHARDS/g" -e "s/OPD_SHARD/$shard/g" "$1" >"$2"
shift 2
exec "$@"
