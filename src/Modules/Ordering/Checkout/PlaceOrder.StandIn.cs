using Diner.Kernel;
using Diner.Ordering.Orders;

namespace Diner.Ordering.Checkout;

/// <summary>Stands in until checkout is merged, and says that it is not there; delete this file then.</summary>
public sealed class PlaceOrder
{
    /// <summary>Always <see cref="ProblemCode.Busy"/>.</summary>
    public Task<Result<OrderView>> RunAsync(CheckoutRequest request, CancellationToken ct) =>
        Task.FromResult<Result<OrderView>>(new Problem(ProblemCode.Busy, $"Orders of {request.VariantCode} cannot be placed yet: checkout is not merged."));
}
