using System.Text;
using System.Text.Unicode;

namespace Diner.Payments.Bills;

/// <summary>Opens a bill as text: UTF-8, with or without its mark, or GBK, as providers write it.</summary>
internal static class BillText
{
    private const int CodePageGb18030 = 54936;
    private const int SampleBytes = 64 * 1024;
    private const int SequenceBytesMax = 4;

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(CodePageGb18030)!;

    /// <summary>A reader at the first character. The file is opened twice: what is kept sealed cannot be wound back.</summary>
    public static async Task<StreamReader> OpenAsync(Func<CancellationToken, Task<Stream>> open, CancellationToken ct)
    {
        var sample = new byte[SampleBytes];
        int read;
        await using (var head = await open(ct))
            read = await head.ReadAtLeastAsync(sample, SampleBytes, throwOnEndOfStream: false, ct);
        return new StreamReader(await open(ct), IsUtf8(sample.AsSpan(0, read), isCut: read == SampleBytes) ? Encoding.UTF8 : Gb18030, detectEncodingFromByteOrderMarks: true, SampleBytes);
    }

    // The last character of a sample that was cut may be half there.
    private static bool IsUtf8(ReadOnlySpan<byte> sample, bool isCut)
    {
        for (var less = 0; less < (isCut ? SequenceBytesMax : 1) && less <= sample.Length; less++)
        {
            if (Utf8.IsValid(sample[..^less]))
                return true;
        }

        return false;
    }
}
