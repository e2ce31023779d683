using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Data.Audit;
using Diner.Kernel;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Accounts;

/// <summary>Somebody with an account, a session and a phone.</summary>
internal sealed class Enrollee(House house, StaffId staff)
{
    private static readonly Actor Self = Actor.Visitor("owner@example.com", "");

    private string _token = "";
    private byte[] _secret = [];

    public StaffId Staff => staff;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens a session that has its password only, and goes on with it.</summary>
    public async Task OpenAsync() => _token = await Clerk.OpenAsync(house.Get<IServiceProvider>(), staff, secondFactorAt: null, Ct);

    public async Task<Seat> SeatAsync() => Assert.IsType<Seat>(await house.Get<Sessions>().FindAsync(_token, Ct));

    /// <summary>Scans the picture and types the code; the recovery codes.</summary>
    public async Task<IReadOnlyList<string>> EnrolAsync()
    {
        var seat = await SeatAsync();
        _secret = await house.Get<TotpSecrets>().OfferAsync(seat.SessionId, null, Ct);
        var codes = await house.Get<EnrolAuthenticator>().RunAsync(Self, seat, Code(), Ct);
        Assert.Null(codes.Problem);
        return codes.Value!;
    }

    /// <summary>What the phone shows now.</summary>
    public string Code() => Totp.CodeAt(_secret, Totp.StepAt(house.Clock.GetUtcNow()));

    public async Task<Result<SessionId>> ProveAsync(string code) => await house.Get<ProveSecondFactor>().RunAsync(Self, await SeatAsync(), code, Ct);
}
