using Diner.Accounts.Staff;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Accounts;

public sealed class StaffRules
{
    [Theory]
    [InlineData("owner@example.com", "owner@example.com")]
    [InlineData("  Owner.Two+x@Shop.Example.com ", "owner.two+x@shop.example.com")]
    [InlineData("owner", null)]
    [InlineData("owner@localhost", null)]
    [InlineData("owner@example.", null)]
    [InlineData("Owner <owner@example.com>", null)]
    [InlineData("owner@exa mple.com", null)]
    [InlineData("owner@example.com\nbcc: x@example.com", null)]
    [InlineData("a@b@example.com", null)]
    [InlineData("", null)]
    public void An_address_is_read_strictly(string typed, string? expected) => Assert.Equal(expected, StaffEmail.Read(typed));

    [Fact]
    public void An_over_long_address_is_none() => Assert.Null(StaffEmail.Read(new string('a', 250) + "@example.com"));

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_password_has_12_to_128_characters(int length, bool isTaken) =>
        Assert.Equal(isTaken, StaffPasswords.Check(new string('p', length), "owner@example.com") is null);

    [Theory]
    [InlineData("owner@example.com")]
    [InlineData(" OWNER@example.com")]
    public void The_address_is_no_password(string password) =>
        Assert.Equal(ProblemCode.InvalidPassword, StaffPasswords.Check(password, "owner@example.com")?.Code);

    [Fact]
    public void Two_hashes_of_one_password_differ() => Assert.NotEqual(StaffPasswords.Hash("the lamp is on"), StaffPasswords.Hash("the lamp is on"));
}
