using Diner.Payments.Alipay;
using Diner.Web.Storefront.Delivery;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Merchant.Settings;

/// <summary>What was typed about an application at Alipay, but for its keys: those are never sent back.</summary>
public sealed record AlipayForm
{
    /// <summary>The most characters of a key or of a file of certificates.</summary>
    public const int KeyCharsMax = 12_000;

    private const int FieldCharsMax = 100;

    /// <summary>What a buyer reads.</summary>
    public string Name { get; init; } = "支付宝";

    /// <summary>The application's id.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The seller's account, or empty.</summary>
    public string SellerId { get; init; } = "";

    /// <summary>How buyers pay: page or qr.</summary>
    public string Mode { get; init; } = "page";

    internal static (AlipayForm Form, AlipayAccount Account) Read(IFormCollection sent)
    {
        var form = new AlipayForm
        {
            Name = sent.Text("name", FieldCharsMax).Trim(),
            AppId = sent.Text("app_id", FieldCharsMax).Trim(),
            SellerId = sent.Text("seller_id", FieldCharsMax).Trim(),
            Mode = sent.Text("mode", FieldCharsMax) == "qr" ? "qr" : "page",
        };
        var account = new AlipayAccount
        {
            AppId = form.AppId,
            SellerId = form.SellerId,
            Mode = form.Mode == "qr" ? AlipayMode.Qr : AlipayMode.Page,
            PrivateKey = sent.Text("private_key", KeyCharsMax),
            AlipayKey = sent.Text("alipay_key", KeyCharsMax),
            AppCertificate = sent.Text("app_cert", KeyCharsMax),
            RootCertificates = sent.Text("root_cert", KeyCharsMax),
        };
        return (form, account);
    }
}
