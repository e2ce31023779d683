using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Diner.Kernel;

/// <summary>
/// Makes UUIDv7 ids (RFC 9562, section 5.7) that increase within this process: 48 bits of Unix milliseconds,
/// a 12-bit counter for ids of the same millisecond (method 1 of section 6.2), 62 random bits.
/// Thread-safe. When a millisecond's 4,096 ids are used up, or the clock steps back, the next millisecond is borrowed.
/// </summary>
public sealed class IdSource(TimeProvider clock)
{
    private const int CounterBits = 12;
    private const int RandomBytes = 8;

    private long _last;

    /// <summary>The next id of the asked type.</summary>
    public TId Next<TId>()
        where TId : struct, IEntityId<TId> => TId.From(NextGuid());

    /// <summary>So many next ids, in order: asking for random bytes once costs little, asking for each id is most of its cost.</summary>
    public TId[] Next<TId>(int count)
        where TId : struct, IEntityId<TId>
    {
        var first = TakeStamps(count);
        var random = RandomNumberGenerator.GetBytes(count * RandomBytes);
        var ids = new TId[count];
        for (var i = 0; i < count; i++)
            ids[i] = TId.From(Compose(first + i, random.AsSpan(i * RandomBytes, RandomBytes)));
        return ids;
    }

    /// <summary>The next id, untyped: for rows that no other module names.</summary>
    public Guid NextGuid()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Compose(TakeStamps(1), random);
    }

    private static Guid Compose(long stamp, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, stamp >> CounterBits << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (stamp & 0x0FFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The smallest id of that millisecond: every id made from then on is this one or a greater one, on every node whose clock is right.</summary>
    public static Guid FirstAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, time.ToUnixTimeMilliseconds()) << 16);
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }

    // Milliseconds and counter in one number, so that "later" is one comparison. Returns the first of as many as asked for.
    private long TakeStamps(int count)
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << CounterBits;
            var next = now > last ? now : last + 1;
            if (Interlocked.CompareExchange(ref _last, next + count - 1, last) == last)
                return next;
        }
    }
}
