using Microsoft.AspNetCore.Builder;

namespace Diner.Data.Access;

/// <summary>Whoever enters this endpoint must have the permission of that name. Of several the last said counts.</summary>
public sealed record NeedsPermission(string Permission);

/// <summary>Anybody may enter this endpoint; <paramref name="Why"/> says what guards it instead.</summary>
public sealed record OpenDoor(string Why);

/// <summary>Says who may enter an endpoint. One that says nothing is closed to all, and fails a test.</summary>
public static class AccessRules
{
    /// <summary>Only for who has the permission.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsPermission(permission));

    /// <summary>For anybody, and why that is safe.</summary>
    public static TBuilder OpenTo<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenDoor(why));
}
