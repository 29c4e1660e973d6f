using Cendra.Simulator.Phones;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>A message that Twilio takes on. Not a record: its text must not print the body.</summary>
internal sealed class MessageRequest
{
    private const int MaxBody = 1600;

    public required string To { get; init; }

    public required string From { get; init; }

    /// <summary>With a template's variables filled in.</summary>
    public required string Body { get; init; }

    public required bool IsTemplate { get; init; }

    /// <summary>The buttons of a template.</summary>
    public required List<ButtonState> Buttons { get; init; }

    public string? StatusCallback { get; init; }

    /// <summary>The request, or the refusal that Twilio answers at once; exactly one of the two is null.</summary>
    public static (MessageRequest? Request, SimResponse? Refusal) Read(TwilioForm form, TwilioAccount account, IReadOnlyList<ContentState> contents)
    {
        var to = form.Text("To");
        var channel = PhoneAddress.ChannelOf(to);
        var from = form.Has("From") || !form.Has("MessagingServiceSid") ? form.Text("From") : account.Sender(channel);
        if ((RefusedTo(to) ?? RefusedFrom(from, channel, account) ?? RefusedCallback(form)) is { } refusal)
        {
            return (null, refusal);
        }

        var (body, buttons, refusedBody) = form.Has("ContentSid") || form.Has("ContentVariables") ? Template(form, contents) : (form.Text("Body"), [], null);
        refusedBody ??= RefusedBody(body);
        return refusedBody is not null ? (null, refusedBody) : (new MessageRequest
        {
            To = to,
            From = from,
            Body = body,
            Buttons = buttons,
            IsTemplate = form.Has("ContentSid"),
            StatusCallback = form.Has("StatusCallback") ? form.Text("StatusCallback") : null,
        }, null);
    }

    private static SimResponse? RefusedTo(string to)
    {
        if (to.Length == 0)
        {
            return TwilioErrors.Refused(21604, "A 'To' phone number is required.");
        }

        return PhoneAddress.IsValid(to) ? null : TwilioErrors.Refused(21211, $"The 'To' number {to} is not a valid phone number.");
    }

    private static SimResponse? RefusedFrom(string from, string channel, TwilioAccount account)
    {
        if (from.Length == 0)
        {
            return TwilioErrors.Refused(21603, "A 'From' phone number is required.");
        }

        if (from == account.Sender(channel))
        {
            return null;
        }

        return channel == PhoneChannels.WhatsApp
            ? TwilioErrors.Refused(63007, "Twilio could not find a Channel with the specified From address")
            : TwilioErrors.Refused(21606, $"The 'From' phone number provided ({from}) is not a valid message-capable Twilio phone number for this destination.");
    }

    private static SimResponse? RefusedCallback(TwilioForm form) =>
        !form.Has("StatusCallback") || (Uri.TryCreate(form.Text("StatusCallback"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? null
            : TwilioErrors.Refused(21609, "The StatusCallback URL is not a valid URL.");

    private static SimResponse? RefusedBody(string body)
    {
        if (body.Length == 0)
        {
            return TwilioErrors.Refused(21619, "A text message body or media urls must be specified.");
        }

        return body.Length > MaxBody ? TwilioErrors.Refused(21617, "The concatenated message body exceeds the 1600 character limit.") : null;
    }

    private static (string Body, List<ButtonState> Buttons, SimResponse? Refusal) Template(TwilioForm form, IReadOnlyList<ContentState> contents)
    {
        if (!form.Has("ContentSid"))
        {
            return ("", [], TwilioErrors.Refused(21654, "ContentSid Required"));
        }

        var sid = form.Text("ContentSid");
        if (contents.FirstOrDefault(one => one.Sid == sid) is not { } content)
        {
            return ("", [], TwilioErrors.Refused(21655, "The ContentSid Parameter is Invalid"));
        }

        return TemplateText.Fill(content, form.Text("ContentVariables")) is { } body
            ? (body, TemplateText.ButtonsOf(content), null)
            : ("", [], TwilioErrors.Refused(21656, "The Content Variables Parameter is Invalid"));
    }
}
