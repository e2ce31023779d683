namespace Diner.Host.Sandbox;

/// <summary>An order in the double's books.</summary>
internal sealed class EpayGatewayOrder
{
    public required string TradeNo { get; init; }

    public required string OutTradeNo { get; init; }

    public required string PayType { get; init; }

    public required string Name { get; init; }

    public required decimal Money { get; init; }

    public required Uri NotifyUrl { get; init; }

    public required string ReturnUrl { get; init; }

    public required string Param { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public bool IsPaid { get; set; }

    /// <summary>True once a notification was answered with success.</summary>
    public bool IsTold { get; set; }

    public decimal Refunded { get; set; }

    public bool AsksTheSameAs(EpayGatewayOrder other) =>
        (Name, Money, NotifyUrl, ReturnUrl, Param) == (other.Name, other.Money, other.NotifyUrl, other.ReturnUrl, other.Param);
}
