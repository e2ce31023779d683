using System.Text.Json;
using System.Text.Json.Serialization;
using Diner.Kernel;

namespace Diner.Simulator.Parameters;

/// <summary>Parameters as JSON, with comments. Every name must be there and none may be unknown: a rate that is misspelt would be a rate that is not used.</summary>
internal static class ParameterFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The file of defaults, with what each parameter means.</summary>
    public static string DefaultText
    {
        get
        {
            using var reader = new StreamReader(typeof(ParameterFile).Assembly.GetManifestResourceStream("parameters.json")!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>The defaults.</summary>
    public static SimParameters Default => Read(DefaultText).Value ?? throw new InvariantException("the simulator's own parameters can be read");

    /// <summary>The parameters, or <see cref="ProblemCode.InvalidRequest"/> with a line for each fault.</summary>
    public static Result<SimParameters> Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<SimParameters>(json, Options);
            if (read is null)
                return Refuse("The file is empty. Start from the defaults: diner simulate --write-parameters FILE.");
            var faults = ParameterFaults.Of(read).ToList();
            return faults.Count == 0 ? read : Refuse(string.Join('\n', faults));
        }
        catch (JsonException unreadable)
        {
            return Refuse($"line {unreadable.LineNumber + 1}, {unreadable.Path}: {unreadable.Message.Split(" Path:")[0]}");
        }
    }

    private static Problem Refuse(string detail) => new(ProblemCode.InvalidRequest, detail, "parameters");
}
