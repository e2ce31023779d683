using System.Data.Common;
using Diner.Data.Storage;
using Diner.Kernel;

namespace Diner.Data.Sql;

/// <summary>One row of a result, read alike on both databases. Valid only inside the mapping function.</summary>
public readonly struct SqlRow(DbDataReader reader, DatabaseKind kind)
{
    /// <summary>A typed id.</summary>
    public TId Id<TId>(int column)
        where TId : struct, IEntityId<TId> => TId.From(reader.GetGuid(column));

    /// <summary>A typed id, or null.</summary>
    public TId? IdOrNull<TId>(int column)
        where TId : struct, IEntityId<TId> => reader.IsDBNull(column) ? null : TId.From(reader.GetGuid(column));

    /// <summary>A UUID.</summary>
    public Guid Guid(int column) => reader.GetGuid(column);

    /// <summary>A 64-bit integer.</summary>
    public long Long(int column) => reader.GetInt64(column);

    /// <summary>A 32-bit integer.</summary>
    public int Int(int column) => reader.GetInt32(column);

    /// <summary>A 32-bit integer, or null.</summary>
    public int? IntOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    /// <summary>A 64-bit integer, or null.</summary>
    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A 16-bit integer.</summary>
    public short Short(int column) => reader.GetInt16(column);

    /// <summary>A double-precision number.</summary>
    public double Double(int column) => reader.GetDouble(column);

    /// <summary>A Boolean.</summary>
    public bool Bool(int column) => reader.GetBoolean(column);

    /// <summary>Text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>Text, or null.</summary>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Bytes.</summary>
    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>A point in time, UTC.</summary>
    public DateTimeOffset Time(int column) => kind == DatabaseKind.Postgres
        ? reader.GetFieldValue<DateTimeOffset>(column)
        : SqliteTime.FromMicroseconds(reader.GetInt64(column));

    /// <summary>A point in time, or null.</summary>
    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);
}
