using System.Globalization;
using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Locks;

namespace Cendra.StaySimulation.Story;

/// <summary>Something that happens in a story, with its time. It is data: leaving one out changes no other.</summary>
internal abstract record Act(DateTimeOffset AtUtc)
{
    /// <summary>What happens, as a person would tell it.</summary>
    public abstract string Words { get; }

    /// <summary>The time and the words.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{AtUtc:ddd d MMM HH:mm:ss} UTC  {Words}");
}

/// <summary>The PMS's word of a booking reaches the server; <paramref name="LostBefore"/> earlier tries did not arrive.</summary>
internal sealed record PmsSays(DateTimeOffset AtUtc, PlayBooking Booking, string What, int Copies, int LostBefore) : Act(AtUtc)
{
    /// <summary>A newer word arrived before this one.</summary>
    public bool IsLate { get; init; }

    public override string Words
    {
        get
        {
            var times = Booking.CheckOutTime is { } until ? $", leaving at {until:HH:mm}" : "";
            var way = string.Join(", ", new[] { Copies > 1 ? $"{Copies} copies" : "", LostBefore > 0 ? $"{LostBefore} tries before it were lost" : "", IsLate ? "overtaken by a newer one" : "" }.Where(w => w.Length > 0));
            var stay = Booking.Status == "deleted" ? "" : $" ({Booking.Guest}, {Booking.Listing}, {Booking.CheckIn:d MMM} to {Booking.CheckOut:d MMM}{times}, {Booking.Status})";
            return string.Create(CultureInfo.InvariantCulture, $"{Booking.Id} version {Booking.Version}: {What}{stay}{(way.Length > 0 ? $" [{way}]" : "")}");
        }
    }
}

/// <summary>A lock loses its connection or gets it back.</summary>
internal sealed record LockOnline(DateTimeOffset AtUtc, string Door, bool Online) : Act(AtUtc)
{
    public override string Words => $"{Door} goes {(Online ? "online" : "offline")}";
}

/// <summary>A lock refuses the next changes or removals.</summary>
internal sealed record LockRefuses(DateTimeOffset AtUtc, string Door, bool Removals, int Count) : Act(AtUtc)
{
    public override string Words => $"{Door} refuses the next {Count} {(Removals ? "removals" : "changes")}";
}

/// <summary>Somebody changes a code at the lock itself.</summary>
internal sealed record EditedAtLock(DateTimeOffset AtUtc, string Door, ExternalChange Change) : Act(AtUtc)
{
    public override string Words => $"at {Door} somebody {Change switch { ExternalChange.Modified => "changes the digits of a code", ExternalChange.Removed => "takes a code off", _ => "adds a code" }}";
}

/// <summary>The next calls of a route do not go as they should.</summary>
internal sealed record CallsFail(DateTimeOffset AtUtc, string Route, PlayFault Fault, int Count) : Act(AtUtc)
{
    public override string Words => $"the next {Count} calls of {Route} meet: {Fault}";
}

/// <summary>All of Seam, or all of Twilio, answers 503 for a while.</summary>
internal sealed record Outage(DateTimeOffset AtUtc, bool Twilio, bool Begins) : Act(AtUtc)
{
    public override string Words => $"{(Twilio ? "Twilio" : "Seam")} {(Begins ? "stops answering" : "answers again")}";
}

/// <summary>The lock accounts lose their connection to Seam, which then knows nothing of any code, or get it back.</summary>
internal sealed record AccountCut(DateTimeOffset AtUtc, bool Begins) : Act(AtUtc)
{
    public override string Words => Begins ? "the lock accounts are cut off from Seam: every code is unknown" : "the lock accounts are connected again";
}

/// <summary>What happens to the next webhooks on their way.</summary>
internal enum OnTheWay
{
    /// <summary>They never come.</summary>
    Lost,

    /// <summary>They come twice.</summary>
    Doubled,

    /// <summary>They come in reverse order.</summary>
    Reordered,
}

/// <summary>The next webhooks of Seam, or status reports of Twilio, are lost, doubled or come in reverse order.</summary>
internal sealed record WebhooksGoAstray(DateTimeOffset AtUtc, bool Twilio, OnTheWay Way, int Count) : Act(AtUtc)
{
    public override string Words => $"the next {Count} {(Twilio ? "reports of Twilio" : "webhooks of Seam")} are {Way switch { OnTheWay.Lost => "lost", OnTheWay.Doubled => "doubled", _ => "reordered" }}";
}

/// <summary>The process is killed when it passes its n-th write or call from now, and starts again at once.</summary>
internal sealed record Kill(DateTimeOffset AtUtc, int AfterMoments) : Act(AtUtc)
{
    public override string Words => $"the process is killed at its {AfterMoments}th write or call from now";
}
