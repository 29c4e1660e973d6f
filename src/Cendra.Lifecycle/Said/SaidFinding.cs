namespace Cendra.Lifecycle.Said;

/// <summary>What a contradiction is about.</summary>
public enum SaidKind
{
    /// <summary>A time that is not the stay's.</summary>
    Time,

    /// <summary>Digits that are no code of this stay.</summary>
    Code,

    /// <summary>A door that is not of this stay.</summary>
    Door,

    /// <summary>Another property.</summary>
    Place,
}

/// <summary>A text says something that does not hold. <paramref name="Words"/> are a host's: one sentence, never with digits of a code.</summary>
public sealed record SaidFinding(SaidKind Kind, string Words);
