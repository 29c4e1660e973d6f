using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Escalations;

namespace Cendra.Server.Console.Words;

/// <summary>Escalations in words.</summary>
public static class EscalationWords
{
    /// <summary>How fast a person is needed.</summary>
    public static string Urgency(EscalationPriority priority) => priority switch
    {
        EscalationPriority.P0 => "Now",
        EscalationPriority.P1 => "Before arrival",
        EscalationPriority.P2 => "Today",
        EscalationPriority.P3 => "When there is time",
    };

    /// <summary>The same as a chip.</summary>
    public static Chip Chip(EscalationPriority priority) => priority <= EscalationPriority.P1 ? new(Urgency(priority), "blocked", "octagon-x") : new(Urgency(priority), "risk", "triangle-alert");

    /// <summary>How long between two calls, as the notices keep it; null = nobody is called for it.</summary>
    public static TimeSpan? Pace(EscalationPriority priority) => priority switch
    {
        EscalationPriority.P0 or EscalationPriority.P1 => TimeSpan.FromMinutes(5),
        EscalationPriority.P2 => TimeSpan.FromHours(1),
        EscalationPriority.P3 => null,
    };

    /// <summary>How long it may be put off, as it is offered; the last is the longest.</summary>
    public static IReadOnlyList<TimeSpan> Snoozes(EscalationPriority priority) => priority switch
    {
        EscalationPriority.P0 => [TimeSpan.FromMinutes(5), EscalationEnds.LongestSnooze(priority)],
        EscalationPriority.P1 => [TimeSpan.FromMinutes(15), EscalationEnds.LongestSnooze(priority)],
        EscalationPriority.P2 => [TimeSpan.FromHours(1), TimeSpan.FromHours(4), EscalationEnds.LongestSnooze(priority)],
        EscalationPriority.P3 => [TimeSpan.FromDays(1), TimeSpan.FromDays(7), EscalationEnds.LongestSnooze(priority)],
    };

    /// <summary>A running clock: "04:12", "2:04:12", from two days on "3 days". Never negative.</summary>
    public static string Running(TimeSpan span) => span switch
    {
        { Ticks: <= 0 } => "00:00",
        { TotalHours: < 1 } => span.ToString(@"mm\:ss", CultureInfo.InvariantCulture),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}"),
        _ => HouseTime.Span(span),
    };
}
