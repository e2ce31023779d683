using System.Text;

namespace Diner.Specs.Vault;

/// <summary>A stream made of pieces that come one after the other, like a pipe.</summary>
public abstract class PipeStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The import reads asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>So many numbered keys, made while they are read.</summary>
public class EndlessStream(int count) : PipeStream
{
    private int _next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_next == count)
            return ValueTask.FromResult(AtEnd());
        var line = Encoding.ASCII.GetBytes($"CARD-{_next++:D12}-SOMEWHAT-LONG-PASSWORD\n");
        line.CopyTo(buffer);
        return ValueTask.FromResult(line.Length);
    }

    protected virtual int AtEnd() => 0;
}

/// <summary>Breaks off after so many keys.</summary>
public sealed class BreakingStream(int count) : EndlessStream(count)
{
    protected override int AtEnd() => throw new IOException("The disk is gone.");
}

/// <summary>Gives its bytes, then waits until it is opened before it ends.</summary>
public sealed class GatedStream(byte[] bytes) : PipeStream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _given;

    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_given)
        {
            _given = true;
            bytes.CopyTo(buffer);
            return bytes.Length;
        }

        _reached.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        return 0;
    }
}
