namespace Cendra.Lifecycle.Said;

/// <summary>What a time in a text is said of.</summary>
public enum SaidSubject
{
    /// <summary>When the guest may enter.</summary>
    CheckIn,

    /// <summary>When the guest leaves.</summary>
    CheckOut,

    /// <summary>From when the code opens.</summary>
    CodeFrom,

    /// <summary>Until when the code opens.</summary>
    CodeUntil,
}

/// <summary>A text says this time of this. <paramref name="IsExact"/>: it names the rule ("check-in is at 15:00"); else it only allows ("you can come at 12"), which is wrong only where the door would be shut.</summary>
public sealed record TimeClaim(SaidSubject Subject, SpokenTime Time, bool IsExact);
