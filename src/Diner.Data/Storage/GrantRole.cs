using System.Text.RegularExpressions;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Storage;

/// <summary>
/// Gives a PostgreSQL role of its own what the application needs, and nothing with which it could change the audit trail: that role owns
/// no table, so it cannot switch the trigger off either.
/// </summary>
public sealed partial class GrantRole(Database database)
{
    // A role's name stands in the text of the statements, quoted; what could end the quotes is not a name here.
    private const string Statements =
        """
        grant usage on schema public to "{0}";
        grant select, insert, update, delete on all tables in schema public to "{0}";
        grant usage, select, update on all sequences in schema public to "{0}";
        grant execute on all functions in schema public to "{0}";
        revoke update, delete, truncate on data_audit from "{0}";
        revoke insert, delete, truncate on data_audit_head from "{0}";
        revoke insert, update, delete, truncate on "__EFMigrationsHistory" from "{0}";
        """;

    /// <summary>Null when it was granted; else what to do first. Safe to run again, which a new version's tables ask for.</summary>
    public async Task<Problem?> RunAsync(string role, CancellationToken ct)
    {
        if (database.Kind != DatabaseKind.Postgres)
            return new Problem(ProblemCode.WrongState, "SQLite has no roles: whoever can open the file can write it. This is for PostgreSQL.");
        if (!RoleName().IsMatch(role))
            return new Problem(ProblemCode.InvalidRequest, "A role's name has letters, digits and underscores, and begins with a letter.", "role");
        await using var work = await database.BeginAsync(ct);
        if (await work.Db.Database.SqlQuery<int>($"select 1 as \"Value\" from pg_roles where rolname = {role}").AnyAsync(ct) is false)
            return new Problem(ProblemCode.NotFound, $"There is no role {role}. Make it first: create role {role} login password '…'", "role");
        if (await work.Db.Database.SqlQuery<int>($"select 1 as \"Value\" from pg_class where relname = 'data_audit' and (pg_get_userbyid(relowner) = {role})").AnyAsync(ct))
            return new Problem(ProblemCode.WrongState, $"{role} owns the tables. Choose a role that owns nothing.", "role");
        foreach (var statement in Statements.Replace("{0}", role, StringComparison.Ordinal).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            await work.RunAsync(statement, ct);
        await work.CommitAsync(ct);
        return null;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    private static partial Regex RoleName();
}
