namespace Diner.Host.Sandbox;

/// <summary>The merchant account of an epay gateway double.</summary>
internal sealed record EpayGatewayOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    public required string Pid { get; init; }

    public required string Key { get; init; }

    /// <summary>Whether api.php knows act=refund; many gateways do not.</summary>
    public bool HasRefunds { get; set; } = true;

    /// <summary>So many answers to what is posted to api.php are lost: what was asked is done, and the caller gets status 502.</summary>
    public int LosesAnswers { get; set; }

    /// <summary>When an unanswered notification is sent again; then it is dropped. The default is what gateways do.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(2)];

    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Port = {Port}, Pid = {Pid}");
        return true;
    }
}

/// <summary>How the double tells of a payment. Everything but <see cref="Honest"/> is what real gateways were seen doing, or what a forger would.</summary>
internal enum EpayMischief
{
    Honest,

    /// <summary>The first notification is sent only after the given delay.</summary>
    Late,

    /// <summary>The same notification two times, one after the other.</summary>
    Twice,

    /// <summary>The same notification as many times as asked, at once.</summary>
    Parallel,

    /// <summary>Kept back until <c>release</c> sends what is kept, the newest first.</summary>
    OutOfOrder,

    WrongAmount,

    WrongPid,

    ForgedSign,

    /// <summary>Correctly signed, with trade_status WAIT_BUYER_PAY.</summary>
    NotSuccess,

    /// <summary>As GMwallet: POST form, money with four decimals.</summary>
    PostForm,

    NoSignType,

    /// <summary>As BEpusdt: type usdt.trc20, no sign_type.</summary>
    CryptoType,
}

/// <summary>How often and how late.</summary>
internal sealed record EpayManner(EpayMischief Mischief = EpayMischief.Honest, int Times = 1, TimeSpan Delay = default);
