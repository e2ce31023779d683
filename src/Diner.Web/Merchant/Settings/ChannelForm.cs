using Diner.Payments.Epay;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Settings;

/// <summary>What was typed about an epay channel, but for its key: that is never sent back.</summary>
public sealed record ChannelForm
{
    private const int FieldCharsMax = 500;

    /// <summary>What a buyer reads.</summary>
    public string Name { get; init; } = "";

    /// <summary>The gateway's address.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The merchant id.</summary>
    public string Pid { get; init; } = "";

    /// <summary>The gateway's name of the way to pay, or empty.</summary>
    public string PayType { get; init; } = "";

    /// <summary>Ask the gateway's books before crediting.</summary>
    public bool Confirms { get; init; }

    internal static (ChannelForm Form, EpayAccount Account) Read(IFormCollection sent)
    {
        var form = new ChannelForm
        {
            Name = sent.Text("name", FieldCharsMax).Trim(),
            Gateway = sent.Text("gateway", FieldCharsMax).Trim(),
            Pid = sent.Text("pid", FieldCharsMax).Trim(),
            PayType = sent.Text("type", FieldCharsMax).Trim(),
            Confirms = sent.Text("confirms", FieldCharsMax).Length > 0,
        };
        return (form, new EpayAccount { GatewayUrl = form.Gateway, Pid = form.Pid, Key = sent.Text("key", FieldCharsMax).Trim(), PayType = form.PayType, Confirms = form.Confirms });
    }
}
