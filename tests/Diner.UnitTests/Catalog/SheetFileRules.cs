using System.IO.Compression;
using System.Text;
using Diner.Catalog.Sheets;
using Diner.Kernel;
using Xunit;

namespace Diner.UnitTests.Catalog;

public sealed class SheetFileRules
{
    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 not a workbook")]
    [InlineData("nonsense,columns\na,b")]
    [InlineData("product,product\na,b")]
    [InlineData("code\nA")]
    [InlineData("product\n\"unclosed")]
    public void What_is_no_sheet_of_ours_is_refused(string content) =>
        Assert.Equal((ProblemCode.InvalidRequest, "file"), Refusal(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Text_that_is_not_utf8_is_refused() => Assert.Equal((ProblemCode.InvalidRequest, "file"), Refusal([.. "product\n"u8, 0xC4, 0xE3]));

    [Fact]
    public void More_rows_than_the_limit_are_refused() =>
        Assert.Equal((ProblemCode.InvalidRequest, "file"), Refusal(Encoding.UTF8.GetBytes("product\n" + string.Concat(Enumerable.Repeat("x\n", SheetFile.RowsMax + 1)))));

    [Fact]
    public void A_workbook_that_would_unfold_to_gigabytes_is_refused_before_it_is_read()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open())
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
                part.Write(zeros);
        }

        Assert.InRange(file.Length, 1, SheetFile.BytesMax);
        Assert.Equal((ProblemCode.InvalidRequest, "file"), Refusal(file.ToArray()));
    }

    [Fact]
    public void Lines_of_blanks_are_no_rows() => Assert.Equal([2, 4], SheetFile.Read(Encoding.UTF8.GetBytes("product,name\na,A\n , \nb,B\n")).Value!.Select(row => row.Number));

    private static (ProblemCode?, string?) Refusal(byte[] file)
    {
        var read = SheetFile.Read(file);
        return (read.Problem?.Code, read.Problem?.Field);
    }
}
