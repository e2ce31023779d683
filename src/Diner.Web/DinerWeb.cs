using System.Text.Encodings.Web;
using System.Text.Unicode;
using Diner.Accounts.Permissions;
using Diner.Catalog.Work;
using Diner.Data.Access;
using Diner.Web.Access;
using Diner.Web.Account;
using Diner.Web.Account.Invitations;
using Diner.Web.Account.Passkeys;
using Diner.Web.Account.Passwords;
using Diner.Web.Account.SecondFactor;
using Diner.Web.Account.Activity;
using Diner.Web.Assets;
using Diner.Web.Audit;
using Diner.Web.Buyers;
using Diner.Web.Caching;
using Diner.Web.Domains;
using Diner.Web.Errors;
using Diner.Web.Headers;
using Diner.Web.Kit;
using Diner.Web.Languages;
using Diner.Web.Layout;
using Diner.Web.LongWork;
using Diner.Web.Merchant;
using Diner.Web.Merchant.Books;
using Diner.Web.Merchant.Coupons;
using Diner.Web.Merchant.Goods;
using Diner.Web.Merchant.Insights;
using Diner.Web.Merchant.Orders;
using Diner.Web.Merchant.Keys;
using Diner.Web.Merchant.Settings;
using Diner.Web.Merchant.Tonight;
using Diner.Web.Operator.Books;
using Diner.Web.Operator.Payouts;
using Diner.Web.Merchant.Payouts;
using Diner.Web.Operator;
using Diner.Web.Operator.Exceptions;
using Diner.Web.Merchant.Payments;
using Diner.Web.Operator.Merchants;
using Diner.Web.Operator.Orders;
using Diner.Web.Operator.Users;
using Diner.Web.Operator.Setup;
using Diner.Web.Sandbox;
using Diner.Web.Staff;
using Diner.Web.Storefront;
using Diner.Web.Storefront.Checkout;
using Diner.Web.Storefront.Home;
using Diner.Web.Storefront.Products;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Diner.Web;

/// <summary>The pages of the house. The host calls the three in this order: services, middleware, routes.</summary>
public static class DinerWeb
{
    private const string Robots = "User-agent: *\nDisallow: /o/\nDisallow: /orders\nDisallow: /api/\nDisallow: /pay/\nDisallow: /setup/\nDisallow: /console\nDisallow: /operator\nDisallow: /account\nDisallow: /s/*/checkout\nDisallow: /s/*/find\n";

    /// <summary>Rendering, languages, page cache, and what the pages are made from.</summary>
    public static IServiceCollection AddDinerWeb(this IServiceCollection services)
    {
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese as it stands, not as numbers: a third of the bytes.
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddScoped<CurrentDesk>();
        services.AddSingleton<StepUp>();
        services.AddSingleton<SignInDoor>();
        services.AddSingleton<AccountShelf>();
        services.AddSingleton<StaffShelf>();
        services.AddLocalization();
        services.AddSingleton<ExceptionDesk>();
        services.AddSingleton<WorkDesk>();
        services.AddSingleton<WorkEvents>();
        services.AddOutputCache(options => options.AddPolicy(ShopPagePolicy.Name, new ShopPagePolicy()));
        services.AddHostedService<PageEviction>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<ShelfReader>();
        services.AddSingleton<ProductShelf>();
        services.AddSingleton<CheckoutDesk>();
        services.AddSingleton<CheckoutQuotes>();
        services.AddSingleton<GoodsDesk>();
        services.AddSingleton<IReportWords, GoodsReportWords>();
        services.AddSingleton<CouponDesk>();
        services.AddSingleton<VariantKeeper>();
        services.AddOrdersDesk();
        services.AddSingleton<UnmatchedDesk>();
        services.AddSingleton<StatementDesk>();
        services.AddSingleton<InsightsDesk>();
        services.AddSingleton<TrialBalanceDesk>();
        services.AddSingleton<PayoutsDesk>();
        services.AddSingleton<PayoutQueueDesk>();
        services.AddOrderPages();
        services.AddSingleton<WaitingSources>();
        services.AddSingleton<ReadWaiting>();
        services.AddSingleton<TonightSources>();
        services.AddSingleton<ReadTonight>();
        services.AddSingleton<MailDesk>();
        services.AddSingleton<LimitsDesk>();
        services.AddSingleton<MerchantFiles>();
        services.AddSingleton<DomainDesk>();
        services.AddSingleton<UsersShelf>();
        services.AddSingleton<AcrossSources>();
        services.AddSingleton<OrdersAcross>();
        services.AddSingleton<CloseMerchant>();
        services.AddSingleton<KeysSources>();
        services.AddSingleton<ImportDesk>();
        return services;
    }

    /// <summary>
    /// Error pages, headers, hosts, routing, the page cache, languages. What a cached page skips stands behind the cache; what even an endpoint
    /// that leaves the router at once must say stands before the router.
    /// </summary>
    public static IApplicationBuilder UseDinerWeb(this IApplicationBuilder app)
    {
        ErrorPages.Use(app);
        app.UseMiddleware<SecurityHeadersStep>();
        app.UseMiddleware<ShopHostStep>();
        app.UseRouting();
        app.UseOutputCache();
        app.UseMiddleware<LanguageStep>();
        app.UseMiddleware<SameOriginStep>();
        app.UseMiddleware<AccessStep>();
        return app;
    }

    /// <summary>The routes of every page and asset.</summary>
    public static IEndpointRouteBuilder MapDinerWeb(this IEndpointRouteBuilder routes)
    {
        WebAssets.Map(routes);
        HomeRoutes.Map(routes);
        ProductRoutes.Map(routes);
        CheckoutRoutes.Map(routes);
        routes.MapOrderPages();
        routes.MapSandbox();
        SetupRoutes.Map(routes);
        SignInRoutes.Map(routes);
        AccountRoutes.Map(routes);
        SecondFactorRoutes.Map(routes);
        PasskeyRoutes.Map(routes);
        PasswordRoutes.Map(routes);
        SessionRoutes.Map(routes);
        InvitationRoutes.Map(routes);
        StaffRoutes.Map(routes);
        MerchantRoutes.Map(routes);
        OperatorRoutes.Map(routes);
        WorkRoutes.Map(routes);
        AuditRoutes.Map(routes);
        routes.MapRazorComponents<LiveProviders>().AddInteractiveServerRenderMode().Needs(Permission.OwnAccount);
        routes.MapGet("/robots.txt", () => Results.Text(Robots, "text/plain")).ExcludeFromDescription().OpenTo("crawlers read it");
        return routes;
    }
}
