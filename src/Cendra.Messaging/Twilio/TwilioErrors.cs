namespace Cendra.Messaging.Twilio;

/// <summary>What follows for a message that Twilio did not take or could not deliver.</summary>
public enum TwilioErrorAction
{
    /// <summary>Twilio is busy or not well: the guest gets it a little later on the same channel.</summary>
    RetryLater,

    /// <summary>This channel does not reach the guest: the message goes by the other one.</summary>
    NextChannel,

    /// <summary>More than 24 h since the guest's last message: the same thing goes once as an approved text, else by the other channel.</summary>
    UseTemplate,

    /// <summary>Nobody can be reached this way until a host acts: all messages go by the other channel, a host is told.</summary>
    StopChannel,

    /// <summary>The number on file is no number that can be written to: the other channel, and a host is told to correct it.</summary>
    PhoneUnusable,

    /// <summary>The guest does not want messages here: nothing more goes this way until the guest writes; the other channel is used.</summary>
    Suppress,

    /// <summary>A setting at Twilio or WhatsApp is missing or wrong: the other channel for now, a host is told what to change.</summary>
    ConfigurationAlert,

    /// <summary>Cendra asked for something impossible: the other channel for now, and it is reported as a fault of ours.</summary>
    OurBug,
}

/// <summary>One error of Twilio's.</summary>
/// <param name="Code">Its number; null = none was given.</param>
/// <param name="Meaning">What it means, in a host's words.</param>
/// <param name="Action">What follows.</param>
public sealed record TwilioError(int? Code, string Meaning, TwilioErrorAction Action);

/// <summary>
/// Twilio's error codes as data. Twilio asks not to build on them because their meanings may be refined, so an unknown code is simply a failure of this channel.
/// Source: Twilio's error and warning dictionary, www.twilio.com/docs/api/errors.
/// </summary>
public static class TwilioErrors
{
    private static readonly Dictionary<int, TwilioError> Known = TwilioErrorTable.Rows.ToDictionary(error => error.Code!.Value);

    /// <summary>Every code that is known by name.</summary>
    public static IReadOnlyCollection<TwilioError> All => Known.Values;

    /// <summary>What this code means; for an unknown one or none: failed, the other channel is tried.</summary>
    public static TwilioError Of(int? code) =>
        code is { } number && Known.TryGetValue(number, out var error) ? error : new TwilioError(code, "It failed; the other channel is tried.", TwilioErrorAction.NextChannel);
}
