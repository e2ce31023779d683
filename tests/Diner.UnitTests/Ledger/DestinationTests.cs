using Diner.Ledger.Destinations;
using Diner.Ledger.PayoutBatches;
using Xunit;

namespace Diner.UnitTests.Ledger;

public sealed class DestinationTests
{
    [Theory]
    [InlineData(DestinationKind.Bank, "6222 0000 1234 5678", "张三", "工商银行", null)]
    [InlineData(DestinationKind.Bank, "GB29 NWBK 6016 1331 9268 19", "Ann O'Neill", "NatWest (London)", null)]
    [InlineData(DestinationKind.Alipay, "ann@example.com", "娜仁·图雅", "", null)]
    [InlineData(DestinationKind.Alipay, "2088000000000001", "上海夜猫（集团）有限公司", "", null)]
    [InlineData(DestinationKind.Bank, "12345", "张三", "工商银行", "account")]
    [InlineData(DestinationKind.Bank, "=6222000012345678", "张三", "工商银行", "account")]
    [InlineData(DestinationKind.Bank, "6222000012345678", "=cmd|' /C calc'!A0", "工商银行", "holder")]
    [InlineData(DestinationKind.Bank, "6222000012345678", "张\n三", "工商银行", "holder")]
    [InlineData(DestinationKind.Bank, "6222000012345678", "张三", "", "bank")]
    [InlineData(DestinationKind.Bank, "6222000012345678", "张三", "@工商", "bank")]
    [InlineData(DestinationKind.Alipay, "@example.com", "张三", "", "account")]
    [InlineData(DestinationKind.Alipay, "a\"b@example.com", "张三", "", "account")]
    [InlineData((DestinationKind)7, "6222000012345678", "张三", "工商银行", "kind")]
    public void An_account_is_taken_or_refused_by_field(DestinationKind kind, string account, string holder, string bank, string? field) =>
        Assert.Equal(field, new PayoutDestination(kind, account, holder, bank).Tidy().Check()?.Field);

    [Theory]
    [InlineData("6222000012345678", "622••••5678 张**")]
    [InlineData("123456", "••••56 张**")]
    public void It_is_shown_masked_and_printed_not_at_all(string account, string shown)
    {
        var destination = new PayoutDestination(DestinationKind.Alipay, account, "张三", "");
        Assert.Equal(shown, destination.Masked());
        Assert.DoesNotContain(account, destination.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("账号=account,金额=amount", true)]
    [InlineData("A=Account，B=AMOUNT", true)]
    [InlineData("账号=account", false)]
    [InlineData("账号=account,金额=amount,坏=nonsense", false)]
    [InlineData("账号=1,金额=amount", false)]
    [InlineData("=account,金额=amount", false)]
    [InlineData("@x=account,金额=amount", false)]
    [InlineData("", false)]
    public void Columns_are_read_or_refused(string text, bool isOk) => Assert.Equal(isOk, FileColumns.Read(text).IsOk);
}
