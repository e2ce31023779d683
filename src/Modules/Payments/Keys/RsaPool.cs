using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Diner.Payments.Keys;

/// <summary>
/// RSA objects of one key, each used by one thread at a time: .NET does not promise that one may be shared, and making one costs eight times what
/// a verification does. As many are kept as may be at work together; what is more is made and thrown away.
/// </summary>
internal sealed class RsaPool(RSAParameters key)
{
    private static readonly int KeptMax = Environment.ProcessorCount * 2;

    private readonly ConcurrentQueue<RSA> _idle = new();

    /// <summary>Takes one; give it back with <see cref="Return"/>.</summary>
    public RSA Rent() => _idle.TryDequeue(out var rsa) ? rsa : RSA.Create(key);

    /// <summary>Gives one back that did what it should. One that threw is not given back.</summary>
    public void Return(RSA rsa)
    {
        if (_idle.Count < KeptMax)
            _idle.Enqueue(rsa);
        else
            rsa.Dispose();
    }
}
