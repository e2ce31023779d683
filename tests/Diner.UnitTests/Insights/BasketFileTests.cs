using System.Text;
using Diner.Insights.Baskets;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Insights;

public sealed class BasketFileTests
{
    [Theory]
    [InlineData("basket,item\n", 0, 0)]
    [InlineData("basket,item", 0, 0)]
    [InlineData("\uFEFFbasket,item\r\n1,a\r\n1,b\r\n2,a\r\n", 2, 2)]
    [InlineData("basket,item\n1,a\n\n2,b\n1,c", 2, 3)]
    [InlineData("\"basket\",\"item\"\n\"1\",\"a, b\"\n1,\"say \"\"hi\"\"\"\n1,\"two\nlines\"", 1, 3)]
    public void Rows_become_baskets(string text, int transactions, int items)
    {
        var baskets = Read(text).Value!;
        Assert.Equal((transactions, items), (baskets.Transactions, baskets.Items));
    }

    [Fact]
    public void The_rows_of_a_basket_stand_anywhere_and_an_item_counts_once()
    {
        var baskets = Read("basket,item\n1,b\n2,c\n1,a\n2,c\n1,b\n").Value!;
        Assert.Equal(["a", "b"], Names(baskets, 0));
        Assert.Equal(["c"], Names(baskets, 1));
    }

    [Theory]
    [InlineData("", "line 1: the first row must be: basket,item")]
    [InlineData("item,basket\na,1\n", "line 1: the first row must be: basket,item")]
    [InlineData("1,a\n2,b\n", "line 1: the first row must be: basket,item")]
    [InlineData("basket,item\n1,a\n1\n", "line 3: 1 fields instead of 2; put a name that has a comma into quotes.")]
    [InlineData("basket,item\n1,a,b\n2,a\n3\n", "line 2: 3 fields instead of 2; put a name that has a comma into quotes.\nline 4: 1 fields instead of 2; put a name that has a comma into quotes.")]
    [InlineData("basket,item\n1, \n", "line 2: the basket or the item has no name.")]
    [InlineData("basket,item\n,a\n", "line 2: the basket or the item has no name.")]
    [InlineData("basket,item\n1,a\"b\n", "line 2: a quote stands inside a name; put the name into quotes and double the quote.")]
    [InlineData("basket,item\n1,\"a\"b\n", "line 2: a quote stands inside a name; put the name into quotes and double the quote.")]
    public void A_bad_row_is_refused_by_its_line(string text, string sentence)
    {
        var problem = Read(text).Problem!;
        Assert.Equal((ProblemCode.InvalidRequest, sentence), (problem.Code, problem.Detail));
    }

    [Fact]
    public void Many_bad_rows_are_counted_after_the_first_twenty() =>
        Assert.EndsWith("line 21: 1 fields instead of 2; put a name that has a comma into quotes.\nand 5 more.", Read("basket,item\n" + string.Concat(Enumerable.Repeat("x\n", 25))).Problem!.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("basket,item\n1,\"never closed\n")]
    [InlineData("basket,item\n1,a\n2,\"")]
    public void A_quote_that_is_never_closed_is_refused(string text) => Assert.StartsWith("line ", Read(text).Problem!.Detail, StringComparison.Ordinal);

    [Fact]
    public void A_name_without_end_is_refused() =>
        Assert.Equal("line 3: a name is longer than 1,000 characters, or its quote is never closed.", Read($"basket,item\n1,a\n2,\"{new string('x', 5_000)}").Problem!.Detail);

    [Fact]
    public void What_is_not_utf8_is_refused() =>
        Assert.Contains("not UTF-8", BasketFile.Read(new MemoryStream([.. "basket,item\n1,"u8, 0xFF, (byte)'\n'])).Problem!.Detail, StringComparison.Ordinal);

    private static Result<BasketSet> Read(string text) => BasketFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string[] Names(BasketSet baskets, int number)
    {
        var names = new List<string>();
        foreach (var item in baskets.Basket(number))
            names.Add(baskets.NameOf(item));
        return [.. names];
    }
}
