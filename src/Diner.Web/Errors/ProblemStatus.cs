using Diner.Kernel;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Errors;

/// <summary>The one place that gives problem codes an HTTP status, for pages and API alike.</summary>
public static class ProblemStatus
{
    /// <summary>The status of a code.</summary>
    public static int ToStatus(this ProblemCode code) => code switch
    {
        ProblemCode.InvalidRequest => StatusCodes.Status400BadRequest,
        ProblemCode.UnknownShop or ProblemCode.UnknownVariant or ProblemCode.UnknownOrder or ProblemCode.NotFound => StatusCodes.Status404NotFound,
        ProblemCode.OutOfStock or ProblemCode.LimitReached or ProblemCode.ChannelUnavailable => StatusCodes.Status409Conflict,
        ProblemCode.IdempotencyConflict or ProblemCode.WrongState or ProblemCode.OwnAccount or ProblemCode.AccountLocked or ProblemCode.LastOwner => StatusCodes.Status409Conflict,
        ProblemCode.CouponNotValidNow or ProblemCode.CouponUsedUp or ProblemCode.CouponLimitReached => StatusCodes.Status409Conflict,
        ProblemCode.UnknownCoupon or ProblemCode.CouponNotApplicable => StatusCodes.Status422UnprocessableEntity,
        ProblemCode.QuantityOutOfRange or ProblemCode.InvalidContact or ProblemCode.InvalidPassword or ProblemCode.InvalidCode => StatusCodes.Status422UnprocessableEntity,
        ProblemCode.BreachedPassword or ProblemCode.ReusedPassword or ProblemCode.RolesRefused => StatusCodes.Status422UnprocessableEntity,
        ProblemCode.TooManyRequests => StatusCodes.Status429TooManyRequests,
        ProblemCode.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvariantException($"the problem code {code} has no HTTP status"),
    };
}
