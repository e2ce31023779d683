using Diner.Accounts.Seats;
using Diner.Data.Audit;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Accounts.Staff;

/// <summary>Saves what a person says about themselves.</summary>
public sealed class SaveOwnDetails(Database database, AuditTrail audit)
{
    private static readonly SqlText Save = "update accounts_staff set name = $2, language = $3 where id = $1";

    /// <summary>The name as stored; <see cref="ProblemCode.InvalidRequest"/> when it is empty or too long.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="seat">Whose account.</param>
    /// <param name="name">What colleagues call them.</param>
    /// <param name="language">Of mails to them: zh-CN or en.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<Result<string>> RunAsync(Actor actor, Seat seat, string name, string language, CancellationToken ct)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > StaffMember.NameCharsMax)
            return new Problem(ProblemCode.InvalidRequest, $"Write a name of 1 to {StaffMember.NameCharsMax} characters.", "name");
        await using var work = await database.BeginAsync(ct);
        await work.RunAsync(Save, ct, seat.StaffId.Value, trimmed, language);
        var entry = new AuditEntry("account.saved", seat.Email) { Merchant = seat.Merchant, SubjectId = seat.StaffId.Value, Before = new { seat.Name }, After = new { Name = trimmed } };
        await audit.AddAsync(work, actor, entry, ct);
        await work.CommitAsync(ct);
        return trimmed;
    }
}
