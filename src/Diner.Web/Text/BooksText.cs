namespace Diner.Web.Text;

/// <summary>Names the texts of the books: accounts, postings, statements. <c>BooksText.resx</c> is Chinese, <c>BooksText.en.resx</c> English.</summary>
public sealed class BooksText;
