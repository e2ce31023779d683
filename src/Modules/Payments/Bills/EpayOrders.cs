using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Diner.Kernel;
using Diner.Payments.Notifications;

namespace Diner.Payments.Bills;

/// <summary>
/// The order list of an epay gateway (api.php?act=orders) saved as a file: an object with the list in <c>data</c>, or the list itself. Only what was
/// paid moves money; the protocol tells neither fees nor refunds.
/// </summary>
internal static class EpayOrders
{
    public static async IAsyncEnumerable<BillLine> ReadAsync(Func<CancellationToken, Task<Stream>> open, CurrencyCode currency, [EnumeratorCancellation] CancellationToken ct)
    {
        using var document = await ParseAsync(open, ct);
        var number = 0;
        foreach (var order in ListOf(document.RootElement).EnumerateArray())
        {
            number++;
            if (order.At("status").Id() is not "1")
                continue;
            if (order.At("trade_no").Id() is not { } transaction || !Money.TryParseMajor(order.At("money").Id(), currency, out var money))
                throw new UnreadableBillException($"Order {number} of the list has no trade_no or no money that is an amount. Fetch the list again.");
            yield return new BillLine(number, IsRefund: false, transaction, money) { OrderNo = order.At("out_trade_no").Id() ?? "", At = TimeOf(order) };
        }
    }

    private static async Task<JsonDocument> ParseAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        await using var stream = await open(ct);
        try
        {
            return await JsonDocument.ParseAsync(stream, cancellationToken: ct);
        }
        catch (JsonException bad)
        {
            throw new UnreadableBillException($"This is no order list of an epay gateway: it is no JSON (line {bad.LineNumber + 1}). Save the answer of api.php?act=orders as it comes.");
        }
    }

    private static JsonElement ListOf(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object ? root.At("data") : root;
        return list.ValueKind == JsonValueKind.Array ? list : throw new UnreadableBillException("This is no order list of an epay gateway: it has no list 'data'. Save the answer of api.php?act=orders as it comes.");
    }

    private static DateTimeOffset? TimeOf(JsonElement order) => DateTime.TryParse(order.At("endtime").Id() ?? order.At("addtime").Id(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), BillShapes.China)
        : null;
}
