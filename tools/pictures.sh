#!/usr/bin/env bash
# Takes a picture of every page, at 390 and 1280 px, by day and by night:  tools/pictures.sh DIRECTORY
# They are what the browser tests look at, so a page that is checked is a page in the pictures.
set -euo pipefail
(($# == 1)) || { echo "tools/pictures.sh DIRECTORY" >&2; exit 1; }
mkdir -p "$1"
export DINER_PICTURES=$(cd "$1" && pwd) DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
cd "$(dirname "$0")/.."
dotnet build tests/Diner.BrowserTests -v q -nologo </dev/null
dotnet tests/Diner.BrowserTests/bin/Debug/net10.0/Diner.BrowserTests.dll -noColor -noLogo -namespace "Diner.BrowserTests.Quality"
echo "$(find "$DINER_PICTURES" -name '*.png' | wc -l) pictures in $DINER_PICTURES"
