#!/usr/bin/env bash
# Until the first release the schema is one migration per database, made anew whenever an entity changes.
# After it, add a migration instead: dotnet ef migrations add NAME --project src/Diner.Migrations.… --startup-project src/Diner.Host
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
# The old migration must be gone before the build, or its name is taken; and its snapshot, or only the difference is written.
rm -rf src/Diner.Migrations.*/Migrations src/Diner.Migrations.*/Diner
dotnet build src/Diner.Host -v q -nologo
remake() { # project, connection
    local dir="src/$1/Migrations"
    DINER_DB="$2" DINER_DATA="$(mktemp -d)" dotnet ef migrations add Initial --no-build \
        --project "src/$1" --startup-project src/Diner.Host --namespace "$1" --output-dir Migrations >/dev/null
    for file in "$dir"/*_Initial.cs "$dir"/*_Initial.Designer.cs; do
        mv "$file" "$dir/20261122000000_${file##*_}"
    done
    sed -i -E 's/\[Migration\("[0-9]+_Initial"\)\]/[Migration("20261122000000_Initial")]/' "$dir"/*.Designer.cs
}
remake Diner.Migrations.Postgres 'Host=localhost;Database=diner'
remake Diner.Migrations.Sqlite 'Data Source=design.db'
dotnet build src/Diner.Host -v q -nologo
