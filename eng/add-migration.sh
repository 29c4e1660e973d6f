#!/usr/bin/env bash
# Adds one migration of the same name for each of the three databases: eng/add-migration.sh NAME
# Needs no database: the design-time factories stand beside the contexts in src/Cendra.Domain.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=${1:-}
case "$name" in
  '' | [!A-Z]* | *[!A-Za-z0-9]*) echo "usage: eng/add-migration.sh NAME   (a word in PascalCase that says what changes, AddKeypadLocks)" >&2; exit 2 ;;
esac

export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
project=src/Cendra.Domain
dotnet tool restore
dotnet build "$project"

for database in Sqlite SqlServer PostgreSql; do
  # No build between the three: the model must be the same one, and a half-written set must not stop the next.
  dotnet ef migrations add "$name" --no-build \
    --project "$project" --startup-project "$project" \
    --context "${database}CendraContext" --output-dir "Database/$database/Migrations"
done

dotnet build "$project"
echo "Added $name for SQLite, SQL Server and PostgreSQL. Read all three before you commit them."
