using Diner.Accounts.Permissions;
using Diner.Accounts.Users;
using Diner.Kernel;
using Microsoft.AspNetCore.Http;

namespace Diner.Web.Operator.Users;

/// <summary>Which people, as it stands in the address.</summary>
public sealed record UsersQuery
{
    /// <summary>The value of <see cref="Merchant"/> for the operator's own staff.</summary>
    public const string House = "operator";

    /// <summary>The value of <see cref="State"/> for those who have not come yet.</summary>
    public const string InvitedState = "invited";

    /// <summary>The value of <see cref="State"/> for locked accounts.</summary>
    public const string LockedState = "locked";

    private const int TextCharsMax = 100;

    /// <summary>A part of the address or name.</summary>
    public string Text { get; init; } = "";

    /// <summary>A merchant's id, <see cref="House"/>, or empty.</summary>
    public string Merchant { get; init; } = "";

    /// <summary>A role's name, or empty.</summary>
    public string Role { get; init; } = "";

    /// <summary><see cref="InvitedState"/>, <see cref="LockedState"/>, or empty.</summary>
    public string State { get; init; } = "";

    /// <summary>The last address of the page before, or empty.</summary>
    public string After { get; init; } = "";

    /// <summary>The last invitation of the page before.</summary>
    public Guid AfterId { get; init; }

    /// <summary>True when those are asked for who have not come yet.</summary>
    public bool IsInvited => State == InvitedState;

    /// <summary>True when something narrows the list.</summary>
    public bool IsNarrow => $"{Text}{Merchant}{Role}{State}".Length > 0;

    internal static UsersQuery Read(IQueryCollection query) => new()
    {
        Text = Field(query, "q"),
        Merchant = Field(query, "merchant"),
        Role = Enum.TryParse<Role>(query["role"], out var role) && Enum.IsDefined(role) ? role.ToString() : "",
        State = query["state"].ToString() is InvitedState or LockedState ? query["state"].ToString() : "",
        After = Field(query, "after"),
        AfterId = Guid.TryParse(query["id"], out var id) ? id : default,
    };

    /// <summary>The filter.</summary>
    public UserFilter ToFilter() => new()
    {
        Text = Text,
        Merchant = Guid.TryParse(Merchant, out var id) ? new MerchantId(id) : null,
        IsOperators = Merchant == House,
        Role = Enum.TryParse<Role>(Role, out var role) ? role : null,
        IsLocked = State == LockedState,
    };

    /// <summary>The address of another page of the same list.</summary>
    public string ToAddress(string after, Guid id) => $"/operator/users?{ToQueryString(after, id)}";

    /// <summary>What stands behind the question mark.</summary>
    public string ToQueryString(string after, Guid id)
    {
        (string Name, string Value)[] fields = [("q", Text), ("merchant", Merchant), ("role", Role), ("state", State), ("after", after), ("id", id == default ? "" : id.ToString("D"))];
        return string.Join('&', fields.Where(field => field.Value.Length > 0).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
    }

    private static string Field(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length <= TextCharsMax ? text : text[..TextCharsMax];
    }
}
