using System.Net;

namespace Cendra.Lifecycle.Seam;

/// <summary>What helps after a failed call.</summary>
public enum SeamRetry
{
    /// <summary>Seam or the way to it is not well: the same call may succeed later. Codes on the doors are as they were.</summary>
    Later,

    /// <summary>Seam understood and refused: the same call will be refused again. A host must change something.</summary>
    Never,

    /// <summary>The API key is missing, wrong or withdrawn: nothing works until a host signs in to Seam anew. Codes on the doors stay as they are.</summary>
    AfterSignIn,
}

/// <summary>
/// A call to Seam failed. The message is in our own words with the operation, Seam's error type and the request id, and never holds digits of a code;
/// neither does <see cref="Detail"/>.
/// </summary>
public sealed class SeamException : Exception
{
    internal SeamException(string message, SeamRetry retry, Exception? inner = null)
        : base(message, inner) => Retry = retry;

    /// <summary>What helps.</summary>
    public SeamRetry Retry { get; }

    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Seam's <c>error.type</c>, e.g. <c>duplicate_access_code</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Seam's words with every run of three or more digits removed; for a host's eyes.</summary>
    public string? Detail { get; init; }

    /// <summary>Names the call to Seam's support.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long Seam asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The call was to change something and may have done so: no answer, a 5xx, or an answer that cannot be read. Look before asking again.
    /// Always false for reads and for calls that never left this machine.
    /// </summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>These digits are on this lock already: choose others.</summary>
    public bool IsDuplicateCode => StatusCode == HttpStatusCode.Conflict && Type == "duplicate_access_code";
}
