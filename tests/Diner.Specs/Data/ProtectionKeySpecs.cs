using System.Text;
using Diner.Data.Protection;
using Diner.Data.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Diner.Specs.Data;

public abstract class ProtectionKeySpecs(DatabaseKind kind) : HouseSpecs(kind)
{
    [Fact]
    public async Task Keys_stand_in_the_database_sealed()
    {
        Protector().Protect("a circuit");
        await using var db = House.Get<Database>().Read();
        var row = Assert.Single(await db.Set<ProtectionKey>().ToListAsync(Ct));
        Assert.DoesNotContain("masterKey", Encoding.Latin1.GetString(row.Sealed), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_protected_is_read_again() => Assert.Equal("a circuit", Protector().Unprotect(Protector().Protect("a circuit")));

    [Fact]
    public void A_stored_key_is_found_by_every_node()
    {
        Protector().Protect("a circuit");
        Assert.Single(House.Get<ProtectionKeys>().GetAllElements());
    }

    private IDataProtector Protector() => House.Get<IDataProtectionProvider>().CreateProtector("test");
}

public sealed class ProtectionKeysOnSqlite() : ProtectionKeySpecs(DatabaseKind.Sqlite);

public sealed class ProtectionKeysOnPostgres() : ProtectionKeySpecs(DatabaseKind.Postgres);
