using System.Text;
using System.Text.RegularExpressions;
using Diner.Kernel;

namespace Diner.Ledger.Destinations;

/// <summary>Which kind of account money goes to. The numbers are stored.</summary>
public enum DestinationKind : short
{
    /// <summary>An account at a bank.</summary>
    Bank = 0,

    /// <summary>An account at Alipay.</summary>
    Alipay = 1,
}

/// <summary>Where a merchant's money goes. Sealed at rest, never logged; people see it masked.</summary>
/// <param name="Kind">Which kind of account.</param>
/// <param name="AccountNo">The bank account's number, without blanks; or what one signs in to Alipay with, or 2088….</param>
/// <param name="Holder">Whose it is, as the bank or Alipay knows them.</param>
/// <param name="Bank">Which bank and branch; empty for Alipay.</param>
public sealed partial record PayoutDestination(DestinationKind Kind, string AccountNo, string Holder, string Bank)
{
    private const int ShownFirst = 3;
    private const int ShownLast = 4;
    private const string Dots = "••••";

    /// <summary>Characters of the longest name of a holder.</summary>
    public const int HolderCharsMax = 60;

    /// <summary>Characters of the longest name of a bank.</summary>
    public const int BankCharsMax = 100;

    /// <summary>Characters of the longest account number.</summary>
    public const int AccountCharsMax = 100;

    /// <summary>As people typed it, without what is no part of it.</summary>
    public PayoutDestination Tidy() => this with
    {
        AccountNo = Kind == DestinationKind.Bank ? string.Concat(AccountNo.Where(letter => letter is not (' ' or '-'))).ToUpperInvariant() : AccountNo.Trim(),
        Holder = Holder.Trim(),
        Bank = Kind == DestinationKind.Bank ? Bank.Trim() : "",
    };

    /// <summary>What is wrong, by field; null when all is well. No text begins with what a spreadsheet would run, or breaks a line of the bank's file.</summary>
    public Problem? Check() => Kind switch
    {
        DestinationKind.Bank when !BankPattern().IsMatch(AccountNo) => Wrong("account", "A bank account has 6 to 34 digits or letters."),
        DestinationKind.Alipay when !AlipayPattern().IsMatch(AccountNo) => Wrong("account", "Give the e-mail address or phone number one signs in to Alipay with, or the account's number, 2088…."),
        not (DestinationKind.Bank or DestinationKind.Alipay) => Wrong("kind", "Choose a bank account or Alipay."),
        _ when !NamePattern().IsMatch(Holder) || Holder.Length > HolderCharsMax => Wrong("holder", $"Give the holder's full name as the bank knows it: at most {HolderCharsMax} letters, without special characters."),
        DestinationKind.Bank when !NamePattern().IsMatch(Bank) || Bank.Length > BankCharsMax => Wrong("bank", $"Give bank and branch: at most {BankCharsMax} letters, without special characters."),
        _ => null,
    };

    /// <summary>What people are shown: enough to know it by, too little to use it.</summary>
    public string Masked()
    {
        var account = AccountNo.Length <= ShownFirst + ShownLast ? Dots + AccountNo[^2..] : AccountNo[..ShownFirst] + Dots + AccountNo[^ShownLast..];
        var holder = new StringBuilder().Append(Holder.EnumerateRunes().First().ToString()).Append("**");
        return Bank.Length > 0 ? $"{Bank} {account} {holder}" : $"{account} {holder}";
    }

    private static Problem Wrong(string field, string detail) => new(ProblemCode.InvalidRequest, detail, field);

    // A record would print the account.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Kind = ").Append(Kind);
        return true;
    }

    [GeneratedRegex(@"^[0-9A-Z]{6,34}\z")]
    private static partial Regex BankPattern();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z._%+@-]{4,98}[0-9A-Za-z]\z")]
    private static partial Regex AlipayPattern();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{M}\p{N} ·.()（）&'-]+\z")]
    private static partial Regex NamePattern();
}
