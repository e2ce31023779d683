using System.Text.RegularExpressions;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Alipay;

/// <summary>
/// Transfers from our balance at Alipay to other accounts there (alipay.fund.trans.uni.transfer, in certificate mode only). Our number goes as
/// <c>out_biz_no</c>, which makes the transfer one however often it is asked for. What the answer leaves open is asked about
/// (alipay.fund.trans.common.query).
/// </summary>
internal sealed partial class AlipayTransfers(AlipayClient client)
{
    private const string Transfer = "alipay.fund.trans.uni.transfer";
    private const string Query = "alipay.fund.trans.common.query";
    private const string Product = "TRANS_ACCOUNT_NO_PWD";
    private const string Scene = "DIRECT_TRANSFER";

    /// <summary>Asks for the transfer, or repeats the asking.</summary>
    public async Task<Result<ProviderTransfer>> AskAsync(AlipaySettings settings, TransferRequest transfer, CancellationToken ct)
    {
        var content = Named(transfer);
        content["trans_amount"] = transfer.Amount.ToMajorString();
        content["order_title"] = transfer.Title;
        content["payee_info"] = new Dictionary<string, string>
        {
            ["identity"] = transfer.To.Account,
            ["identity_type"] = AccountNumber().IsMatch(transfer.To.Account) ? "ALIPAY_USER_ID" : "ALIPAY_LOGON_ID",
            ["name"] = transfer.To.Name,
        };
        var asked = await client.AskAsync(settings, Transfer, content, payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.IsDone)
            return Read(asked.Value, transfer);
        if (AlipayTransferVerdicts.Of(asked.Value) == AlipayVerdict.AskAgain)
            return asked.Value.Undecided;
        // A number that was used before may have done it: what was done stays done.
        var found = await QueryAsync(settings, transfer, ct);
        return found is { IsOk: true, Value.Stage: TransferStage.Unknown } ? new ProviderTransfer(TransferStage.Refused, Why: asked.Value.Said) : found;
    }

    /// <summary>What became of it.</summary>
    public async Task<Result<ProviderTransfer>> QueryAsync(AlipaySettings settings, TransferRequest transfer, CancellationToken ct)
    {
        var asked = await client.AskAsync(settings, Query, Named(transfer), payment: null, ct);
        if (!asked.IsOk)
            return asked.Problem;
        if (asked.Value.IsDone)
            return Read(asked.Value, transfer);
        return AlipayTransferVerdicts.Of(asked.Value) == AlipayVerdict.NoTrade ? new ProviderTransfer(TransferStage.Unknown) : asked.Value.Undecided;
    }

    private static Result<ProviderTransfer> Read(AlipayAnswer answer, TransferRequest transfer)
    {
        if (answer.Node.At("out_biz_no").Text() is { } number && number != transfer.TransferNo)
            return ProviderClient.NoAnswer;
        if (answer.Node.At("trans_amount").Major(CurrencyCode.Cny.Code) is { } amount && amount != transfer.Amount)
            return ProviderClient.NoAnswer;
        var id = answer.Node.At("order_id").Id();
        return answer.Node.At("status").Text() switch
        {
            "SUCCESS" => new ProviderTransfer(TransferStage.Succeeded, id),
            "DEALING" or "WAIT_PAY" or "INIT" => new ProviderTransfer(TransferStage.Processing, id),
            "FAIL" or "CLOSED" or "REFUND" => new ProviderTransfer(TransferStage.Refused, id, answer.Node.At("fail_reason").Text() ?? answer.Said),
            _ => ProviderClient.NoAnswer,
        };
    }

    private static Dictionary<string, object> Named(TransferRequest transfer) => new() { ["out_biz_no"] = transfer.TransferNo, ["product_code"] = Product, ["biz_scene"] = Scene };

    [GeneratedRegex(@"^2088[0-9]{12}\z")]
    private static partial Regex AccountNumber();
}
