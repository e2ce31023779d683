using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Diner.Simulator.Files;

/// <summary>A CSV file (UTF-8, lines end in LF) that is written row by row.</summary>
internal sealed class CsvFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly CsvWriter _csv;

    public CsvFile(string path, params ReadOnlySpan<string> columns)
    {
        var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes);
        _csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        Write(columns);
    }

    public void Write(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            _csv.WriteField(field);
        _csv.NextRecord();
    }

    public void Dispose() => _csv.Dispose();
}
