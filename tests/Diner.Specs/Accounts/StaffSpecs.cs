using Diner.Accounts.Merchants;
using Diner.Accounts.Permissions;
using Diner.Accounts.Staff;
using Diner.Data.Audit;
using Diner.Data.Lanes;
using Diner.Data.Storage;
using Diner.Kernel;
using Diner.Testing;
using Xunit;

namespace Diner.Specs.Accounts;

public abstract class StaffSpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    private Team? _team;

    private Team Team => _team ?? throw new InvalidOperationException("The team comes in InitializeAsync.");

    private ChangeRoles Change => House.Get<ChangeRoles>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _team = await Team.OpenAsync(House);
    }

    [Fact]
    public async Task Other_roles_end_the_persons_sessions()
    {
        var staff = await Team.AddAsync(Team.Merchant, Role.Support);
        var token = await Team.OpenSessionAsync(staff);
        Assert.True((await Change.RunAsync(Team.Boss, Team.Merchant, staff, [Role.StockKeeper, Role.Finance], Ct)).IsOk);
        Assert.Null(await Team.SeatAsync(token));
        Assert.Equal([Role.StockKeeper, Role.Finance], (await House.Get<StaffList>().FindAsync(Team.Merchant, staff, Ct))!.Roles);
    }

    [Fact]
    public async Task The_token_of_a_removed_person_is_useless_at_once()
    {
        var staff = await Team.AddAsync(Team.Merchant, Role.Support);
        var token = await Team.OpenSessionAsync(staff);
        Assert.NotNull(await Team.SeatAsync(token));
        Assert.True((await Change.RemoveAsync(Team.Boss, Team.Merchant, staff, Ct)).IsOk);
        Assert.Null(await Team.SeatAsync(token));
        Assert.Empty(await Team.PeopleAsync());
        Assert.Contains(("staff.removed", true), await Team.AuditAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_owner_stays(bool isMerchants)
    {
        MerchantId? merchant = isMerchants ? Team.Merchant : null;
        var last = await Team.AddAsync(merchant, isMerchants ? Role.Owner : Role.Administrator);
        Role[] lesser = [isMerchants ? Role.Support : Role.Reviewer];
        await Team.AddAsync(merchant, lesser);
        Assert.Equal(ProblemCode.LastOwner, (await Change.RemoveAsync(Team.Boss, merchant, last, Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.LastOwner, (await Change.RunAsync(Team.Boss, merchant, last, lesser, Ct)).Problem?.Code);
        Assert.Contains(("staff.roles_changed", false), await Team.AuditAsync());
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_once_leave_one()
    {
        var owners = new[] { await Team.AddAsync(Team.Merchant, Role.Owner), await Team.AddAsync(Team.Merchant, Role.Owner) };
        var answers = await Task.WhenAll(owners.Select(owner => Task.Run(() => Change.RemoveAsync(Team.Boss, Team.Merchant, owner, Ct), Ct)));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.Single(await Team.PeopleAsync());
    }

    [Fact]
    public async Task Nobody_changes_their_own_roles()
    {
        var staff = await Team.AddAsync(Team.Merchant, Role.Owner);
        var self = new Actor(ActorKind.Staff, staff.Value, "person1@example.com", "");
        Assert.Equal(ProblemCode.OwnAccount, (await Change.RunAsync(self, Team.Merchant, staff, [Role.Owner, Role.Finance], Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.OwnAccount, (await Change.RemoveAsync(self, Team.Merchant, staff, Ct)).Problem?.Code);
    }

    [Fact]
    public async Task Another_merchants_person_is_nobody()
    {
        var stranger = await Team.AddAsync(await Clerk.AddMerchantAsync(House.Get<IServiceProvider>(), "They", Ct), Role.Support);
        Assert.Equal(ProblemCode.NotFound, (await Change.RemoveAsync(Team.Boss, Team.Merchant, stranger, Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await Change.RunAsync(Team.Boss, Team.Merchant, stranger, [Role.Support], Ct)).Problem?.Code);
        Assert.Empty(await House.Get<StaffList>().ListAsync(Team.Merchant, "", Ct));
    }

    [Theory]
    [InlineData]
    [InlineData(Role.Administrator, Role.SecurityAdministrator)]
    [InlineData(Role.Administrator, Role.AuditAdministrator)]
    [InlineData(Role.SecurityAdministrator, Role.AuditAdministrator)]
    [InlineData(Role.Reviewer, Role.Support)]
    [InlineData(Role.Owner)]
    public async Task Roles_one_person_may_not_have_are_refused(params Role[] roles)
    {
        var staff = await Team.AddAsync(null, Role.Reviewer);
        Assert.Equal(ProblemCode.RolesRefused, (await Change.RunAsync(Team.Boss, null, staff, roles, Ct)).Problem?.Code);
    }

    [Theory]
    [InlineData(Role.Administrator, Role.SecurityAdministrator)]
    [InlineData(Role.Administrator, Role.AuditAdministrator)]
    [InlineData(Role.SecurityAdministrator, Role.AuditAdministrator)]
    public async Task The_database_refuses_them_too(Role one, Role other)
    {
        var staff = await Team.AddAsync(null, one);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() =>
            House.Get<Database>().WriteAsync(work => work.RunAsync("insert into accounts_staff_roles (staff_id, role) values ($1, $2)", Ct, staff.Value, (int)other), Ct));
        Assert.True(DatabaseFailures.IsUniqueViolation(failure, "ux_accounts_staff_roles_apart", "accounts_staff_roles"));
    }

    [Fact]
    public async Task A_merchant_is_opened_suspended_with_a_reason_and_resumed()
    {
        var id = (await House.Get<OpenMerchant>().RunAsync(Team.Boss, " New merchant ", Ct)).Value;
        var suspended = (await House.Get<SuspendMerchant>().RunAsync(Team.Boss, id, "papers are missing", Ct)).Value!;
        Assert.Equal(("New merchant", "papers are missing", House.Clock.GetUtcNow()), (suspended.Name, suspended.SuspendedWhy, suspended.SuspendedAt));
        Assert.Null((await House.Get<SuspendMerchant>().ResumeAsync(Team.Boss, id, Ct)).Value!.SuspendedAt);
        Assert.Equal(["merchant.opened", "merchant.suspended", "merchant.resumed"], (await Team.AuditAsync()).Select(row => row.Action));
    }

    [Fact]
    public async Task A_merchant_that_cannot_be_opened_or_suspended_is_refused()
    {
        var use = House.Get<SuspendMerchant>();
        Assert.Equal(ProblemCode.InvalidRequest, (await House.Get<OpenMerchant>().RunAsync(Team.Boss, "  ", Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.InvalidRequest, (await use.RunAsync(Team.Boss, Team.Merchant, " ", Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.NotFound, (await use.RunAsync(Team.Boss, new MerchantId(Team.Boss.Id!.Value), "why", Ct)).Problem?.Code);
        Assert.Equal(ProblemCode.WrongState, (await use.RunAsync(Team.Boss, MerchantId.House, "why", Ct)).Problem?.Code);
    }

    [Fact]
    public async Task Merchants_are_listed_page_by_page_in_the_order_they_came()
    {
        for (var i = 0; i < 4; i++)
            await House.Get<OpenMerchant>().RunAsync(Team.Boss, $"Merchant {i}", Ct);
        var all = new List<string>();
        MerchantId? after = null;
        while (await House.Get<Merchants>().ListAsync(after, 2, Ct) is { Count: > 0 } page)
        {
            all.AddRange(page.Select(merchant => merchant.Name));
            after = page[^1].Id;
        }

        Assert.Equal(["自营", "We", "Merchant 0", "Merchant 1", "Merchant 2", "Merchant 3"], all);
    }
}

public sealed class StaffOnSqlite() : StaffSpecs(DatabaseKind.Sqlite);

public sealed class StaffOnPostgres() : StaffSpecs(DatabaseKind.Postgres);
