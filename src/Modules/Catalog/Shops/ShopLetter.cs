namespace Diner.Catalog.Shops;

/// <summary>
/// A shop's own words for one of its mails, in the Liquid language; who sends mails knows which values may stand in them.
/// </summary>
/// <param name="Template">Which mail: <c>delivered</c>, <c>awaiting_stock</c>, <c>amount_mismatch</c>, <c>manual</c>.</param>
/// <param name="Locale">zh-CN or en.</param>
/// <param name="Subject">At most 120 characters.</param>
/// <param name="Heading">At most 120 characters.</param>
/// <param name="Body">At most 2,000 characters.</param>
public sealed record ShopLetter(string Template, string Locale, string Subject, string Heading, string Body);
