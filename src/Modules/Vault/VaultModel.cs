using Diner.Vault.Batches;
using Diner.Vault.Import;
using Diner.Vault.Keys;
using Diner.Vault.Returns;
using Diner.Vault.Stock;
using Microsoft.EntityFrameworkCore;

namespace Diner.Vault;

/// <summary>The tables of the vault.</summary>
internal static class VaultModel
{
    public static void AddTo(ModelBuilder model)
    {
        model.Entity<KeyBatch>(batch =>
        {
            batch.ToTable("vault_batches");
            batch.HasIndex(b => new { b.ShopId, b.Id });
            batch.HasIndex(b => new { b.ShopId, b.VariantId, b.Id });
            batch.HasIndex(b => new { b.ShopId, b.ExpiresAt, b.Id });
            foreach (var counter in (string[])[nameof(KeyBatch.Sold), nameof(KeyBatch.Recycled), nameof(KeyBatch.Expired), nameof(KeyBatch.Bad)])
                batch.Property<int>(counter).HasDefaultValue(0);
            batch.Property(b => b.RevenueMinor).HasDefaultValue(0L);
        });
        model.Entity<StoredKey>(key =>
        {
            key.ToTable("vault_keys");
            key.HasIndex(k => new { k.VariantId, k.ExpiresAt, k.Id }).HasFilter("state = 0").HasDatabaseName("ix_vault_keys_pool");
            key.HasIndex(k => new { k.VariantId, k.RecycledAt, k.Id }).HasFilter("state = 2").HasDatabaseName("ix_vault_keys_bin");
            key.HasIndex(k => k.OrderId).HasFilter("order_id is not null");
        });
        model.Entity<KeyImport>().ToTable("vault_imports").HasKey(import => import.ShopId);
        model.Entity<KeyFingerprint>().ToTable("vault_fingerprints").HasKey(print => new { print.ShopId, print.Fingerprint });
        model.Entity<KeyShare>().ToTable("vault_key_shares").HasKey(share => new { share.OrderId, share.KeyId });
        model.Entity<Replacement.Replacement>(replacement =>
        {
            replacement.ToTable("vault_replacements");
            replacement.HasIndex(r => new { r.OrderId, r.OldKeyId }).IsUnique();
        });
        KeyReturn.AddTo(model);
        model.Entity<KeyTurn>().ToTable("vault_key_turns").HasKey(turn => new { turn.ActorId, turn.Act });
        model.Entity<StockRow>(stock =>
        {
            stock.ToTable("vault_stock", table => table.HasCheckConstraint("ck_vault_stock_counts", "on_hand >= 0 and held >= 0"));
            stock.HasKey(s => s.VariantId);
            stock.HasIndex(s => s.ShopId);
        });
    }
}
