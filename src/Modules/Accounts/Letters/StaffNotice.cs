using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Accounts.Letters;

/// <summary>Something an owner was told by letter: each has a letter of their own.</summary>
internal sealed class StaffNotice
{
    public Guid LetterId { get; init; }

    public StaffId StaffId { get; init; }

    /// <summary>Where the letter's button leads, on our site.</summary>
    public required string Path { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<StaffNotice>(notice =>
    {
        notice.ToTable("accounts_notices");
        notice.HasKey(n => n.LetterId);
    });
}
