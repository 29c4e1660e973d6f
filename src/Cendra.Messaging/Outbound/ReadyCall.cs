using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Outbound;

/// <summary>A call with its digits in place. It lives for moments and never prints itself.</summary>
public sealed class ReadyCall
{
    /// <summary>Calls. The news, or null when the provider took nothing or nobody knows: what is set below says which.</summary>
    public required Func<ReadyCall, Delivery, CancellationToken, Task<News?>> Send { get; init; }

    /// <summary>Keyed hash of the text as the guest will read it.</summary>
    public required string TextHash { get; init; }

    /// <summary>The provider's id where it is ours to give, so that it is kept before the call; null = the provider gives it.</summary>
    public Func<Delivery, string>? GiveId { get; init; }

    /// <summary>The call was cut off: the provider may have taken it.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>The account is refused until a host mends it: no fault of this message, which waits as long as it takes.</summary>
    public bool AwaitsHost { get; set; }

    /// <summary>When the provider wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; set; }
}

/// <summary>What a provider says of a call that was cut off.</summary>
/// <param name="WasAsked">It could be asked; false = nothing is known, and nothing may be sent again on a guess.</param>
/// <param name="News">What became of it; null = it knows nothing of it.</param>
public sealed record Finding(bool WasAsked, News? News);
