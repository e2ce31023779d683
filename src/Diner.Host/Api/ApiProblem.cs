using Diner.Kernel;
using Diner.Web.Errors;

namespace Diner.Host.Api;

/// <summary>Refusals on the wire: RFC 9457 with our stable <c>code</c>, and <c>field</c> where one field is at fault.</summary>
internal static class ApiProblem
{
    public static IResult Of(Problem problem) => Of(problem, problem.Code.ToStatus());

    /// <summary>What the server itself refused before any of our code: an unknown address, another method, another content type.</summary>
    public static IResult OfStatus(int status) => Of(
        status switch
        {
            StatusCodes.Status404NotFound => new Problem(ProblemCode.NotFound, "There is no such address. They are listed in /openapi/v1.json."),
            StatusCodes.Status405MethodNotAllowed => new Problem(ProblemCode.InvalidRequest, "This address does not take that method."),
            StatusCodes.Status415UnsupportedMediaType => new Problem(ProblemCode.InvalidRequest, "Send the request as application/json."),
            _ => new Problem(ProblemCode.InvalidRequest, "The request could not be read."),
        },
        status);

    private static IResult Of(Problem problem, int status)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = problem.Code.ToWire() };
        if (problem.Field is { } field)
            extensions["field"] = field;
        return Results.Problem(
            detail: problem.Detail,
            statusCode: status,
            title: problem.Code.ToString(),
            type: $"urn:diner:problem:{problem.Code.ToWire()}",
            extensions: extensions);
    }
}
