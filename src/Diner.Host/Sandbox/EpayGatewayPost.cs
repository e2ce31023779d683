namespace Diner.Host.Sandbox;

/// <summary>Carries notifications: at once, and again after each delay until one is answered with success.</summary>
internal sealed class EpayGatewayPost(EpayGatewayOptions options, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = AnswerTimeout };
    private readonly PriorityQueue<(EpayGatewayLetter Letter, int Tries), DateTimeOffset> _waiting = new();
    private readonly Stack<EpayGatewayLetter> _kept = new();
    private readonly Lock _lock = new();

    /// <summary>Sends as the manner says; how many were answered with success now.</summary>
    public async Task<int> SendAsync(EpayGatewayOrder order, EpayManner manner, CancellationToken ct)
    {
        var letter = EpayGatewayLetter.Write(order, options, manner.Mischief);
        switch (manner.Mischief)
        {
            case EpayMischief.Late:
                Wait(letter, manner.Delay, tries: 0);
                return 0;
            case EpayMischief.OutOfOrder:
                lock (_lock)
                    _kept.Push(letter);
                return 0;
            case EpayMischief.Parallel:
                var answers = await Task.WhenAll(Enumerable.Range(0, manner.Times).Select(_ => TryAsync(letter, ct)));
                return Settle(letter, answers.Count(isTold => isTold));
            case EpayMischief.Twice:
                var first = await TryAsync(letter, ct);
                return Settle(letter, (first ? 1 : 0) + (await TryAsync(letter, ct) ? 1 : 0));
            default:
                return Settle(letter, await TryAsync(letter, ct) ? 1 : 0);
        }
    }

    /// <summary>Sends what was kept back, the newest first; how many were answered with success.</summary>
    public async Task<int> ReleaseAsync(CancellationToken ct)
    {
        var told = 0;
        while (TakeKept() is { } letter)
            told += Settle(letter, await TryAsync(letter, ct) ? 1 : 0);
        return told;
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            while (TakeDue() is { } due)
            {
                if (!await TryAsync(due.Letter, stoppingToken))
                    Again(due.Letter, due.Tries);
            }
        }
    }

    private int Settle(EpayGatewayLetter letter, int told)
    {
        if (told == 0)
            Again(letter, tries: 0);
        return told;
    }

    private void Again(EpayGatewayLetter letter, int tries)
    {
        if (tries < options.RetryDelays.Count)
            Wait(letter, options.RetryDelays[tries], tries + 1);
    }

    private void Wait(EpayGatewayLetter letter, TimeSpan delay, int tries)
    {
        lock (_lock)
            _waiting.Enqueue((letter, tries), clock.GetUtcNow() + delay);
    }

    private EpayGatewayLetter? TakeKept()
    {
        lock (_lock)
            return _kept.TryPop(out var letter) ? letter : null;
    }

    private (EpayGatewayLetter Letter, int Tries)? TakeDue()
    {
        lock (_lock)
            return _waiting.TryPeek(out _, out var due) && due <= clock.GetUtcNow() ? _waiting.Dequeue() : null;
    }

    private async Task<bool> TryAsync(EpayGatewayLetter letter, CancellationToken ct)
    {
        try
        {
            using var response = await _http.SendAsync(letter.ToRequest(), ct);
            var isTold = (await response.Content.ReadAsStringAsync(ct)).Contains("success", StringComparison.OrdinalIgnoreCase);
            letter.Order.IsTold |= isTold;
            return isTold;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
