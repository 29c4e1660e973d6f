namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>What a line would do.</summary>
public enum LineStep
{
    /// <summary>A booking that is not known yet.</summary>
    New,

    /// <summary>A booking that is known and says something else now.</summary>
    Changed,

    /// <summary>A booking that is known as it stands.</summary>
    Unchanged,

    /// <summary>Nothing: it is not believed. What was known of the booking stays.</summary>
    Refused,
}

/// <summary>A line and what it would do.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="ExternalId">The booking's id; empty where it has none.</param>
/// <param name="What">Guest, listing and dates, for a person to know it again.</param>
/// <param name="Step">What it would do.</param>
/// <param name="Words">What changes, or why it is refused.</param>
public sealed record PlannedLine(int Line, string ExternalId, string What, LineStep Step, IReadOnlyList<string> Words)
{
    /// <summary>What is taken over; null = nothing is.</summary>
    internal ReservationSnapshot? Snapshot { get; init; }
}

/// <summary>What a table would do to a connection's bookings as they are now. Nothing is done.</summary>
/// <param name="Lines">Each line, in the order of the file.</param>
/// <param name="Unmapped">Listings that are no property's yet: their guests get no code until they are.</param>
/// <param name="Fingerprint">The same for the same steps; a take-over that finds another one does nothing.</param>
public sealed record TablePlan(IReadOnlyList<PlannedLine> Lines, IReadOnlyList<string> Unmapped, string Fingerprint)
{
    /// <summary>How many lines take this step.</summary>
    public int Count(LineStep step) => Lines.Count(l => l.Step == step);

    /// <summary>Whether a take-over would change anything.</summary>
    public bool DoesSomething => Lines.Any(l => l.Step is LineStep.New or LineStep.Changed);
}
