using System.Text;
using System.Text.Unicode;

namespace Diner.Payments.Notifications;

/// <summary>Fields of a ticket or a notification as text.</summary>
internal static class TextFields
{
    /// <summary>Null when it is no list of fields in UTF-8, each name once.</summary>
    public static Dictionary<string, string>? Read(NotificationRequest request)
    {
        if (!NotificationText.IsForm(request) || NotificationText.BytesMax(request) > NotificationRequest.BodyBytesMax * 4)
            return null;
        var text = new byte[NotificationText.BytesMax(request)];
        if (!NotificationText.TryCopy(request, text, out var length))
            return null;
        var fault = FormFields.TryRead(text.AsSpan(0, length), stackalloc FormField[FormFields.FieldsMax], out var fields);
        return fault == FormFault.None ? ToText(fields) : null;
    }

    private static Dictionary<string, string>? ToText(in FormFields fields)
    {
        var text = new Dictionary<string, string>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            if (!Utf8.IsValid(fields.Name(i)) || !Utf8.IsValid(fields.Value(i)))
                return null;
            text[Encoding.UTF8.GetString(fields.Name(i))] = Encoding.UTF8.GetString(fields.Value(i));
        }

        return text;
    }
}
