using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Diner.Payments.Notifications;

/// <summary>The fields of a notification in bytes of its own, to be decoded in place, and as the text that is kept for the record.</summary>
internal static class NotificationText
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>True when the fields are in the body: a POST that has one. Its query is then not looked at.</summary>
    public static bool IsInBody(NotificationRequest request) => request.Method == "POST" && request.Body.Length > 0;

    /// <summary>False when the body is of another content type than a form.</summary>
    public static bool IsForm(NotificationRequest request) =>
        !IsInBody(request) || request.ContentType.Length == 0 || request.ContentType.StartsWith(Form, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many bytes <see cref="TryCopy"/> writes at most.</summary>
    public static int BytesMax(NotificationRequest request) => IsInBody(request) ? request.Body.Length : Encoding.UTF8.GetMaxByteCount(request.Query.Length);

    /// <summary>False when the query is no Unicode text.</summary>
    public static bool TryCopy(NotificationRequest request, Span<byte> into, out int written)
    {
        if (!IsInBody(request))
            return Utf8.FromUtf16(request.Query, into, out _, out written, replaceInvalidSequences: false) == OperationStatus.Done;
        request.Body.Span.CopyTo(into);
        written = request.Body.Length;
        return true;
    }

    /// <summary>As received. Control characters were refused before, so both databases can keep it.</summary>
    public static string Raw(NotificationRequest request) => IsInBody(request) ? Encoding.UTF8.GetString(request.Body.Span) : request.Query;
}
