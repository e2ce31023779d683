using System.Net.Sockets;
using System.Text;

namespace Diner.Specs.Http;

/// <summary>A TCP connection to the server, for what no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<RawConnection> OpenAsync(Uri server, CancellationToken ct)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Host, server.Port, ct);
        return connection;
    }

    /// <summary>Sends as it stands, one byte a character. A server that has hung up already is no failure.</summary>
    public async Task SendAsync(string bytes, CancellationToken ct)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), ct);
        }
        catch (IOException)
        {
            // Its answer, if it gave one, is still there to be read.
        }
    }

    /// <summary>Everything until the server closes; empty when it closed without a word. A server that keeps the line open fails.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (answer.Length < AnswerBytesMax && await _client.GetStream().ReadAsync(buffer, patience.Token) is > 0 and var read)
                answer.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // Cut off: what came before counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The status of every answer in a text, in order.</summary>
    public static int[] Statuses(string answers) =>
        [.. answers.Split('\n').Where(line => line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture))];

    public void Dispose() => _client.Dispose();
}
