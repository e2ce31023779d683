using Diner.Data.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Diner.Migrations.Sqlite;

/// <summary>
/// What the model cannot say: checks that hold in the database itself. SQLite has no triggers per statement, so a posting's row is
/// written after its entries and its insert checks their sum; entries cannot be added to a posting that exists.
/// </summary>
[DbContext(typeof(DinerDb))]
[Migration("20261122000001_Guards")]
public sealed class Guards : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            insert into data_audit_head (id, number, hash) values (1, 0, zeroblob(32));

            create trigger data_audit_immutable_update before update on data_audit
            begin select raise(abort, 'the audit trail is only ever added to'); end;

            create trigger data_audit_immutable_delete before delete on data_audit
            begin select raise(abort, 'the audit trail is only ever added to'); end;

            create trigger ledger_postings_sum_to_zero before insert on ledger_postings
            when (select coalesce(sum(amount_minor), 1) from ledger_entries where posting_id = new.id) <> 0
            begin select raise(abort, 'a posting does not sum to zero'); end;

            create trigger ledger_entries_come_first before insert on ledger_entries
            when exists (select 1 from ledger_postings where id = new.posting_id)
            begin select raise(abort, 'a posting is not added to; correct it with a new posting'); end;

            create trigger ledger_postings_immutable_update before update on ledger_postings
            begin select raise(abort, 'the ledger is not changed; correct it with a new posting'); end;

            create trigger ledger_postings_immutable_delete before delete on ledger_postings
            begin select raise(abort, 'the ledger is not changed; correct it with a new posting'); end;

            create trigger ledger_entries_immutable_update before update on ledger_entries
            begin select raise(abort, 'the ledger is not changed; correct it with a new posting'); end;

            create trigger ledger_entries_immutable_delete before delete on ledger_entries
            begin select raise(abort, 'the ledger is not changed; correct it with a new posting'); end;

            create trigger vault_keys_free_fingerprint after delete on vault_keys
            begin delete from vault_fingerprints where shop_id = old.shop_id and fingerprint = old.fingerprint and key_id = old.id; end;

            drop table vault_fingerprints;
            create table vault_fingerprints (
                shop_id text not null,
                fingerprint blob not null,
                key_id text not null,
                constraint pk_vault_fingerprints primary key (shop_id, fingerprint)) without rowid;
            """);

    /// <inheritdoc/>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop trigger data_audit_immutable_delete;
            drop trigger data_audit_immutable_update;
            drop trigger vault_keys_free_fingerprint;
            drop trigger ledger_entries_immutable_delete;
            drop trigger ledger_entries_immutable_update;
            drop trigger ledger_postings_immutable_delete;
            drop trigger ledger_postings_immutable_update;
            drop trigger ledger_entries_come_first;
            drop trigger ledger_postings_sum_to_zero;
            """);
}
