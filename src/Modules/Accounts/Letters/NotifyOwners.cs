using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Storage;
using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Letters;

/// <summary>What the owners of a merchant are told.</summary>
/// <param name="Merchant">Whose owners.</param>
/// <param name="Kind">Which letter.</param>
/// <param name="Path">Where its button leads, on our site.</param>
/// <param name="By">Who did what it is about.</param>
public sealed record OwnerNews(MerchantId Merchant, StaffLetterKind Kind, string Path, string By);

/// <summary>Posts a letter to each owner of a merchant, with the caller's transaction: also to who did it, because a stolen session does it in their name.</summary>
public sealed class NotifyOwners
{
    private readonly LetterTools _tools;

    internal NotifyOwners(LetterTools tools) => _tools = tools;

    /// <summary>Posts them; nobody is told when the merchant has no owner.</summary>
    public async Task RunAsync(UnitOfWork work, OwnerNews news, CancellationToken ct)
    {
        var owners = await (
            from staff in work.Db.Set<StaffMember>()
            join role in work.Db.Set<StaffRole>() on staff.Id equals role.StaffId
            where staff.MerchantId == news.Merchant && role.Role == Role.Owner
            select staff.Id).ToListAsync(ct);
        foreach (var owner in owners)
        {
            var letter = _tools.Tokens.NewLetter();
            work.Db.Add(new StaffNotice { LetterId = letter, StaffId = owner, Path = news.Path, By = news.By, At = _tools.Clock.GetUtcNow() });
            await _tools.Post.AddAsync(work, news.Kind, letter, ct);
        }
    }
}
