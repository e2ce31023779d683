using Microsoft.EntityFrameworkCore;

namespace Diner.Delivery.Pages;

internal static class PageViewModel
{
    public static void AddTo(ModelBuilder model) => model.Entity<PageView>(view =>
    {
        view.ToTable("delivery_views");
        view.HasKey(v => new { v.OrderId, v.Hour, v.ShowedKeys });
    });
}
