using Diner.Accounts.Seats;
using Diner.Catalog.Shops;
using Diner.Data.Audit;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Access;

/// <summary>Who works at which shop, in this request or circuit. A handler behind a permission takes one as a parameter.</summary>
/// <param name="Seat">Who.</param>
/// <param name="Address">From where.</param>
public sealed record Desk(Seat Seat, string Address)
{
    private readonly ShopView? _shop;

    /// <summary>The shop of the address, which belongs to the person's merchant.</summary>
    /// <exception cref="InvariantException">The page is not about one shop.</exception>
    public ShopView Shop
    {
        get => _shop ?? throw new InvariantException("only a page under /console/{shop} is about a shop");
        init => _shop = value;
    }

    /// <summary>True on a page about one shop.</summary>
    public bool HasShop => _shop is not null;

    /// <summary>How the audit trail names the person.</summary>
    public Actor Actor => Seat.ToActor(Address);

    /// <summary>True when the person may do that.</summary>
    public bool May(string permission) => Seat.May(permission);

    /// <summary>The desk of a request that was let in.</summary>
    public static ValueTask<Desk?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Desk>());
}
