using Diner.Payments.Alipay;
using Diner.Payments.BtcPay;
using Diner.Payments.Epusdt;
using Diner.Payments.PayPal;
using Diner.Payments.Stripe;
using Diner.Payments.TokenPay;
using Diner.Payments.WeChatPay;

namespace Diner.Payments.Forms;

/// <summary>The forms of all channel types that have one, in the order a merchant is shown them.</summary>
public static class ProviderForms
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProviderForm> All { get; } = [AlipayForm.Form, WeChatPayForm.Form, StripeForm.Form, PayPalForm.Form, BtcPayForm.Form, TokenPayForm.Form, EpusdtForm.Form];

    /// <summary>The form of that channel type; null when there is none.</summary>
    public static ProviderForm? Find(string type) => All.FirstOrDefault(form => form.Type == type);
}
