using Diner.Data.Storage;

namespace Diner.Accounts.Letters;

/// <summary>Which letter to somebody who works here.</summary>
public enum StaffLetterKind
{
    /// <summary>Come and work here: a link that makes an account.</summary>
    Invitation,

    /// <summary>A link that sets another password.</summary>
    PasswordLink,

    /// <summary>Somebody signed in from a browser we do not know.</summary>
    NewDevice,

    /// <summary>The operator took the second factor away: enrol again.</summary>
    SecondFactorReset,

    /// <summary>The account that the shop's money is paid out to was changed.</summary>
    PayoutAccountChanged,
}

/// <summary>Posts letters to staff. Accounts knows no mail; whoever does implements this.</summary>
public interface IStaffPost
{
    /// <summary>Posts a letter with the caller's transaction. What it says is asked of <see cref="StaffLetters"/> when it is written.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="kind">Which letter.</param>
    /// <param name="letter">What it is about; posted twice it is sent once.</param>
    /// <param name="ct">Cancels before the commit.</param>
    Task AddAsync(UnitOfWork work, StaffLetterKind kind, Guid letter, CancellationToken ct);
}

/// <summary>What every use case that posts letters works with.</summary>
internal sealed record LetterTools(Database Database, LinkTokens Tokens, IStaffPost Post, TimeProvider Clock);
