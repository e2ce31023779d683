namespace Diner.Delivery.Mail;

/// <summary>What a mail says, before it is text or HTML. All of it is plain text; the layouts escape.</summary>
/// <param name="To">The buyer's address.</param>
/// <param name="Locale">zh-CN or en.</param>
/// <param name="ShopName">Who writes.</param>
/// <param name="Words">Subject, heading, sentences.</param>
internal sealed record Letter(string To, string Locale, string ShopName, LetterWords Words)
{
    /// <summary>Label and value, one a line.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>Keys in the open, only when the shop wants them in mails.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>A code to be typed in, or empty.</summary>
    public string Code { get; init; } = "";

    /// <summary>The line under the letter, or empty for the one to buyers.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Where the button leads.</summary>
    public required Uri Link { get; init; }
}

/// <summary>The words of one template in one language.</summary>
/// <param name="Subject">Of the mail; the order number is appended.</param>
/// <param name="Heading">The one thing the buyer should know.</param>
/// <param name="Body">What it means and what to do.</param>
/// <param name="Button">What the link is called.</param>
internal sealed record LetterWords(string Subject, string Heading, string Body, string Button);
