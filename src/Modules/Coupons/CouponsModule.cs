using Diner.Coupons.Codes;
using Diner.Coupons.Rules;
using Diner.Coupons.Uses;
using Diner.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Diner.Coupons;

/// <summary>Coupons: who pays less for what, and how often.</summary>
public sealed class CouponsModule : IModule
{
    /// <inheritdoc/>
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SaveCoupon>();
        services.AddSingleton<StopCoupon>();
        services.AddSingleton<MakeCodes>();
        services.AddSingleton<CouponQueries>();
        services.AddSingleton<CodeQueries>();
        services.AddSingleton<QuoteCoupon>();
    }

    /// <inheritdoc/>
    public void AddModel(ModelBuilder model)
    {
        model.Entity<Coupon>(coupon =>
        {
            coupon.ToTable("coupons_coupons");
            coupon.HasIndex(c => new { c.ShopId, c.Id });
        });
        model.Entity<CouponCode>(code =>
        {
            code.ToTable("coupons_codes", table => table.HasCheckConstraint("ck_coupons_codes_used", "used >= 0"));
            code.HasKey(c => new { c.ShopId, c.Code });
            code.HasIndex(c => new { c.CouponId, c.Code });
        });
        model.Entity<CouponUse>(use =>
        {
            use.ToTable("coupons_uses");
            use.HasKey(u => u.OrderId);
            use.HasIndex(u => new { u.CouponId, u.ContactHash });
            use.HasIndex(u => new { u.CouponId, u.OrderId });
        });
    }
}
