using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Diner.Delivery.Mail;
using MimeKit;

namespace Diner.Specs.Delivery;

/// <summary>Takes mails, or fails as it is told.</summary>
internal sealed class TestCarrier : IMailCarrier
{
    private int _offered;

    public ConcurrentBag<MimeMessage> Taken { get; } = [];

    public int Offered => _offered;

    public MailResult Result { get; init; } = MailResult.Sent;

    /// <summary>The process ends when it has offered that many.</summary>
    public int DiesAfter { get; init; } = int.MaxValue;

    public async IAsyncEnumerable<MailResult> SendAsync(IReadOnlyList<MimeMessage> mails, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var mail in mails)
        {
            await Task.Yield();
            if (_offered >= DiesAfter)
                throw new InvalidOperationException("The process is gone.");
            Interlocked.Increment(ref _offered);
            if (Result.Fate == MailFate.Sent)
                Taken.Add(mail);
            yield return Result;
        }
    }
}
