namespace Diner.Data.Secrets;

internal sealed class SecretRow
{
    public required string Name { get; init; }

    public required byte[] Wrapped { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
