using System.Globalization;
using Diner.Kernel;
using Diner.Payments.Channels;
using Diner.Payments.Notifications;

namespace Diner.Payments.Sandbox;

/// <summary>Play money: a cashier page of ours, and notifications signed like real ones.</summary>
internal sealed class SandboxChannel(SandboxOptions options, SandboxBooks books, TimeProvider clock) : IPaymentChannel, IQueryPayments, IRefundPayments
{
    private const int IdLengthMax = 128;
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(5);
    private static readonly NotificationReply Success = NotificationReply.Text(200, "success");
    private static readonly NotificationReply Fail = NotificationReply.Text(400, "fail");
    private static readonly NotificationReply TryLater = NotificationReply.Text(503, "fail");

    private static readonly Problem IsOff = new(ProblemCode.ChannelUnavailable, "The sandbox is switched off. Choose another way to pay.", "channel");

    public string Type => SandboxAccount.ChannelType;

    public Task<Problem?> TestAsync(ChannelConfig channel, CancellationToken ct) => Task.FromResult(options.IsOn ? null : IsOff);

    public Task<Result<PayTarget>> CreatePaymentAsync(ChannelConfig channel, PaymentRequest request, CancellationToken ct)
    {
        if (!options.IsOn)
            return Task.FromResult<Result<PayTarget>>(IsOff);
        var url = SandboxTicket.ToUrl(channel, request);
        return Task.FromResult<Result<PayTarget>>(new PayTarget(url, url));
    }

    public Task<NotificationReading> ReadAsync(ChannelConfig channel, NotificationRequest request, CancellationToken ct) => Task.FromResult(Read(channel, request));

    public Task<Result<PaymentAnswer>> QueryAsync(ChannelConfig channel, PaymentAttempt attempt, CancellationToken ct)
    {
        if (!options.IsOn)
            return Task.FromResult<Result<PaymentAnswer>>(IsOff);
        return Task.FromResult<Result<PaymentAnswer>>(books.Find(channel.Id, attempt.OrderNo) is { } paid
            ? new PaymentAnswer.Paid(new VerifiedPayment(channel.Id, paid.Transaction, attempt.OrderNo, paid.Amount, $"asked: {paid.Transaction} {paid.Amount}"))
            : new PaymentAnswer.Open());
    }

    public Task<Result<ProviderRefund>> RefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        Task.FromResult(options.IsOn ? (Result<ProviderRefund>)books.Refund(channel.Id, refund) : IsOff);

    public Task<Result<ProviderRefund>> QueryRefundAsync(ChannelConfig channel, RefundRequest refund, CancellationToken ct) =>
        Task.FromResult(options.IsOn ? (Result<ProviderRefund>)books.FindRefund(channel.Id, refund.RefundNo) : IsOff);

    private NotificationReading Read(ChannelConfig channel, NotificationRequest request)
    {
        if (!options.IsOn)
            return Refused("the sandbox is switched off");
        if (TextFields.Read(request) is not { } fields)
            return Refused("it is no form");
        if (!FieldSignature.IsValid(FieldSignature.SandboxNotification, fields, channel.Required(SandboxAccount.Secret)))
            return Refused("its signature is not valid");
        if (fields.GetValueOrDefault("channel") != channel.Id.Value.ToString("D"))
            return Refused("it is for another channel");
        if (!long.TryParse(fields.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || !IsRecent(seconds))
            return Refused("it is too old");
        return fields.GetValueOrDefault("status") switch
        {
            "paid" => Paid(channel, fields, request),
            null or "" => Refused("it has no status"),
            _ => new NotificationReading.NotPaid("its status is not paid", Success),
        };
    }

    private static NotificationReading Paid(ChannelConfig channel, Dictionary<string, string> fields, NotificationRequest request)
    {
        if (Id(fields, "transaction") is not { } transaction || Id(fields, "order") is not { } orderNo)
            return Refused("it has no usable transaction or order");
        if (!CurrencyCode.TryParse(fields.GetValueOrDefault("currency"), out var currency))
            return Refused("it has no currency");
        Money? amount = Money.TryParseMajor(fields.GetValueOrDefault("amount"), currency, out var money) ? money : null;
        return new NotificationReading.Paid(new VerifiedPayment(channel.Id, transaction, orderNo, amount, NotificationText.Raw(request)), Success, TryLater);
    }

    private bool IsRecent(long seconds) => Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)AgeMax.TotalSeconds;

    private static string? Id(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 and <= IdLengthMax } id && !id.Any(char.IsControl) ? id : null;

    private static NotificationReading.Refused Refused(string why) => new(why, Fail);
}
