using Diner.Kernel;
using Diner.Web.Errors;

namespace Diner.Host.Api;

/// <summary>Refusals on the wire: RFC 9457 with our stable <c>code</c>, and <c>field</c> where one field is at fault.</summary>
internal static class ApiProblem
{
    public static IResult Of(Problem problem)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = problem.Code.ToWire() };
        if (problem.Field is { } field)
            extensions["field"] = field;
        return Results.Problem(
            detail: problem.Detail,
            statusCode: problem.Code.ToStatus(),
            title: problem.Code.ToString(),
            type: $"urn:diner:problem:{problem.Code.ToWire()}",
            extensions: extensions);
    }
}
