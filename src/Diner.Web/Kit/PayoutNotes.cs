using Diner.Kernel;
using Diner.Ledger.Payouts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Diner.Web.Kit;

/// <summary>How pages about pay-outs say what was done, and why not.</summary>
internal static class PayoutNotes
{
    /// <summary>The note an address asks for: a key of PayoutsText, or empty; and whether it is a refusal.</summary>
    public static (string Note, bool IsRefusal) Of(IQueryCollection query, string[] known)
    {
        if (query["done"].ToString() is var done && known.Contains(done))
            return ($"Done_{done}", false);
        return Enum.TryParse<ProblemCode>(query["failed"], out var code) && Enum.IsDefined(code) ? ($"Failed_{code}", true) : ("", false);
    }

    /// <summary>A refusal in the reader's language; its own sentence where there is none.</summary>
    public static string Say(IStringLocalizer text, Problem problem)
    {
        object[] values = [.. problem.Values];
        foreach (var name in (string[])[$"Refused_{problem.Reason}", $"Refused_{problem.Field}", $"Failed_{problem.Code}"])
        {
            if (text[name, values] is { ResourceNotFound: false } said)
                return said.Value;
        }

        return problem.Detail;
    }

    /// <summary>The colour of a state.</summary>
    public static string Tone(PayoutState state) => state switch
    {
        PayoutState.Sent => "ok",
        PayoutState.Returned or PayoutState.NeedsPerson => "bad",
        _ => "",
    };
}
