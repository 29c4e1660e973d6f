using Cendra.Domain.Conversations;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Outbound;

namespace Cendra.Server.Console.Words;

/// <summary>Who speaks by which way, in a host's words.</summary>
public static class ConversationWords
{
    /// <summary>How a guest without a name stands in lists.</summary>
    public const string Nameless = "Guest without a name";

    private const int TailOfNumber = 3;

    private static readonly Dictionary<string, string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ar"] = "Arabic", ["ca"] = "Catalan", ["cs"] = "Czech", ["da"] = "Danish", ["de"] = "German", ["el"] = "Greek", ["en"] = "English", ["es"] = "Spanish", ["fi"] = "Finnish", ["fr"] = "French",
        ["hu"] = "Hungarian", ["it"] = "Italian", ["ja"] = "Japanese", ["ko"] = "Korean", ["nb"] = "Norwegian", ["nl"] = "Dutch", ["pl"] = "Polish", ["pt"] = "Portuguese",
        ["ro"] = "Romanian", ["ru"] = "Russian", ["sv"] = "Swedish", ["tr"] = "Turkish", ["uk"] = "Ukrainian", ["zh"] = "Chinese",
    };

    /// <summary>The languages that have a name here, by it.</summary>
    public static IReadOnlyList<string> KnownLanguages { get; } = [.. Languages.OrderBy(l => l.Value, StringComparer.Ordinal).Select(l => l.Key)];

    /// <summary>Name of a language; a tag that nobody here knows stays itself, none is empty.</summary>
    public static string Language(string tag) => Languages.GetValueOrDefault(tag.Split('-', '_')[0], tag);

    /// <summary>By what it travels.</summary>
    public static string Channel(ChannelKind channel) => channel switch
    {
        ChannelKind.WhatsApp => "WhatsApp",
        ChannelKind.Sms => "SMS",
        ChannelKind.Email => "Email",
        ChannelKind.PmsThread => "Booking site",
    };

    /// <summary>As much of an address as tells two of them apart: "+34 ···· 907", "l····@guest.example".</summary>
    public static string Masked(string address)
    {
        if (MailAddresses.Is(address))
        {
            return MailAddresses.Masked(address);
        }

        var digits = string.Concat(address.Where(char.IsAsciiDigit));
        return digits.Length > TailOfNumber + 3 ? $"{(address.StartsWith('+') ? $"+{digits[..CountryDigits(digits)]} " : "")}···· {digits[^TailOfNumber..]}" : "····";
    }

    /// <summary>By what it will leave, where there is one way alone that leads to the guest and it is mail; empty = WhatsApp or SMS, which of them shows when it leaves.</summary>
    public static string WillGoBy(GuestAddresses addresses) => addresses is { Phone: null, Mail: not null } ? $"by {MessageWords.Of(ChannelKind.Email)}" : "";

    /// <summary>What came with a mail, by the sender's word of what it is. It is not fetched.</summary>
    public static string MailFile(string kind) => (kind.Split('/')[0], kind) switch
    {
        ("image", _) => "A picture",
        ("audio", _) => "A recording",
        ("video", _) => "A film",
        (_, "application/pdf") => "A PDF file",
        _ => "A file",
    } + " came with it. Open it in the mailbox.";

    /// <summary>Who writes, as far as it is proven.</summary>
    public static string Identity(IdentityLevel level, ChannelKind channel) => level switch
    {
        IdentityLevel.Unknown => "Nobody knows who writes. Cendra confirms nothing, not even that there is a booking.",
        IdentityLevel.Attested when channel == ChannelKind.Email => "Email address matches the booking",
        IdentityLevel.Attested when channel == ChannelKind.PmsThread => "Writes in the thread of the booking",
        IdentityLevel.Attested => $"{Channel(channel)} number matches the booking",
        IdentityLevel.Verified => "Typed the one-time code that went to the address of the booking",
    };

    /// <summary>What kind of text it is, after its author's name.</summary>
    public static string Kind(string kind, MessageAuthor author) => (kind, author) switch
    {
        (MessageKinds.FromButton, _) => "tapped a button",
        (MessageKinds.Reaction, _) => "reacted",
        (MessageKinds.ChoosesStay, _) => "said which stay",
        (MessageKinds.FromPage, _) => "tapped on the guest page",
        (_, MessageAuthor.Guest or MessageAuthor.Host) => "",
        (MessageKinds.PreArrival, _) => "arrival message",
        (MessageKinds.CodeChanged, _) => "message about the changed code",
        (MessageKinds.BookingConfirmed, _) => "confirmation of the booking",
        (MessageKinds.TimeChanged, _) => "message about the changed times",
        (MessageKinds.CheckOutReminder, _) => "check-out reminder",
        (MessageKinds.Thanks, _) => "thanks",
        (MessageKinds.OneTimeCode, _) => "one-time code for another address",
        (MessageKinds.AddressAdded, _) => "word about another address",
        ("safety", _) => "safety reply",
        ("lock-out-help", _) => "lock-out help",
        (_, MessageAuthor.Agent) => "AI reply",
        _ => "prepared reply",
    };

    /// <summary>What to say after a person's act; empty = nothing went wrong.</summary>
    public static string Problem(DeskOutcome outcome) => outcome switch
    {
        DeskOutcome.Done => "",
        DeskOutcome.NotFound => "This conversation is not here any more, or your account may not answer in it. Nothing was sent.",
        DeskOutcome.Empty => "Nothing was written. Write a few words first.",
        DeskOutcome.TooLong => $"This is longer than {ConversationDesk.LongestReply} characters. Nothing was sent. Shorten it or send it in two parts.",
        DeskOutcome.ForeignCode => "This text holds a door code that is not this guest’s, the digits of another way in, or a secret of another property. Nothing was sent and nothing was kept. Use “Add the door code” for this guest’s own.",
        DeskOutcome.CodeMayNotBeTold => "The door code may not be told to this guest now. Nothing was sent. The page of the stay says why; without the code the text can go.",
        DeskOutcome.SecretMayNotBeTold => "This text names a secret of the property that is not set, or may not be told to this guest now. Nothing was sent. The page of the property has its secrets.",
        DeskOutcome.Overtaken => "The guest or somebody else wrote here meanwhile, so nothing was sent. Cendra writes another draft where one is wanted: read the conversation again.",
        DeskOutcome.TimeNotFree => "Another stay leaves no room for the time that this draft promises any more. Nothing was sent and nothing was moved. Change the text, or move the other stay first.",
        DeskOutcome.Contradicts => "This text says what does not hold for the stay. Nothing was sent yet.",
        DeskOutcome.AddressGone => "The address that you answer counts no more: the stay, the guest or the number or mail address of the booking is another, or it was taken back. Nothing was sent. Read the conversation again, then send.",
        DeskOutcome.NoAddress => "There is no number or mail address on file by which this guest can be reached. Nothing was sent. Add one in the booking, or call.",
    };

    /// <summary>Length of the country code at the start of an E.164 number (ITU-T E.164, annex to list of assigned country codes).</summary>
    private static int CountryDigits(string digits) => digits[..2] switch
    {
        ['1' or '7', _] => 1,
        "20" or "27" or "28" or ['3', not '5' and not '7' and not '8'] or ['4', not '2'] => 2,
        ['5', >= '1' and <= '8'] or ['6', <= '6'] or "81" or "82" or "84" or "86" or ['9', not '6' and not '7' and not '9'] => 2,
        _ => 3,
    };
}
