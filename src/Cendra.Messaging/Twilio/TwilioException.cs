using System.Net;

namespace Cendra.Messaging.Twilio;

/// <summary>What helps after a failed call.</summary>
public enum TwilioRetry
{
    /// <summary>Twilio or the way to it is not well: the same call may succeed later. See <see cref="TwilioException.OutcomeUnknown"/> before sending again.</summary>
    Later,

    /// <summary>Twilio understood and refused: the guest did not get the message and the same call will be refused again.</summary>
    Never,

    /// <summary>The credentials are missing, wrong or withdrawn: nobody gets a message this way until a host mends them.</summary>
    AfterSignIn,
}

/// <summary>
/// A call to Twilio failed. The message is in our own words with the operation, the status and Twilio's error code; it never holds an address, a text or a
/// variable. Twilio's own words are dropped: they quote the address.
/// </summary>
public sealed class TwilioException : Exception
{
    internal TwilioException(string message, TwilioRetry retry, Exception? inner = null)
        : base(message, inner) => Retry = retry;

    /// <summary>What helps.</summary>
    public TwilioRetry Retry { get; }

    /// <summary>Twilio's error code; its meaning and what to do stand in <see cref="TwilioErrors"/>.</summary>
    public int? Code { get; init; }

    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>How long Twilio asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The call was to change something and may have done so: no answer, a 5xx, or an answer that cannot be read. There is no idempotency key, so look before
    /// sending again. Always false for reads, for calls that never left this machine, and for "too many requests", which Twilio never processes.
    /// </summary>
    public bool OutcomeUnknown { get; init; }
}
