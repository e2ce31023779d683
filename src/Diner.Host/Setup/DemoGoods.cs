using System.Collections.Immutable;
using Diner.Catalog.Products;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;

namespace Diner.Host.Setup;

/// <summary>A product of the demo shop.</summary>
internal sealed record DemoProduct(string Slug, string Category, string Name, string Summary, ProductTier Tier, ImmutableArray<DemoVariant> Variants)
{
    public string Description { get; init; } = "";

    public string Region { get; init; } = "";

    public string[] Steps { get; init; } = [];

    public string Tutorial { get; init; } = "";

    public int Position { get; init; }

    public ProductDraft ToDraft(ShopId shop, CategoryId category) => new()
    {
        ShopId = shop,
        Slug = Slug,
        Name = Name,
        CategoryId = category,
        Summary = Summary,
        DescriptionMarkdown = Description,
        UsageSteps = Steps,
        TutorialUrl = Tutorial,
        RegionNote = Region,
        Tier = Tier,
        Position = Position,
    };
}

/// <summary>A variant of the demo shop: how many keys it gets, or the one text every buyer reads.</summary>
internal sealed record DemoVariant(string Code, string Name, long PriceMinor, int KeyCount = 0)
{
    public GoodsKind Kind { get; init; }

    public string? Text { get; init; }

    public PriceBreak[] Breaks { get; init; } = [];

    public int QuantityMax { get; init; } = 50;

    public int BuyerLimit { get; init; }

    public VariantDraft ToDraft(ShopId shop, ProductId product, int position) => new()
    {
        ShopId = shop,
        ProductId = product,
        Code = Code,
        Name = Name,
        Kind = Kind,
        PriceMinor = PriceMinor,
        PriceBreaks = Breaks,
        QuantityMax = QuantityMax,
        BuyerLimit = BuyerLimit,
        Position = position,
    };
}

/// <summary>What the demo shop sells. Every name is made up; every key opens nothing.</summary>
internal static class DemoGoods
{
    public const string ShopSlug = "demo";
    public const string ShopName = "深夜卡铺 演示店";

    /// <summary>As whom the audit trail knows what the demo makes.</summary>
    public static readonly Actor Actor = Diner.Data.Audit.Actor.House("demo");

    private const string Tutorial = "https://example.com/diner/tutorial";

    /// <summary>Slug, parent's slug, name, position; parents first.</summary>
    public static readonly IReadOnlyList<(string Slug, string? Parent, string Name, int Position)> Categories =
    [
        ("games", null, "游戏点卡", 0),
        ("games-cn", "games", "国服", 0),
        ("games-tools", "games", "加速与攻略", 1),
        ("video", null, "影音会员", 1),
        ("study", null, "学习", 2),
        ("gifts", null, "礼品与服务", 3),
    ];

    public static readonly IReadOnlyList<DemoProduct> Products =
    [
        new("starsea", "games-cn", "星海争霸点卡", "国服 · 秒到 · 满 10 张更划算", ProductTier.Core,
        [
            new("GAME-100", "100 元点卡", 98_00, 1_000) { Breaks = [new(10, 96_00), new(50, 94_00)], QuantityMax = 200 },
            new("GAME-30", "30 元点卡", 29_50, 200),
            new("GAME-500", "500 元点卡", 488_00),
        ])
        {
            Description = "官方点卡，一卡一密，充值后**立即到账**。\n\n- 充到哪个账号由你决定，不需要告诉我们密码\n- 卡密长期有效，建议收到后尽快充值\n- 每张卡都有独立的交付记录，随时可以找回",
            Region = "仅限国服账号，国际服无法充值。",
            Steps = ["打开游戏内的“充值中心”，选择“点卡充值”。", "粘贴卡密，核对账号后点“确认”。", "看到“充值成功”就好了，点数一分钟内到账。"],
            Tutorial = Tutorial,
        },
        new("nightfilm", "video", "夜影视频会员", "电影、剧集、纪录片，三端通用", ProductTier.Core,
        [
            new("VIDEO-30D", "30 天会员", 19_90, 1_000),
            new("VIDEO-365D", "年度会员", 168_00, 12),
        ])
        {
            Description = "兑换后会员时长自动**叠加**，不影响原有会员。手机、平板、电脑都能看，电视端另需电视会员。",
            Region = "中国大陆地区可用。",
            Steps = ["登录夜影视频，打开“我的 → 兑换中心”。", "输入兑换码，点“立即兑换”。"],
            Tutorial = Tutorial,
            Position = 1,
        },
        new("tinglan", "video", "听澜音乐豪华会员", "无损音质，满 3 张每张 32.40", ProductTier.Core,
        [
            new("MUSIC-30D", "30 天豪华会员", 36_00, 1_000) { Breaks = [new(3, 32_40)] },
        ])
        {
            Description = "无损下载、车机播放、歌词海报。兑换码 12 个月内有效。",
            Steps = ["打开听澜音乐“会员中心”，点右上角“兑换”。", "粘贴兑换码并确认。"],
            Position = 2,
        },
        new("shiguang", "study", "拾光网课月卡", "开学季常断货，早点来", ProductTier.Core,
        [
            new("STUDY-30D", "全科月卡", 25_00),
        ])
        {
            Description = "小学到高中全科同步课，支持回放。",
            Region = "每个学员账号每月限用一张。",
            Position = 3,
        },
        new("feiyu", "games-tools", "飞鱼加速器", "七天通用码，人人同一个，不会售罄", ProductTier.Extension,
        [
            new("SPEED-7D", "7 天通用码", 9_90) { Kind = GoodsKind.Loop, Text = "FEIYU-7DAY-DINER-2026\n", QuantityMax = 1 },
        ])
        {
            Description = "电脑和手机都能用，连上就降延迟。通用码每个账号可用一次。",
            Steps = ["安装飞鱼加速器并注册。", "在“兑换码”里输入通用码。"],
            Position = 4,
        },
        new("starsea-guide", "games-tools", "星海争霸开荒攻略", "图文攻略，付款即看", ProductTier.Extension,
        [
            new("GUIDE-STAR", "电子攻略", 6_60)
            {
                Kind = GoodsKind.Article,
                Text = "星海争霸开荒攻略（演示）\n\n一、前三天只做主线，不要急着抽卡。\n二、体力留给材料副本，周末再清活动。\n三、点卡先买月卡，再看活动礼包。\n",
                QuantityMax = 1,
            },
        ])
        {
            Description = "老玩家整理的前三十天路线，少走弯路。付款后在订单页直接阅读。",
            Position = 5,
        },
        new("gift-card", "gifts", "深夜贺卡", "送朋友的一句话，免费领", ProductTier.Extension,
        [
            new("GIFT-FREE", "电子贺卡", 0) { Kind = GoodsKind.Article, Text = "夜深了，灯还亮着。\n祝你今晚好梦，明天好运。\n—— 深夜卡铺\n", QuantityMax = 1, BuyerLimit = 3 },
        ])
        {
            Description = "一张可以转发的电子贺卡。免费，不需要支付。",
            Position = 6,
        },
        new("top-up", "gifts", "会员代充（人工）", "营业时间内 30 分钟处理", ProductTier.ValueAdded,
        [
            new("TOPUP-VIP", "季度会员代充", 58_00) { Kind = GoodsKind.Manual, QuantityMax = 1 },
        ])
        {
            Description = "有些会员没有卡密，只能由店员代充。下单后店员会联系你，**不会索要密码**。",
            Steps = ["下单时填好邮箱和手机号。", "店员处理完会在订单页写明结果，并发邮件给你。"],
            Position = 7,
        },
    ];

    public static readonly ShopTermsEdit Terms = new(FeeBasisPoints: 200, OrderMaxMinor: null);

    public static ShopEdit Edit(ShopView shop) => ShopEdit.From(shop) with
    {
        Tagline = "付款后几秒到手，每张卡都能找回。",
        Notice = "这是演示店：卡密都是生成的，支付走沙盒，不会收钱。",
        Contact = "在订单页点“这张卡密不能用”，或写信到 help@example.com。",
    };
}
