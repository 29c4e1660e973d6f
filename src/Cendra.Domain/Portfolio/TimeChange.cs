namespace Cendra.Domain.Portfolio;

/// <summary>Another time than the property's that a guest may ask for.</summary>
public enum TimeChangeKind
{
    /// <summary>To come earlier than check-in.</summary>
    EarlyCheckIn = 0,

    /// <summary>To leave later than check-out.</summary>
    LateCheckOut = 1,
}

/// <summary>What a host lets Cendra say to it.</summary>
public enum TimeChangePermission
{
    /// <summary>The host is asked each time.</summary>
    AskMe = 0,

    /// <summary>Free up to the property's limit, where the stays before and after leave room.</summary>
    Free = 1,

    /// <summary>Never.</summary>
    No = 2,
}
