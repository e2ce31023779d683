using Diner.Kernel;

namespace Diner.Data.Audit;

/// <summary>What somebody did, or tried to do.</summary>
/// <param name="Action">What, as a noun and a verb in the past: <c>product.saved</c>.</param>
/// <param name="Subject">What it was done to, for a reader: a code, a number, an address.</param>
public sealed record AuditEntry(string Action, string Subject)
{
    /// <summary>Whose shop or staff it is about; null for the house itself, or when <see cref="Shop"/> says it.</summary>
    public MerchantId? Merchant { get; init; }

    /// <summary>The shop, when it is about one.</summary>
    public ShopId? Shop { get; init; }

    /// <summary>The id of what it was done to.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>A record of what it was before, or null. Properties marked <see cref="MaskedAttribute"/> are written as <c>***</c>.</summary>
    public object? Before { get; init; }

    /// <summary>A record of what it is now, or null.</summary>
    public object? After { get; init; }

    /// <summary>False when it was refused; <see cref="Why"/> says why.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>The reason given by who did it, or the reason of the refusal.</summary>
    public string Why { get; init; } = "";
}

/// <summary>The value of this property is a secret: the audit trail writes that it was there, never what it was.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MaskedAttribute : Attribute;
