using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Diner.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_vault_keys_bin",
                table: "vault_keys",
                columns: new[] { "variant_id", "id" },
                filter: "state = 2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_vault_keys_bin",
                table: "vault_keys");
        }
    }
}
