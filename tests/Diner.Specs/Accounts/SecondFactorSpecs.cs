using Diner.Accounts.Passkeys;
using Diner.Accounts.Permissions;
using Diner.Accounts.Seats;
using Diner.Accounts.SecondFactors;
using Diner.Data.Audit;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class SecondFactorSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private const string Email = "owner@example.com";
    private static readonly Actor Someone = Actor.Visitor(Email, "");

    private EnrolAuthenticator Enrol => House.Get<EnrolAuthenticator>();

    private ProveSecondFactor Prove => House.Get<ProveSecondFactor>();

    [Fact]
    public async Task Who_needs_a_second_factor_has_a_gap_until_it_is_enrolled()
    {
        var person = await SignInAsync();
        Assert.Equal(SeatGap.Enrolment, (await person.SeatAsync()).Gap);
        Assert.Equal(RecoveryCodes.Count, (await person.EnrolAsync()).Count);
        Assert.Equal(SeatGap.None, (await person.SeatAsync()).Gap);
    }

    [Fact]
    public async Task A_session_opened_later_has_to_prove_it()
    {
        var person = await SignInAsync();
        await person.EnrolAsync();
        await person.OpenAsync();
        Assert.Equal(SeatGap.SecondFactor, (await person.SeatAsync()).Gap);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await person.ProveAsync(person.Code())).IsOk);
        Assert.Equal(SeatGap.None, (await person.SeatAsync()).Gap);
    }

    [Fact]
    public async Task Who_needs_none_is_not_asked()
    {
        var person = await SignInAsync(Role.Support);
        Assert.Equal(SeatGap.None, (await person.SeatAsync()).Gap);
    }

    [Fact]
    public async Task Who_has_only_a_passkey_is_let_in_by_a_recovery_code_once()
    {
        var person = await SignInAsync();
        await House.Get<Database>().WriteAsync(
            work => Task.FromResult(work.Db.Add(new Passkey { CredentialId = [1], StaffId = person.Staff, Name = "phone", PublicKey = [2], Transports = "", CreatedAt = House.Clock.GetUtcNow() })), Ct);
        var proven = await person.SeatAsync() with { SecondFactorAt = House.Clock.GetUtcNow() };
        var codes = (await Enrol.RenewCodesAsync(Someone, proven, Ct)).Value!;
        await person.OpenAsync();
        Assert.Equal(SeatGap.SecondFactor, (await person.SeatAsync()).Gap);
        Assert.True((await person.ProveAsync(codes[0])).IsOk);
        Assert.Equal(SeatGap.None, (await person.SeatAsync()).Gap);
        Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync(codes[0])).Problem?.Code);
    }

    [Fact]
    public async Task A_wrong_code_enrols_nothing()
    {
        var person = await SignInAsync();
        var seat = await person.SeatAsync();
        Assert.Equal(ProblemCode.InvalidCode, (await Enrol.RunAsync(Someone, seat, "000000", Ct)).Problem?.Code);
        Assert.False((await person.SeatAsync()).HasSecondFactor);
    }

    [Fact]
    public async Task The_offer_is_the_same_until_it_is_taken_and_then_another()
    {
        var person = await SignInAsync();
        var seat = await person.SeatAsync();
        var first = await Enrol.OfferAsync(seat, Ct);
        Assert.Equal(first, await Enrol.OfferAsync(seat, Ct));
        await person.EnrolAsync();
        Assert.NotEqual(first, await Enrol.OfferAsync(seat, Ct));
    }

    [Fact]
    public async Task Another_one_is_only_for_who_proved_the_first_just_now()
    {
        var person = await SignInAsync();
        await person.EnrolAsync();
        House.Clock.Advance(Seat.ProvenFor);
        Assert.Equal(ProblemCode.WrongState, (await Enrol.RunAsync(Someone, await person.SeatAsync(), "000000", Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.WrongState, (await Enrol.RenewCodesAsync(Someone, await person.SeatAsync(), Ct)).Problem?.Code);
    }

    [Fact]
    public async Task Enrolling_ends_the_persons_other_sessions()
    {
        var person = await SignInAsync();
        var other = await Clerk.SeatAsync(House.Get<IServiceProvider>(), person.Staff, Ct);
        await person.EnrolAsync();
        Assert.Null(await House.Get<Sessions>().FindAsync(other[5..], Ct));
        Assert.NotNull(await person.SeatAsync());
    }

    [Fact]
    public async Task A_code_counts_once()
    {
        var person = await SignInAsync();
        await person.EnrolAsync();
        Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync(person.Code())).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = person.Code();
        Assert.True((await person.ProveAsync(code)).IsOk);
        Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync(code)).Problem?.Code);
    }

    [Fact]
    public async Task One_code_sent_twenty_times_at_once_counts_once()
    {
        var person = await SignInAsync();
        await person.EnrolAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(30));
        var (seat, code) = (await person.SeatAsync(), person.Code());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Prove.RunAsync(Someone, seat, code, Ct), Ct)));
        Assert.Single(answers, answer => answer.IsOk);
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_waits_too()
    {
        var person = await SignInAsync();
        await person.EnrolAsync();
        House.Clock.Advance(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 5; i++)
            Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync("wrong")).Problem?.Code);
        Assert.Equal(ProblemCode.TooManyRequests, (await person.ProveAsync(person.Code())).Problem?.Code);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await person.ProveAsync(person.Code())).IsOk);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var person = await SignInAsync();
        var codes = await person.EnrolAsync();
        Assert.True((await person.ProveAsync(codes[3].ToUpperInvariant())).IsOk);
        Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync(codes[3])).Problem?.Code);
        Assert.Equal(RecoveryCodes.Count - 1, await House.Get<RecoveryCodes>().CountLeftAsync(person.Staff, Ct));
    }

    [Fact]
    public async Task New_recovery_codes_make_the_old_ones_useless()
    {
        var person = await SignInAsync();
        var old = await person.EnrolAsync();
        var renewed = await Enrol.RenewCodesAsync(Someone, await person.SeatAsync(), Ct);
        Assert.Equal(ProblemCode.InvalidCode, (await person.ProveAsync(old[0])).Problem?.Code);
        Assert.True((await person.ProveAsync(renewed.Value![0])).IsOk);
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_code_is_stored_in_the_clear()
    {
        var person = await SignInAsync();
        var secret = (await Enrol.OfferAsync(await person.SeatAsync(), Ct)).Secret;
        await person.EnrolAsync();
        await using var db = House.Get<Database>().Read();
        var staff = await db.Set<Diner.Accounts.Staff.StaffMember>().SingleAsync(Ct);
        Assert.NotEqual(secret, Totp.ToText(staff.TotpSecret!));
        Assert.All(await db.Set<RecoveryCode>().ToListAsync(Ct), code => Assert.Equal(32, code.Hash.Length));
    }

    private async Task<Enrollee> SignInAsync(Role role = Role.Owner)
    {
        var merchant = await Clerk.AddMerchantAsync(House.Get<IServiceProvider>(), "We", Ct);
        var person = new Enrollee(House, await Clerk.AddStaffAsync(House.Get<IServiceProvider>(), Email, merchant, [role], Ct));
        await person.OpenAsync();
        return person;
    }
}

public sealed class SecondFactorsOnSqlite() : SecondFactorSpecs(DatabaseKind.Sqlite);

public sealed class SecondFactorsOnPostgres() : SecondFactorSpecs(DatabaseKind.Postgres);
