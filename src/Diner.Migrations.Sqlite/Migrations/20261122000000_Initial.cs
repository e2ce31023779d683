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
            migrationBuilder.CreateTable(
                name: "delivery_lookup_codes",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    contact_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    locale = table.Column<string>(type: "TEXT", nullable: false),
                    tries_left = table.Column<int>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_lookup_codes", x => new { x.shop_id, x.contact_hash });
                });

            migrationBuilder.CreateTable(
                name: "delivery_messages",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<short>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_problem_reports",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    key_id = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_problem_reports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_lookup_codes_expires_at",
                table: "delivery_lookup_codes",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_lookup_codes_id",
                table: "delivery_lookup_codes",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_dead",
                table: "delivery_messages",
                column: "ended_at",
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_subject_id_template",
                table: "delivery_messages",
                columns: new[] { "subject_id", "template" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_waiting",
                table: "delivery_messages",
                column: "due_at",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_problem_reports_order_id_key_id",
                table: "delivery_problem_reports",
                columns: new[] { "order_id", "key_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_problem_reports_shop_id_reported_at",
                table: "delivery_problem_reports",
                columns: new[] { "shop_id", "reported_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delivery_lookup_codes");

            migrationBuilder.DropTable(
                name: "delivery_messages");

            migrationBuilder.DropTable(
                name: "delivery_problem_reports");
        }
    }
}
