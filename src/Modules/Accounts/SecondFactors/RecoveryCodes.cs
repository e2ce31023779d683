using System.Security.Cryptography;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.SecondFactors;

/// <summary>Codes for the day the phone is lost: ten at a time, each good for once.</summary>
public sealed class RecoveryCodes
{
    /// <summary>How many are made.</summary>
    public const int Count = 10;

    // Fifty bits each. Without letters that look like digits.
    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int CodeChars = 10;

    private static readonly SqlText DeleteAll = "delete from accounts_recovery_codes where staff_id = $1";
    private static readonly SqlText Spend = "update accounts_recovery_codes set used_at = $3 where staff_id = $1 and hash = $2 and used_at is null";

    private readonly Database _database;
    private readonly TotpSecrets _secrets;
    private readonly TimeProvider _clock;

    internal RecoveryCodes(Database database, TotpSecrets secrets, TimeProvider clock) => (_database, _secrets, _clock) = (database, secrets, clock);

    /// <summary>How many are left.</summary>
    public async Task<int> CountLeftAsync(StaffId staff, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<RecoveryCode>().CountAsync(c => c.StaffId == staff && c.UsedAt == null, ct);
    }

    /// <summary>New codes, with what is stored of each.</summary>
    internal async ValueTask<IReadOnlyList<(string Code, byte[] Hash)>> MakeAsync(StaffId staff, CancellationToken ct)
    {
        var codes = new List<(string, byte[])>();
        for (var i = 0; i < Count; i++)
        {
            var code = RandomNumberGenerator.GetString(Alphabet, CodeChars);
            codes.Add(($"{code[..5]}-{code[5..]}", await _secrets.HashAsync(staff, code, ct)));
        }

        return codes;
    }

    /// <summary>Puts new codes in place of the old ones.</summary>
    internal static async Task ReplaceAsync(UnitOfWork work, StaffId staff, IEnumerable<(string Code, byte[] Hash)> codes, CancellationToken ct)
    {
        await work.RunAsync(DeleteAll, ct, staff.Value);
        work.Db.AddRange(codes.Select(c => new RecoveryCode { StaffId = staff, Hash = c.Hash }));
    }

    /// <summary>Uses a code up; false when there is none like it.</summary>
    internal async Task<bool> SpendAsync(UnitOfWork work, StaffId staff, byte[] hash, CancellationToken ct) =>
        await work.RunAsync(Spend, ct, staff.Value, hash, _clock.GetUtcNow()) == 1;
}

internal sealed class RecoveryCode
{
    public StaffId StaffId { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
