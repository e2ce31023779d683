using System.Security.Cryptography;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>What a bill holds, known before anything of it is written down.</summary>
internal sealed record BillSurvey(string Sha256, int Payments, int Refunds, (DateTimeOffset From, DateTimeOffset To) Days)
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    /// <summary>Reads the bill to its end. A line that cannot be read, or a bill of no day that is known, is refused.</summary>
    public static async Task<Result<BillSurvey>> MakeAsync(BillRequest request, BillLayout layout, CancellationToken ct)
    {
        var (payments, refunds) = (0, 0);
        var (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        try
        {
            await foreach (var line in layout.ReadAsync(request.Open, ct))
            {
                (payments, refunds) = line.IsRefund ? (payments, refunds + 1) : (payments + 1, refunds);
                if (line.At is { } at)
                    (first, last) = (at < first ? at : first, at > last ? at : last);
            }
        }
        catch (UnreadableBillException bad)
        {
            return new Problem(ProblemCode.InvalidRequest, bad.Message, "file");
        }

        var days = request.Days ?? (last >= first ? (DayOf(first, layout.East), DayOf(last, layout.East) + ADay) : null);
        if (days is not { } known)
            return new Problem(ProblemCode.InvalidRequest, "The lines do not say of which day they are. Say which: --from and --to, or a column of times.", "from");
        await using var whole = await request.Open(ct);
        return new BillSurvey(Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, ct)), payments, refunds, known);
    }

    // The day of the bill's own clock, not of the line's: Stripe's lines are in UTC, as its days are.
    private static DateTimeOffset DayOf(DateTimeOffset at, TimeSpan east) => new(at.ToOffset(east).Date, east);
}
