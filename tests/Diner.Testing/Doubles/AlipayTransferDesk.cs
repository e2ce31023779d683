using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Diner.Testing.Doubles;

/// <summary>A transfer in the double's books.</summary>
/// <param name="Number">The merchant's number.</param>
/// <param name="AmountMinor">How much, fen.</param>
/// <param name="Payee">To which account.</param>
/// <param name="Status">Alipay's word: SUCCESS, DEALING, FAIL, REFUND.</param>
public sealed record BookedTransfer(string Number, long AmountMinor, string Payee, string Status)
{
    /// <summary>Why it failed, in Alipay's words.</summary>
    public string? FailReason { get; init; }
}

/// <summary>The transfers of Alipay's double: to accounts it knows by name, one for each number, as long as the balance lasts.</summary>
public sealed class AlipayTransferDesk
{
    private readonly ConcurrentDictionary<string, BookedTransfer> _booked = new();
    private readonly Lock _gate = new();

    /// <summary>Who may receive: accounts and their holders.</summary>
    public Dictionary<string, string> Payees { get; } = new() { ["ann@example.com"] = "安妮" };

    /// <summary>What is there to send, fen.</summary>
    public long BalanceMinor { get; set; } = 1_000_000;

    /// <summary>New transfers are taken on and left open until <see cref="End"/>.</summary>
    public bool LeavesOpen { get; set; }

    /// <summary>Answers name another amount than was asked for.</summary>
    public bool LiesAboutAmounts { get; set; }

    /// <summary>What it has booked.</summary>
    public IReadOnlyCollection<BookedTransfer> Booked => [.. _booked.Values];

    /// <summary>Calls of the transfer method, each time.</summary>
    public int Asked { get; private set; }

    /// <summary>Ends what was left open: with SUCCESS, FAIL or REFUND.</summary>
    public void End(string status, string? why = null)
    {
        foreach (var open in _booked.Values.Where(transfer => transfer.Status == "DEALING"))
        {
            _booked[open.Number] = open with { Status = status, FailReason = why };
            if (status != "SUCCESS")
                BalanceMinor += open.AmountMinor;
        }
    }

    internal object Answer(string method, JsonElement content)
    {
        lock (_gate)
            return method == "alipay.fund.trans.uni.transfer" ? Transfer(content) : Query(Text(content, "out_biz_no"));
    }

    private object Transfer(JsonElement content)
    {
        Asked++;
        var payee = content.GetProperty("payee_info");
        var (number, account) = (Text(content, "out_biz_no"), Text(payee, "identity"));
        var amount = (long)(decimal.Parse(Text(content, "trans_amount"), CultureInfo.InvariantCulture) * 100);
        if (Text(content, "product_code") != "TRANS_ACCOUNT_NO_PWD" || Text(content, "biz_scene") != "DIRECT_TRANSFER")
            return Refused("INVALID_PARAMETER", "参数有误");
        if (_booked.TryGetValue(number, out var known))
            return known.AmountMinor == amount && known.Payee == account ? Said(known) : Refused("INVALID_PARAMETER", "同一单号参数不一致");
        if (!Payees.TryGetValue(account, out var name))
            return Refused("PAYEE_NOT_EXIST", "收款账号不存在");
        if (name != Text(payee, "name"))
            return Refused("PAYEE_USER_INFO_ERROR", "支付宝账号和姓名不匹配，请确认姓名是否正确");
        if (amount > BalanceMinor)
            return Refused("PAYER_BALANCE_NOT_ENOUGH", "付款方余额不足");
        BalanceMinor -= amount;
        return Said(_booked[number] = new BookedTransfer(number, amount, account, LeavesOpen ? "DEALING" : "SUCCESS"));
    }

    private object Query(string number) => _booked.TryGetValue(number, out var known) ? Said(known) : Refused("ORDER_NOT_EXIST", "转账订单不存在");

    private object Said(BookedTransfer transfer) => new
    {
        code = "10000",
        msg = "Success",
        out_biz_no = transfer.Number,
        order_id = $"20261120{transfer.Number[^8..]}",
        status = transfer.Status,
        trans_amount = ((transfer.AmountMinor + (LiesAboutAmounts ? 1 : 0)) / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        fail_reason = transfer.FailReason,
    };

    private static object Refused(string code, string words) => new { code = "40004", msg = "Business Failed", sub_code = code, sub_msg = words };

    private static string Text(JsonElement content, string name) => content.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
