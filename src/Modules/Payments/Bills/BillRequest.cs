using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>A bill that is to be compared with our records.</summary>
/// <param name="Actor">Who handed it in.</param>
/// <param name="Channel">Whose it is.</param>
/// <param name="Format">How it is laid out: one of <see cref="ReconcileBill.Formats"/>.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Open">Opens it from its start; it is read twice, once to see that all of it can be read.</param>
public sealed record BillRequest(Actor Actor, ChannelId Channel, string Format, string FileName, Func<CancellationToken, Task<Stream>> Open)
{
    /// <summary>Which columns hold what; needed for <c>csv</c>, of no meaning otherwise.</summary>
    public BillMapping? Mapping { get; init; }

    /// <summary>The days it speaks of, when its lines do not tell: the first moment, and the first after it.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Days { get; init; }

    /// <summary>Is told how many lines have been compared.</summary>
    public Action<int>? Progress { get; init; }
}

/// <summary>What comparing a bill has found.</summary>
/// <param name="Id">The bill's record.</param>
/// <param name="From">The first moment it speaks of.</param>
/// <param name="To">The first moment after it.</param>
public sealed record BillReport(Guid Id, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Payments in the bill.</summary>
    public int Payments { get; init; }

    /// <summary>Refunds in the bill.</summary>
    public int Refunds { get; init; }

    /// <summary>Movements that both sides have and agree on.</summary>
    public int Matched { get; init; }

    /// <summary>We have it, no bill has.</summary>
    public int OursOnly { get; init; }

    /// <summary>The bill has it, we know nothing of it.</summary>
    public int TheirsOnly { get; init; }

    /// <summary>Both have it, with different amounts.</summary>
    public int AmountDiffers { get; init; }

    /// <summary>Both have it, with different fees.</summary>
    public int FeeDiffers { get; init; }

    /// <summary>How many movements differ.</summary>
    public int Differences => OursOnly + TheirsOnly + AmountDiffers + FeeDiffers;

    internal BillReport Add(DifferenceKind? kind) => kind switch
    {
        null => this with { Matched = Matched + 1 },
        DifferenceKind.OursOnly => this with { OursOnly = OursOnly + 1 },
        DifferenceKind.TheirsOnly => this with { TheirsOnly = TheirsOnly + 1 },
        DifferenceKind.AmountDiffers => this with { AmountDiffers = AmountDiffers + 1 },
        DifferenceKind.FeeDiffers => this with { FeeDiffers = FeeDiffers + 1 },
        _ => throw new InvariantException($"unknown difference {kind}"),
    };
}
