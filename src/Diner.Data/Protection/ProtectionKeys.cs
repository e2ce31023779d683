using System.Text;
using System.Xml.Linq;
using Diner.Data.Secrets;
using Diner.Data.Sql;
using Diner.Data.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Diner.Data.Protection;

/// <summary>
/// Keys of ASP.NET Core's data protection, which seal what Blazor's circuits hand to browsers: in the database, sealed under a secret of the
/// key ring, so that all nodes share them and a copy of the database is worth nothing without the master key. ASP.NET Core would keep them in
/// the home directory of each node.
/// </summary>
internal sealed class ProtectionKeys(Database database, KeyRing keys, TimeProvider clock) : IXmlRepository
{
    private const string SecretName = "data/protection";
    private static readonly SqlText Add = "insert into data_protection_keys (name, sealed, created_at) values ($1, $2, $3) on conflict do nothing";

    // The interface knows no asynchronous form. It is called at the first circuit of a process and then once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, CancellationToken.None));
        await using var db = database.Read();
        var rows = await db.Set<ProtectionKey>().OrderBy(row => row.CreatedAt).ToListAsync(CancellationToken.None);
        return [.. rows.Select(row => XElement.Parse(Encoding.UTF8.GetString(Sealed.Open(cipher, row.Sealed, Encoding.UTF8.GetBytes(row.Name)))))];
    }

    private async Task StoreAsync(XElement element, string name)
    {
        using var cipher = Sealed.Cipher(await keys.GetAsync(SecretName, CancellationToken.None));
        var stored = Sealed.Seal(cipher, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Encoding.UTF8.GetBytes(name));
        await using var work = await database.BeginAsync(CancellationToken.None);
        await work.RunAsync(Add, CancellationToken.None, name, stored, clock.GetUtcNow());
        await work.CommitAsync(CancellationToken.None);
    }
}

internal sealed class ProtectionKey
{
    public required string Name { get; init; }

    public required byte[] Sealed { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
