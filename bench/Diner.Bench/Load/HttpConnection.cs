using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Diner.Bench.Load;

/// <summary>What a server answered. The body is valid until the next request on its connection.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>
/// A keep-alive connection that sends prebuilt bytes and reads as little of the answer as it must: the load generator shares
/// its processors with what it measures.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[BufferBytes];

    private HttpConnection(Socket socket) => _socket = socket;

    public static async Task<HttpConnection> OpenAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return new HttpConnection(socket);
    }

    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var (length, head, end) = (0, 0, int.MaxValue);
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (head == 0 && _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var at and > 0)
                (head, end) = (at + 4, EndOf(_buffer.AsSpan(0, at + 2), at + 4));
            if (head > 0 && IsWhole(_buffer.AsSpan(head, length - head), length, end))
                return new HttpAnswer(Number(_buffer.AsSpan(9, 3)), _buffer.AsMemory(head, length - head));
        }
    }

    public void Dispose() => _socket.Dispose();

    // Without a length the answer is chunked, and its end is the empty chunk.
    private static bool IsWhole(ReadOnlySpan<byte> body, int length, int end) => end == int.MaxValue ? body.EndsWith("0\r\n\r\n"u8) : length >= end;

    private static int EndOf(ReadOnlySpan<byte> headers, int head)
    {
        var name = "\r\nContent-Length: "u8;
        var at = headers.IndexOf(name);
        if (at < 0)
            return int.MaxValue;
        var value = headers[(at + name.Length)..];
        return head + Number(value[..value.IndexOf((byte)'\r')]);
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
