using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Diner.Migrations.Postgres;

/// <summary>What the model cannot say: checks that hold in the database itself, and how the hot tables are stored.</summary>
[DbContext(typeof(DinerDb))]
[Migration("20261122000001_Guards")]
public sealed class Guards : Migration
{
    private const string FreeFingerprints =
        """
        create function vault_keys_free_fingerprints() returns trigger language plpgsql as $$
        begin
            delete from vault_fingerprints f
            using removed r
            where f.shop_id = r.shop_id and f.fingerprint = r.fingerprint and f.key_id = r.id;
            return null;
        end $$;

        create trigger vault_keys_free_fingerprints after delete on vault_keys
        referencing old table as removed for each statement execute function vault_keys_free_fingerprints();
        """;

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create function diner_expect(actual bigint, expected integer) returns void language plpgsql as $$
            begin
                if actual <> expected then
                    raise exception '% rows were touched where % were expected', actual, expected using errcode = 'DN001';
                end if;
            end $$;
            """);
        migrationBuilder.Sql(
            """
            create function ledger_entries_sum_to_zero() returns trigger language plpgsql as $$
            begin
                if exists (select from added group by posting_id having sum(amount_minor) <> 0) then
                    raise exception 'a posting does not sum to zero' using errcode = 'DN002';
                end if;
                return null;
            end $$;

            create trigger ledger_entries_sum_to_zero after insert on ledger_entries
            referencing new table as added for each statement execute function ledger_entries_sum_to_zero();

            create function ledger_is_immutable() returns trigger language plpgsql as $$
            begin
                raise exception 'the ledger is not changed; correct it with a new posting' using errcode = 'DN003';
            end $$;

            create trigger ledger_entries_immutable before update or delete on ledger_entries
            for each statement execute function ledger_is_immutable();

            create trigger ledger_postings_immutable before update or delete on ledger_postings
            for each statement execute function ledger_is_immutable();
            """);
        migrationBuilder.Sql(
            """
            insert into data_audit_head (id, number, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

            create function data_audit_is_immutable() returns trigger language plpgsql as $$
            begin
                raise exception 'the audit trail is only ever added to' using errcode = 'DN004';
            end $$;

            create trigger data_audit_immutable before update or delete or truncate on data_audit
            for each statement execute function data_audit_is_immutable();

            revoke update, delete, truncate on data_audit from current_user;
            """);
        migrationBuilder.Sql(FreeFingerprints);
        migrationBuilder.Sql(
            """
            alter table ordering_orders set (fillfactor = 50);
            drop index ix_data_events_xid_id;
            alter table data_events drop constraint pk_data_events, add constraint pk_data_events primary key (xid, id);
            alter table data_file_chunks alter column sealed set storage external;
            alter table vault_stock set (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
            alter table ordering_holds set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
            alter table vault_keys set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
            """);
    }

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop trigger data_audit_immutable on data_audit;
            drop function data_audit_is_immutable;
            drop trigger vault_keys_free_fingerprints on vault_keys;
            drop function vault_keys_free_fingerprints;
            drop trigger ledger_postings_immutable on ledger_postings;
            drop trigger ledger_entries_immutable on ledger_entries;
            drop trigger ledger_entries_sum_to_zero on ledger_entries;
            drop function ledger_is_immutable, ledger_entries_sum_to_zero, diner_expect;
            """);
}
