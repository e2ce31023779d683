using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Diner.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts_invitations",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    roles = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    invited_by = table.Column<string>(type: "TEXT", nullable: false),
                    letter_id = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_invitations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_merchants",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    suspended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    suspended_why = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_merchants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_notices",
                columns: table => new
                {
                    letter_id = table.Column<string>(type: "TEXT", nullable: false),
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_notices", x => x.letter_id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_old_passwords",
                columns: table => new
                {
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    replaced_at = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_old_passwords", x => new { x.staff_id, x.replaced_at });
                });

            migrationBuilder.CreateTable(
                name: "accounts_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    transports = table.Column<string>(type: "TEXT", nullable: false),
                    is_user_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_passkeys", x => x.credential_id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_password_links",
                columns: table => new
                {
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    letter_id = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_password_links", x => x.staff_id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_recovery_codes",
                columns: table => new
                {
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_recovery_codes", x => new { x.staff_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "accounts_sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    second_factor_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    browser = table.Column<string>(type: "TEXT", nullable: false),
                    device_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_setup_links",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_setup_links", x => x.id);
                    table.CheckConstraint("ck_accounts_setup_links_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "accounts_sign_ins",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<short>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    browser = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_sign_ins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_staff",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: false),
                    password_set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    totp_secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    totp_step = table.Column<long>(type: "INTEGER", nullable: false),
                    totp_since = table.Column<long>(type: "INTEGER", nullable: true),
                    locked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reset_letter_id = table.Column<string>(type: "TEXT", nullable: true),
                    reset_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_staff", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts_staff_roles",
                columns: table => new
                {
                    staff_id = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_staff_roles", x => new { x.staff_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "accounts_tries",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_tries", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "accounts_used_challenges",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts_used_challenges", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "catalog_categories",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    parent_id = table.Column<string>(type: "TEXT", nullable: true),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_categories", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_covers",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    large = table.Column<byte[]>(type: "BLOB", nullable: false),
                    small = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_covers", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "catalog_merchant_limits",
                columns: table => new
                {
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    shops_max = table.Column<int>(type: "INTEGER", nullable: true),
                    products_max = table.Column<int>(type: "INTEGER", nullable: true),
                    keys_max = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_merchant_limits", x => x.merchant_id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_products",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    category_id = table.Column<string>(type: "TEXT", nullable: true),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: false),
                    description_markdown = table.Column<string>(type: "TEXT", nullable: false),
                    description_html = table.Column<string>(type: "TEXT", nullable: false),
                    cover_url = table.Column<string>(type: "TEXT", nullable: false),
                    usage_steps = table.Column<string>(type: "TEXT", nullable: false),
                    tutorial_url = table.Column<string>(type: "TEXT", nullable: false),
                    region_note = table.Column<string>(type: "TEXT", nullable: false),
                    tier = table.Column<short>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    on_sale_from = table.Column<long>(type: "INTEGER", nullable: true),
                    on_sale_until = table.Column<long>(type: "INTEGER", nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_shops",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    tagline = table.Column<string>(type: "TEXT", nullable: false),
                    notice = table.Column<string>(type: "TEXT", nullable: false),
                    contact = table.Column<string>(type: "TEXT", nullable: false),
                    domain = table.Column<string>(type: "TEXT", nullable: true),
                    css_allowed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    css_hash = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    fee_basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    order_max_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_suspended = table.Column<bool>(type: "INTEGER", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_shops", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_styles",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    css = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_styles", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "catalog_variants",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    product_id = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    price_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    price_breaks = table.Column<string>(type: "TEXT", nullable: false),
                    quantity_min = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity_max = table.Column<int>(type: "INTEGER", nullable: false),
                    buyer_limit = table.Column<int>(type: "INTEGER", nullable: false),
                    buyer_limit_window_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    is_on_sale = table.Column<bool>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_variants", x => x.id);
                    table.CheckConstraint("ck_catalog_variants_price", "price_minor >= 0");
                });

            migrationBuilder.CreateTable(
                name: "coupons_codes",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    coupon_id = table.Column<string>(type: "TEXT", nullable: false),
                    uses_max = table.Column<int>(type: "INTEGER", nullable: false),
                    used = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupons_codes", x => new { x.shop_id, x.code });
                    table.CheckConstraint("ck_coupons_codes_used", "used >= 0");
                });

            migrationBuilder.CreateTable(
                name: "coupons_coupons",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    minimum_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    products = table.Column<string>(type: "TEXT", nullable: false),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    uses_max_per_buyer = table.Column<int>(type: "INTEGER", nullable: false),
                    is_list = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_stopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupons_coupons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "coupons_uses",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    coupon_id = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    contact_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    discount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_counted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupons_uses", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "data_audit",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: true),
                    shop_id = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: true),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    succeeded = table.Column<bool>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_audit", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "data_audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_audit_head", x => x.id);
                    table.CheckConstraint("ck_data_audit_head_one", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "data_cursors",
                columns: table => new
                {
                    follower = table.Column<string>(type: "TEXT", nullable: false),
                    xid = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_cursors", x => x.follower);
                });

            migrationBuilder.CreateTable(
                name: "data_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    xid = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_files",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", nullable: false),
                    size_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    chunks = table.Column<int>(type: "INTEGER", nullable: false),
                    is_complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "data_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    wrapped = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "data_settings",
                columns: table => new
                {
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_settings", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "data_work",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    arguments = table.Column<string>(type: "TEXT", nullable: false),
                    permission = table.Column<string>(type: "TEXT", nullable: false),
                    is_secret = table.Column<bool>(type: "INTEGER", nullable: false),
                    merchant_id = table.Column<string>(type: "TEXT", nullable: true),
                    shop_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    input_file_id = table.Column<string>(type: "TEXT", nullable: true),
                    output_file_id = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    failure_code = table.Column<string>(type: "TEXT", nullable: true),
                    failure_detail = table.Column<string>(type: "TEXT", nullable: true),
                    failure_reason = table.Column<string>(type: "TEXT", nullable: true),
                    failure_values = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_id = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    cancel_asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_work", x => x.id);
                });

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
                name: "delivery_lookup_turns",
                columns: table => new
                {
                    limit_id = table.Column<short>(type: "INTEGER", nullable: false),
                    subject = table.Column<byte[]>(type: "BLOB", nullable: false),
                    turns_left = table.Column<int>(type: "INTEGER", nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_lookup_turns", x => new { x.limit_id, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "delivery_messages",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", nullable: false),
                    copy = table.Column<short>(type: "INTEGER", nullable: false),
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
                    reported_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_problem_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_views",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    hour = table.Column<int>(type: "INTEGER", nullable: false),
                    showed_keys = table.Column<bool>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_views", x => new { x.order_id, x.hour, x.showed_keys });
                });

            migrationBuilder.CreateTable(
                name: "insights_buyer_days",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    orders = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    revenue_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insights_buyer_days", x => new { x.shop_id, x.month, x.buyer, x.day });
                });

            migrationBuilder.CreateTable(
                name: "insights_occasions",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insights_occasions", x => new { x.shop_id, x.at, x.name, x.scope });
                });

            migrationBuilder.CreateTable(
                name: "insights_sales",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    leads = table.Column<bool>(type: "INTEGER", nullable: false),
                    took_ms = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insights_sales", x => new { x.shop_id, x.order_no, x.variant_id, x.reference });
                });

            migrationBuilder.CreateTable(
                name: "insights_variant_hours",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    hour = table.Column<long>(type: "INTEGER", nullable: false),
                    orders = table.Column<long>(type: "INTEGER", nullable: false),
                    leads = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    revenue_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insights_variant_hours", x => new { x.shop_id, x.variant_id, x.hour });
                });

            migrationBuilder.CreateTable(
                name: "insights_variant_labels",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insights_variant_labels", x => new { x.shop_id, x.label });
                });

            migrationBuilder.CreateTable(
                name: "ledger_balances",
                columns: table => new
                {
                    account = table.Column<short>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<long>(type: "INTEGER", nullable: false),
                    debit_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    credit_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_balances", x => new { x.account, x.owner_id, x.currency, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "ledger_deltas",
                columns: table => new
                {
                    batch_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<short>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<long>(type: "INTEGER", nullable: false),
                    debit_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    credit_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_deltas", x => new { x.batch_id, x.account, x.owner_id, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "ledger_entries",
                columns: table => new
                {
                    posting_id = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<short>(type: "INTEGER", nullable: false),
                    account = table.Column<short>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entries", x => new { x.posting_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout_approvals",
                columns: table => new
                {
                    payout_id = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout_approvals", x => new { x.payout_id, x.person });
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout_batches",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    route = table.Column<short>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: true),
                    columns = table.Column<string>(type: "TEXT", nullable: false),
                    payouts = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout_destinations",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    details = table.Column<byte[]>(type: "BLOB", nullable: false),
                    masked = table.Column<string>(type: "TEXT", nullable: false),
                    set_by = table.Column<string>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout_destinations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_payout_terms",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: true),
                    reserve_percent = table.Column<int>(type: "INTEGER", nullable: true),
                    schedule = table.Column<short>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payout_terms", x => x.shop_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_payouts",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    approvals_needed = table.Column<short>(type: "INTEGER", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by_name = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<string>(type: "TEXT", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    try_at = table.Column<long>(type: "INTEGER", nullable: true),
                    transfer_no = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_payouts", x => x.id);
                    table.CheckConstraint("ck_ledger_payouts_amount", "amount_minor > 0");
                });

            migrationBuilder.CreateTable(
                name: "ledger_postings",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    payment_id = table.Column<string>(type: "TEXT", nullable: true),
                    source_id = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_postings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ordering_exceptions",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ordering_exceptions", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "ordering_holds",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    takes_stock = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                    contact_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    address_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    device_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ordering_holds", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "ordering_notes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ordering_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "ordering_orders",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    product_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    product_name = table.Column<string>(type: "TEXT", nullable: false),
                    variant_name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    discount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    coupon_code = table.Column<string>(type: "TEXT", nullable: true),
                    fee_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    surcharge_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    contact_email = table.Column<string>(type: "TEXT", nullable: false),
                    contact_phone = table.Column<string>(type: "TEXT", nullable: true),
                    contact_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    device_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lookup_password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    idempotency_key = table.Column<string>(type: "TEXT", nullable: true),
                    idempotency_fingerprint = table.Column<byte[]>(type: "BLOB", nullable: true),
                    locale = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ordering_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_attempts",
                columns: table => new
                {
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    asked = table.Column<int>(type: "INTEGER", nullable: false),
                    ask_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_attempts", x => new { x.order_no, x.channel_id });
                });

            migrationBuilder.CreateTable(
                name: "payments_billed",
                columns: table => new
                {
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    is_refund = table.Column<bool>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    bill_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_billed", x => new { x.channel_id, x.is_refund, x.reference });
                });

            migrationBuilder.CreateTable(
                name: "payments_bills",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    to_at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_by = table.Column<string>(type: "TEXT", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    payments = table.Column<int>(type: "INTEGER", nullable: false),
                    refunds = table.Column<int>(type: "INTEGER", nullable: false),
                    matched = table.Column<int>(type: "INTEGER", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_bills", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_channel_pulse",
                columns: table => new
                {
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<long>(type: "INTEGER", nullable: false),
                    genuine = table.Column<long>(type: "INTEGER", nullable: false),
                    refused = table.Column<long>(type: "INTEGER", nullable: false),
                    unconfirmed = table.Column<long>(type: "INTEGER", nullable: false),
                    answered = table.Column<long>(type: "INTEGER", nullable: false),
                    failed = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    notified_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_channel_pulse", x => new { x.slot, x.channel_id });
                });

            migrationBuilder.CreateTable(
                name: "payments_channels",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    is_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    settings = table.Column<byte[]>(type: "BLOB", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_differences",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    bill_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    is_refund = table.Column<bool>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    payment_id = table.Column<string>(type: "TEXT", nullable: true),
                    refund_id = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    ours_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    theirs_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    our_fee_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    their_fee_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    found_at = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true),
                    how = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_disputes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    provider_dispute_id = table.Column<string>(type: "TEXT", nullable: false),
                    payment_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    answer_by = table.Column<long>(type: "INTEGER", nullable: true),
                    raw = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_disputes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_payments",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    provider_transaction_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<short>(type: "INTEGER", nullable: false),
                    source = table.Column<short>(type: "INTEGER", nullable: false),
                    refunded_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    channel_fee_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    charged_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    raw = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_payments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_refunds",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    channel_id = table.Column<string>(type: "TEXT", nullable: false),
                    payment_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    refund_no = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    charge_returned_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    channel_fee_returned_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    try_at = table.Column<long>(type: "INTEGER", nullable: true),
                    provider_refund_id = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments_routes",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    notes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments_routes", x => new { x.order_no, x.id });
                });

            migrationBuilder.CreateTable(
                name: "vault_batches",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    supplier = table.Column<string>(type: "TEXT", nullable: false),
                    unit_cost_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    file_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    duplicates = table.Column<int>(type: "INTEGER", nullable: false),
                    rejected = table.Column<int>(type: "INTEGER", nullable: false),
                    sold = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    recycled = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    expired = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    bad = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    revenue_minor = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vault_fingerprints",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_fingerprints", x => new { x.shop_id, x.fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "vault_imports",
                columns: table => new
                {
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    batch_id = table.Column<string>(type: "TEXT", nullable: false),
                    alive_at = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_imports", x => x.shop_id);
                });

            migrationBuilder.CreateTable(
                name: "vault_key_shares",
                columns: table => new
                {
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    key_id = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    shared_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_key_shares", x => new { x.order_id, x.key_id });
                });

            migrationBuilder.CreateTable(
                name: "vault_key_turns",
                columns: table => new
                {
                    actor_id = table.Column<string>(type: "TEXT", nullable: false),
                    act = table.Column<short>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    taken = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_key_turns", x => new { x.actor_id, x.act });
                });

            migrationBuilder.CreateTable(
                name: "vault_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    batch_id = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<short>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: true),
                    sold_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recycled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vault_replacements",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    old_key_id = table.Column<string>(type: "TEXT", nullable: false),
                    new_key_id = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    replaced_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_replacements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vault_returns",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", nullable: false),
                    mark = table.Column<short>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_returns", x => new { x.order_id, x.key_id });
                });

            migrationBuilder.CreateTable(
                name: "vault_stock",
                columns: table => new
                {
                    variant_id = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<string>(type: "TEXT", nullable: false),
                    on_hand = table.Column<long>(type: "INTEGER", nullable: false),
                    held = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vault_stock", x => x.variant_id);
                    table.CheckConstraint("ck_vault_stock_counts", "on_hand >= 0 and held >= 0");
                });

            migrationBuilder.CreateTable(
                name: "data_file_chunks",
                columns: table => new
                {
                    file_id = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_file_chunks", x => new { x.file_id, x.number });
                    table.ForeignKey(
                        name: "fk_data_file_chunks_data_files_file_id",
                        column: x => x.file_id,
                        principalTable: "data_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "accounts_merchants",
                columns: new[] { "id", "created_at", "name", "suspended_at", "suspended_why" },
                values: new object[] { "019aa000-0000-7000-8000-000000000001", 0L, "自营", null, "" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_invitations_by_email",
                table: "accounts_invitations",
                columns: new[] { "email", "id" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_invitations_letter_id",
                table: "accounts_invitations",
                column: "letter_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_invitations_open",
                table: "accounts_invitations",
                columns: new[] { "merchant_id", "email" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_invitations_token_hash",
                table: "accounts_invitations",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_passkeys_staff_id",
                table: "accounts_passkeys",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_password_links_letter_id",
                table: "accounts_password_links",
                column: "letter_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_password_links_token_hash",
                table: "accounts_password_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_sessions_expires_at",
                table: "accounts_sessions",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_sessions_staff_id_created_at",
                table: "accounts_sessions",
                columns: new[] { "staff_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_sessions_token_hash",
                table: "accounts_sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_sign_ins_at",
                table: "accounts_sign_ins",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_sign_ins_staff_id_id",
                table: "accounts_sign_ins",
                columns: new[] { "staff_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_staff_email",
                table: "accounts_staff",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_staff_merchant_id_email",
                table: "accounts_staff",
                columns: new[] { "merchant_id", "email" });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_staff_reset_letter_id",
                table: "accounts_staff",
                column: "reset_letter_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_accounts_staff_roles_apart",
                table: "accounts_staff_roles",
                column: "staff_id",
                unique: true,
                filter: "role in (11, 15, 16)");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_tries_last_at",
                table: "accounts_tries",
                column: "last_at");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_used_challenges_expires_at",
                table: "accounts_used_challenges",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_categories_shop_id_slug",
                table: "catalog_categories",
                columns: new[] { "shop_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_shop_id_id",
                table: "catalog_products",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_shop_id_slug",
                table: "catalog_products",
                columns: new[] { "shop_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_shops_domain",
                table: "catalog_shops",
                column: "domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_shops_merchant_id",
                table: "catalog_shops",
                column: "merchant_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_shops_slug",
                table: "catalog_shops",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_variants_product_id",
                table: "catalog_variants",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_variants_shop_id_code",
                table: "catalog_variants",
                columns: new[] { "shop_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_coupons_codes_coupon_id_code",
                table: "coupons_codes",
                columns: new[] { "coupon_id", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_coupons_coupons_shop_id_id",
                table: "coupons_coupons",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_coupons_uses_coupon_id_contact_hash",
                table: "coupons_uses",
                columns: new[] { "coupon_id", "contact_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_coupons_uses_coupon_id_order_id",
                table: "coupons_uses",
                columns: new[] { "coupon_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_action_number",
                table: "data_audit",
                columns: new[] { "action", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_actor_name_number",
                table: "data_audit",
                columns: new[] { "actor_name", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_at",
                table: "data_audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_merchant_id_number",
                table: "data_audit",
                columns: new[] { "merchant_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_refused",
                table: "data_audit",
                column: "number",
                filter: "not succeeded");

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_shop_id_number",
                table: "data_audit",
                columns: new[] { "shop_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_subject_id_number",
                table: "data_audit",
                columns: new[] { "subject_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_audit_subject_number",
                table: "data_audit",
                columns: new[] { "subject", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_data_events_xid_id",
                table: "data_events",
                columns: new[] { "xid", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_data_files_expires_at",
                table: "data_files",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_data_work_kind_id",
                table: "data_work",
                columns: new[] { "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_data_work_open",
                table: "data_work",
                column: "id",
                filter: "state <= 1");

            migrationBuilder.CreateIndex(
                name: "ix_data_work_shop_id_id",
                table: "data_work",
                columns: new[] { "shop_id", "id" });

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
                name: "ix_delivery_lookup_turns_ends_at",
                table: "delivery_lookup_turns",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_dead",
                table: "delivery_messages",
                column: "ended_at",
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_subject_id_template_copy",
                table: "delivery_messages",
                columns: new[] { "subject_id", "template", "copy" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_messages_waiting",
                table: "delivery_messages",
                column: "due_at",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_problem_reports_open",
                table: "delivery_problem_reports",
                columns: new[] { "shop_id", "reported_at" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_problem_reports_order_id_key_id",
                table: "delivery_problem_reports",
                columns: new[] { "order_id", "key_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_problem_reports_shop_id_order_id",
                table: "delivery_problem_reports",
                columns: new[] { "shop_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_insights_variant_hours_shop_id_hour",
                table: "insights_variant_hours",
                columns: new[] { "shop_id", "hour" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_destinations_shop_id_id",
                table: "ledger_payout_destinations",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payout_terms_due",
                table: "ledger_payout_terms",
                column: "next_at",
                filter: "next_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payouts_batch",
                table: "ledger_payouts",
                column: "batch_id",
                filter: "batch_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payouts_due",
                table: "ledger_payouts",
                column: "try_at",
                filter: "try_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payouts_open",
                table: "ledger_payouts",
                columns: new[] { "state", "id" },
                filter: "state in (0, 1, 2, 3, 7)");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_payouts_shop_id_id",
                table: "ledger_payouts",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_postings_order",
                table: "ledger_postings",
                column: "order_id",
                filter: "kind <> 0");

            migrationBuilder.CreateIndex(
                name: "ux_ledger_postings_sale",
                table: "ledger_postings",
                column: "order_id",
                unique: true,
                filter: "kind = 0");

            migrationBuilder.CreateIndex(
                name: "ux_ledger_postings_source",
                table: "ledger_postings",
                columns: new[] { "source_id", "kind" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_exceptions_shop_id_status_order_id",
                table: "ordering_exceptions",
                columns: new[] { "shop_id", "status", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_exceptions_status_since",
                table: "ordering_exceptions",
                columns: new[] { "status", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_holds_address_hash",
                table: "ordering_holds",
                column: "address_hash");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_holds_contact_hash",
                table: "ordering_holds",
                column: "contact_hash");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_holds_device_hash",
                table: "ordering_holds",
                column: "device_hash");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_holds_expires_at",
                table: "ordering_holds",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_holds_free",
                table: "ordering_holds",
                column: "order_id",
                filter: "is_free");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_notes_order_id",
                table: "ordering_notes",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_channel_id_id",
                table: "ordering_orders",
                columns: new[] { "channel_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_coupon",
                table: "ordering_orders",
                columns: new[] { "shop_id", "coupon_code", "id" },
                filter: "coupon_code is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_device_hash_created_at",
                table: "ordering_orders",
                columns: new[] { "device_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_order_no",
                table: "ordering_orders",
                column: "order_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_shop_id_contact_hash_created_at",
                table: "ordering_orders",
                columns: new[] { "shop_id", "contact_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_shop_id_id",
                table: "ordering_orders",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ordering_orders_variant_id_id",
                table: "ordering_orders",
                columns: new[] { "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_ordering_orders_idempotency_key",
                table: "ordering_orders",
                columns: new[] { "shop_id", "idempotency_key" },
                unique: true,
                filter: "idempotency_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_attempts_due",
                table: "payments_attempts",
                column: "ask_at",
                filter: "ask_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_bills_shop_id_id",
                table: "payments_bills",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_channels_shop_id",
                table: "payments_channels",
                column: "shop_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_differences_bill_id",
                table: "payments_differences",
                column: "bill_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_differences_open",
                table: "payments_differences",
                columns: new[] { "shop_id", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ux_payments_differences_of",
                table: "payments_differences",
                columns: new[] { "channel_id", "is_refund", "reference", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_disputes_order",
                table: "payments_disputes",
                column: "order_id",
                filter: "order_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_disputes_shop_id_id",
                table: "payments_disputes",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_payments_disputes_provider",
                table: "payments_disputes",
                columns: new[] { "channel_id", "provider_dispute_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_payments_order_id",
                table: "payments_payments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_payments_unmatched",
                table: "payments_payments",
                columns: new[] { "shop_id", "order_no" },
                filter: "order_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_unmatched",
                table: "payments_payments",
                column: "id",
                filter: "outcome = 2");

            migrationBuilder.CreateIndex(
                name: "ix_payments_unmatched_of_shop",
                table: "payments_payments",
                columns: new[] { "shop_id", "id" },
                filter: "outcome = 2");

            migrationBuilder.CreateIndex(
                name: "ux_payments_provider_transaction",
                table: "payments_payments",
                columns: new[] { "channel_id", "provider_transaction_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_refunds_due",
                table: "payments_refunds",
                column: "try_at",
                filter: "try_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_refunds_order",
                table: "payments_refunds",
                column: "order_id",
                filter: "order_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_refunds_payment_id",
                table: "payments_refunds",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_refunds_person",
                table: "payments_refunds",
                column: "id",
                filter: "state = 3");

            migrationBuilder.CreateIndex(
                name: "ix_payments_refunds_shop_id_id",
                table: "payments_refunds",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_payments_refunds_no",
                table: "payments_refunds",
                column: "refund_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vault_batches_shop_id_expires_at_id",
                table: "vault_batches",
                columns: new[] { "shop_id", "expires_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_vault_batches_shop_id_id",
                table: "vault_batches",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_vault_batches_shop_id_variant_id_id",
                table: "vault_batches",
                columns: new[] { "shop_id", "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_vault_keys_bin",
                table: "vault_keys",
                columns: new[] { "variant_id", "recycled_at", "id" },
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_vault_keys_order_id",
                table: "vault_keys",
                column: "order_id",
                filter: "order_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_vault_keys_pool",
                table: "vault_keys",
                columns: new[] { "variant_id", "expires_at", "id" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "ix_vault_replacements_order_id_old_key_id",
                table: "vault_replacements",
                columns: new[] { "order_id", "old_key_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vault_stock_shop_id",
                table: "vault_stock",
                column: "shop_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts_invitations");

            migrationBuilder.DropTable(
                name: "accounts_merchants");

            migrationBuilder.DropTable(
                name: "accounts_notices");

            migrationBuilder.DropTable(
                name: "accounts_old_passwords");

            migrationBuilder.DropTable(
                name: "accounts_passkeys");

            migrationBuilder.DropTable(
                name: "accounts_password_links");

            migrationBuilder.DropTable(
                name: "accounts_recovery_codes");

            migrationBuilder.DropTable(
                name: "accounts_sessions");

            migrationBuilder.DropTable(
                name: "accounts_setup_links");

            migrationBuilder.DropTable(
                name: "accounts_sign_ins");

            migrationBuilder.DropTable(
                name: "accounts_staff");

            migrationBuilder.DropTable(
                name: "accounts_staff_roles");

            migrationBuilder.DropTable(
                name: "accounts_tries");

            migrationBuilder.DropTable(
                name: "accounts_used_challenges");

            migrationBuilder.DropTable(
                name: "catalog_categories");

            migrationBuilder.DropTable(
                name: "catalog_covers");

            migrationBuilder.DropTable(
                name: "catalog_merchant_limits");

            migrationBuilder.DropTable(
                name: "catalog_products");

            migrationBuilder.DropTable(
                name: "catalog_shops");

            migrationBuilder.DropTable(
                name: "catalog_styles");

            migrationBuilder.DropTable(
                name: "catalog_variants");

            migrationBuilder.DropTable(
                name: "coupons_codes");

            migrationBuilder.DropTable(
                name: "coupons_coupons");

            migrationBuilder.DropTable(
                name: "coupons_uses");

            migrationBuilder.DropTable(
                name: "data_audit");

            migrationBuilder.DropTable(
                name: "data_audit_head");

            migrationBuilder.DropTable(
                name: "data_cursors");

            migrationBuilder.DropTable(
                name: "data_events");

            migrationBuilder.DropTable(
                name: "data_file_chunks");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "data_secrets");

            migrationBuilder.DropTable(
                name: "data_settings");

            migrationBuilder.DropTable(
                name: "data_work");

            migrationBuilder.DropTable(
                name: "delivery_lookup_codes");

            migrationBuilder.DropTable(
                name: "delivery_lookup_turns");

            migrationBuilder.DropTable(
                name: "delivery_messages");

            migrationBuilder.DropTable(
                name: "delivery_problem_reports");

            migrationBuilder.DropTable(
                name: "delivery_views");

            migrationBuilder.DropTable(
                name: "insights_buyer_days");

            migrationBuilder.DropTable(
                name: "insights_occasions");

            migrationBuilder.DropTable(
                name: "insights_sales");

            migrationBuilder.DropTable(
                name: "insights_variant_hours");

            migrationBuilder.DropTable(
                name: "insights_variant_labels");

            migrationBuilder.DropTable(
                name: "ledger_balances");

            migrationBuilder.DropTable(
                name: "ledger_deltas");

            migrationBuilder.DropTable(
                name: "ledger_entries");

            migrationBuilder.DropTable(
                name: "ledger_payout_approvals");

            migrationBuilder.DropTable(
                name: "ledger_payout_batches");

            migrationBuilder.DropTable(
                name: "ledger_payout_destinations");

            migrationBuilder.DropTable(
                name: "ledger_payout_terms");

            migrationBuilder.DropTable(
                name: "ledger_payouts");

            migrationBuilder.DropTable(
                name: "ledger_postings");

            migrationBuilder.DropTable(
                name: "ordering_exceptions");

            migrationBuilder.DropTable(
                name: "ordering_holds");

            migrationBuilder.DropTable(
                name: "ordering_notes");

            migrationBuilder.DropTable(
                name: "ordering_orders");

            migrationBuilder.DropTable(
                name: "payments_attempts");

            migrationBuilder.DropTable(
                name: "payments_billed");

            migrationBuilder.DropTable(
                name: "payments_bills");

            migrationBuilder.DropTable(
                name: "payments_channel_pulse");

            migrationBuilder.DropTable(
                name: "payments_channels");

            migrationBuilder.DropTable(
                name: "payments_differences");

            migrationBuilder.DropTable(
                name: "payments_disputes");

            migrationBuilder.DropTable(
                name: "payments_payments");

            migrationBuilder.DropTable(
                name: "payments_refunds");

            migrationBuilder.DropTable(
                name: "payments_routes");

            migrationBuilder.DropTable(
                name: "vault_batches");

            migrationBuilder.DropTable(
                name: "vault_fingerprints");

            migrationBuilder.DropTable(
                name: "vault_imports");

            migrationBuilder.DropTable(
                name: "vault_key_shares");

            migrationBuilder.DropTable(
                name: "vault_key_turns");

            migrationBuilder.DropTable(
                name: "vault_keys");

            migrationBuilder.DropTable(
                name: "vault_replacements");

            migrationBuilder.DropTable(
                name: "vault_returns");

            migrationBuilder.DropTable(
                name: "vault_stock");

            migrationBuilder.DropTable(
                name: "data_files");
        }
    }
}
