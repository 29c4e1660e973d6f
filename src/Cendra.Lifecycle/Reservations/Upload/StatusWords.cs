namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>The words in which exports of booking sites and systems say how a booking stands, as the webhook says it. Pure.</summary>
internal static class StatusWords
{
    /// <summary>The word of the webhook; null = it is not known, and nobody guesses.</summary>
    public static string? Of(string said)
    {
        var word = said.Trim().ToLowerInvariant().Replace('-', ' ').Replace('_', ' ');
        return word switch
        {
            "confirmed" or "accepted" or "booked" or "modified" or "ok" or "reserved" or "upcoming" => "confirmed",
            "in house" or "inhouse" or "checked in" or "currently hosting" or "staying" => "in_house",
            "completed" or "checked out" or "past guest" or "departed" => "completed",
            "no show" or "noshow" => "no_show",
            "deleted" or "declined" or "expired" => word,
            "inquiry" or "enquiry" or "pending" or "tentative" or "request" or "requested" or "awaiting payment" or "unconfirmed" or "hold" => "pending",
            "owner" or "owner stay" or "owner block" => "owner",
            "block" or "blocked" or "closed" or "closed period" => "blocked",
            _ when word.StartsWith("cancel", StringComparison.Ordinal) => "cancelled",
            _ when word.StartsWith("arriving", StringComparison.Ordinal) || word.StartsWith("checking out", StringComparison.Ordinal) => "confirmed",
            _ => null,
        };
    }
}
