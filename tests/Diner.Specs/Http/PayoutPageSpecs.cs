using System.Net;
using Diner.Accounts.Permissions;
using Diner.Catalog.Shops;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Diner.Ledger.Payouts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Http;

/// <summary>The pages of pay-outs over HTTP: who may do what, and what is typed to break them.</summary>
public abstract class PayoutPageSpecs(HttpFront front)
{
    private const string Home = $"/console/{HttpFront.Shop}/payouts";

    private static readonly (string, string)[] Icbc = [("kind", "Bank"), ("account", "6222 0000 1234 5678"), ("holder", "张三"), ("bank", "工商银行")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_account_is_shown_masked_told_to_every_owner_and_taken_back()
    {
        var (owner, colleague) = (await front.SeatAsync(front.Merchant, Role.Owner), await front.SeatAsync(front.Merchant, Role.Owner));
        var before = await LettersAsync();
        Assert.Equal($"{Home}?done=account", await PostAsync($"{Home}/account", owner, Icbc));
        Assert.True(await LettersAsync() >= before + 2);
        var page = await ReadAsync(Home, colleague);
        Assert.Contains("622••••5678 张**", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", page, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", await ReadAsync($"{Home}/account", owner), StringComparison.Ordinal);
        Assert.Equal($"{Home}?done=cancelled", await PostAsync($"{Home}/account/cancel", colleague));
        Assert.Equal($"{Home}?failed=WrongState", await PostAsync($"{Home}/account/cancel", colleague));
        await front.AssertHealthyAsync();
    }

    [Theory]
    [InlineData("account", "1")]
    [InlineData("account", "' or 1=1 --")]
    [InlineData("holder", "=HYPERLINK(\"http://evil\")")]
    [InlineData("holder", "<script>alert(1)</script>")]
    [InlineData("bank", "\u202E")]
    public async Task What_is_no_account_is_refused_at_its_field(string field, string value)
    {
        var owner = await front.SeatAsync(front.Merchant, Role.Owner);
        var form = Icbc.Select(entry => entry.Item1 == field ? (field, value) : entry).ToArray();
        using var answer = await front.SendAsync(HttpMethod.Post, $"{Home}/account", owner, Form(form));
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e9")]
    [InlineData("9999999999999999")]
    [InlineData("0.001")]
    [InlineData("１００")]
    public async Task An_amount_that_is_none_or_not_there_is_refused(string amount)
    {
        var finance = await front.SeatAsync(front.Merchant, Role.Finance);
        using var answer = await front.SendAsync(HttpMethod.Post, Home, finance, Form([("amount", amount)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Roles_do_what_is_theirs_and_nothing_else()
    {
        var (support, finance, reviewer) = (await front.SeatAsync(front.Merchant, Role.Support), await front.SeatAsync(front.Merchant, Role.Finance), await front.SeatAsync(null, Role.Reviewer));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, Home, support));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Home, finance));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, $"{Home}/account", finance));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, $"{Home}/account/cancel", finance));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, "/operator/payouts", reviewer));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, Home, await front.SeatAsync(front.OtherMerchant, Role.Owner)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, $"/operator/payouts/{Guid.Empty}/approve", finance));
    }

    [Fact]
    public async Task What_there_is_not_is_not_found_and_nonsense_is_refused()
    {
        var operators = await front.SeatAsync(null, Role.OperatorFinance);
        foreach (var act in (string[])["approve", "withdraw", "result"])
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, $"/operator/payouts/{Guid.Empty}/{act}", operators, ("why", "x"), ("result", "sent")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, $"/operator/payouts/{Guid.Empty}/result", operators, ("result", "perhaps")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, "/operator/payouts/batches", operators, ("route", "Carrier pigeon"), ("currency", "CNY")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, "/operator/payouts/batches", operators, ("route", "BankFile"), ("currency", "ZZZ")));
        Assert.Equal("/operator/payouts?failed=ChannelUnavailable", await PostAsync("/operator/payouts/batches", operators, ("route", "AlipayTransfers"), ("currency", "CNY"), ("channel", front.Channel.Value.ToString())));
        Assert.Equal("/operator/payouts?failed=InvalidRequest", await PostAsync("/operator/payouts/batches", operators, ("route", "BankFile"), ("currency", "CNY"), ("columns", "金额=amount")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"/operator/payouts/batches/{Guid.Empty}/file.csv", operators));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(HttpMethod.Post, $"/operator/payouts/shops/{HttpFront.Shop}", operators, ("days", "1.5"), ("reserve_percent", "")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(HttpMethod.Post, $"/operator/payouts/shops/{HttpFront.Shop}", operators, ("days", ""), ("reserve_percent", "101")));
    }

    private async Task<int> LettersAsync()
    {
        await using var db = front.Get<Database>().Read();
        return await db.Set<Diner.Delivery.Mail.OutgoingMessage>().CountAsync(m => m.Template == Diner.Delivery.Mail.MailTemplate.StaffPayoutAccount, Ct);
    }

    private async Task<string> ReadAsync(string path, string seat)
    {
        using var answer = await front.SendAsync(HttpMethod.Get, path, seat);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<string?> PostAsync(string path, string seat, params (string, string)[] fields)
    {
        using var answer = await front.SendAsync(HttpMethod.Post, path, seat, Form(fields));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.ToString();
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string seat, params (string, string)[] fields)
    {
        using var answer = await front.SendAsync(method, path, seat, method == HttpMethod.Post ? Form(fields) : null);
        return answer.StatusCode;
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}

public sealed class PayoutPageSpecsOnSqlite(SqliteFront front) : PayoutPageSpecs(front), IClassFixture<SqliteFront>;

public sealed class PayoutPageSpecsOnPostgres(PostgresFront front) : PayoutPageSpecs(front), IClassFixture<PostgresFront>;
