namespace Cendra.Domain.Portfolio;

/// <summary>A lock refused what somebody typed, and told so. Unique by lock and moment; kept as long as readings are. Whose digits they were nobody knows.</summary>
public sealed class LockDenial
{
    /// <summary>The vendor's word for a keypad that rests after too many tries.</summary>
    public const string TooManyTries = "too_many_attempts";

    public Guid Id { get; init; }
    public Guid LockId { get; set; }
    public DateTimeOffset AtUtc { get; init; }

    /// <summary>Why, in the vendor's word (<c>unknown_code</c>, <c>expired_code</c>, <c>too_many_attempts</c> …; an open set); empty = it did not say.</summary>
    public string Why { get; init; } = "";
}
