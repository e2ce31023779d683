using Diner.Data.LongWork;
using Diner.Kernel;

namespace Diner.Payments.Bills;

/// <summary>How a bill that was handed in is read. Stored with the work: no secrets.</summary>
/// <param name="Channel">Whose it is.</param>
/// <param name="Format">How it is laid out.</param>
/// <param name="Currency">The currency of amounts that name none.</param>
/// <param name="FileName">What the file is called.</param>
public sealed record BillArguments(Guid Channel, string Format, string Currency, string FileName)
{
    /// <summary>Which columns hold what; for <c>csv</c>.</summary>
    public BillMapping? Mapping { get; init; }
}

/// <summary>Compares a bill that was handed in; running it again after a crash finds nothing twice.</summary>
internal sealed class BillWork(ReconcileBill reconcile) : ILongWork
{
    public const string Name = "bills.compare";

    public string Kind => Name;

    public async Task<WorkEnd> RunAsync(WorkRun run, CancellationToken ct)
    {
        var args = run.Arguments<BillArguments>();
        var request = new BillRequest(run.Actor, new ChannelId(args.Channel), args.Format, args.FileName, run.OpenInputAsync)
        {
            Mapping = args.Mapping,
            Progress = lines => run.Report(lines, 0, "bills.comparing"),
        };
        var report = await reconcile.RunAsync(request, CurrencyCode.Parse(args.Currency), ct);
        return report.IsOk
            ? WorkEnd.Done(new BillResult(report.Value.Matched, report.Value.OursOnly, report.Value.TheirsOnly, report.Value.AmountDiffers, report.Value.FeeDiffers))
            : WorkEnd.Refused(report.Problem);
    }

    private sealed record BillResult(int Matched, int OursOnly, int TheirsOnly, int AmountDiffers, int FeeDiffers);
}
