using Diner.Kernel;

namespace Diner.Accounts.Merchants;

/// <summary>Who sells in one or more shops.</summary>
internal sealed class Merchant
{
    public MerchantId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Since when their shops are closed by the operator; null while they trade.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>The reason as the merchant reads it.</summary>
    public string SuspendedWhy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}
