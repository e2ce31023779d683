using Diner.Kernel;

namespace Diner.Ledger.PayoutBatches;

/// <summary>What may stand in a column of a bank's file.</summary>
internal enum FileField
{
    /// <summary>1, 2, 3….</summary>
    Line,

    /// <summary>The account's number.</summary>
    Account,

    /// <summary>Its holder.</summary>
    Holder,

    /// <summary>Bank and branch.</summary>
    Bank,

    /// <summary>How much, in major units.</summary>
    Amount,

    /// <summary>The currency's code.</summary>
    Currency,

    /// <summary>A line for the receiver, with our number of the pay-out.</summary>
    Memo,

    /// <summary>Our number of the pay-out.</summary>
    Number,
}

/// <summary>The columns of a bank's file, as a person writes them: <c>heading=field</c>, with commas between.</summary>
internal static class FileColumns
{
    public const string Default = "序号=line,收款账号=account,户名=holder,开户行=bank,金额=amount,附言=memo";

    public const int CharsMax = 500;

    /// <summary>The columns in order; <see cref="ProblemCode.InvalidRequest"/> names the part that cannot be read.</summary>
    public static Result<IReadOnlyList<(string Heading, FileField Field)>> Read(string text)
    {
        if (text.Length > CharsMax)
            return Wrong($"The columns have at most {CharsMax} characters.");
        var columns = new List<(string, FileField)>();
        foreach (var part in text.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } heading, var name] || !IsPlain(heading) || !TryRead(name, out var field))
                return Wrong($"'{part}' is no column. Write heading=field; fields are {string.Join(", ", Enum.GetNames<FileField>().Select(known => known.ToLowerInvariant()))}.");
            columns.Add((heading, field));
        }

        // A file that names no account or no amount pays nobody.
        return columns.Exists(c => c.Item2 == FileField.Account) && columns.Exists(c => c.Item2 == FileField.Amount) ? columns : Wrong("The columns account and amount must be among them.");
    }

    private static bool TryRead(string name, out FileField field) => Enum.TryParse(name, ignoreCase: true, out field) && Enum.IsDefined(field) && !char.IsAsciiDigit(name[0]);

    private static bool IsPlain(string heading) => !heading.Any(letter => char.IsControl(letter) || letter == '"') && heading[0] is not ('=' or '+' or '-' or '@');

    private static Problem Wrong(string detail) => new(ProblemCode.InvalidRequest, detail, "columns");
}
