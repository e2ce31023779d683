using Diner.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Diner.Data.Storage;

// PostgreSQL has uuid and timestamptz. SQLite has neither: ids are lower-case text, which sorts as UUIDv7 does,
// and times are whole microseconds since 1970, which is PostgreSQL's resolution.

internal sealed class IdToGuid<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => StoredId.Read<TId>(value))
    where TId : struct, IEntityId<TId>;

internal sealed class IdToText<TId>() : ValueConverter<TId, string>(id => id.Value.ToString("D"), text => StoredId.Read<TId>(Guid.Parse(text)))
    where TId : struct, IEntityId<TId>;

internal static class StoredId
{
    // Expression trees cannot call a static abstract member themselves.
    public static TId Read<TId>(Guid value)
        where TId : struct, IEntityId<TId> => TId.From(value);
}

internal sealed class GuidToText() : ValueConverter<Guid, string>(value => value.ToString("D"), text => Guid.Parse(text));

internal sealed class TimeToMicroseconds() : ValueConverter<DateTimeOffset, long>(time => SqliteTime.ToMicroseconds(time), stored => SqliteTime.FromMicroseconds(stored));

internal sealed class CurrencyToText() : ValueConverter<CurrencyCode, string>(currency => currency.Code, code => CurrencyCode.Parse(code));

internal static class SqliteTime
{
    public static long ToMicroseconds(DateTimeOffset time) =>
        time == DateTimeOffset.MaxValue ? long.MaxValue : (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long stored) =>
        stored == long.MaxValue ? DateTimeOffset.MaxValue : DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond);
}
