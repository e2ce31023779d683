#!/usr/bin/env bash
# Builds the benchmarks and runs one: ./bench.sh NAME [its options]. Each starts its own PostgreSQL cluster with durable commit,
# measures us and a peer in one run, prints a table, and as its last line one JSON object (name, ours, peer, ratio, ...).
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if (($# == 0)); then
    cat <<'NAMES'
./bench.sh NAME, of:
  settle     signed notifications over HTTP to delivered orders, against pgbench; on SQLite against one order per transaction
             settle --channel all: Alipay's and WeChat Pay's notifications against epay's
  checkout   orders placed through the API: one hot variant against 100 variants
  day        100,000 orders over every channel with every misbehaviour, then all bills
  flash      10,000 keys, 30,000 buyers, one variant
  import     1,000,000 keys, against a plain \copy of the same bytes
  growth     settling with 10 thousand and with 10 million unsold keys in the pool
  lists      every list page of the console on 10,000,000 orders and 10,000,000 keys
  insights-baskets  what is bought together in 1,000,000 baskets
  pages      the product page against a bare Kestrel; cold start; memory
NAMES
    exit 0
fi
tools/publish.sh
dotnet build bench/Diner.Bench -c Release -v q -nologo </dev/null
# The load generator shares the processors with what it measures: one thread, and no hops between threads.
export DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT=1 DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
exec dotnet bench/Diner.Bench/bin/Release/net10.0/Diner.Bench.dll "$@"
