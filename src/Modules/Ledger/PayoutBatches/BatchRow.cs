using Diner.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Diner.Ledger.PayoutBatches;

/// <summary>How a batch of pay-outs goes. The numbers are stored.</summary>
public enum BatchRoute : short
{
    /// <summary>A file that the bank takes.</summary>
    BankFile = 0,

    /// <summary>A file that Alipay's merchant pages take.</summary>
    AlipayFile = 1,

    /// <summary>Alipay is asked for each transfer.</summary>
    AlipayTransfers = 2,
}

internal sealed class BatchRow
{
    public Guid Id { get; init; }

    public BatchRoute Route { get; init; }

    public required string Currency { get; init; }

    /// <summary>The channel that is asked for the transfers; null for a file.</summary>
    public ChannelId? ChannelId { get; init; }

    /// <summary>The columns of a bank's file, see <see cref="FileColumns"/>; empty otherwise.</summary>
    public required string Columns { get; init; }

    public int Payouts { get; init; }

    public long AmountMinor { get; init; }

    public required string MadeBy { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public static void AddTo(ModelBuilder model) => model.Entity<BatchRow>(row => row.ToTable("ledger_payout_batches"));
}
