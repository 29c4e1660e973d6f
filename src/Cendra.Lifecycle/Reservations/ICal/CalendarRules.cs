using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>By which words a feed's events are told apart. What platforms write changes with years and languages, so a host may give other words for a feed.</summary>
/// <param name="Block">A summary with any of these is a closed calendar.</param>
/// <param name="IsOpaqueGuestStay">Events of a feed that cannot tell bookings from closures are guests' stays: a host said so.</param>
/// <param name="HasRealTimes">Times of day in the feed are those of arrival and departure, not an artefact of its software.</param>
public sealed partial record CalendarRules(IReadOnlyList<string> Block, bool IsOpaqueGuestStay, bool HasRealTimes)
{
    /// <summary>What Airbnb, Vrbo and others have written since 2018, in six languages.</summary>
    public static readonly CalendarRules Usual = new(["not available", "blocked", "unavailable", "indisponible", "nicht verfügbar", "no disponible", "non disponibile", "niet beschikbaar"], false, false);

    /// <summary>What an event is by its words, when nothing else about it decides.</summary>
    public CalendarEntryKind Of(string productId, string summary) =>
        Marker().IsMatch(summary) ? CalendarEntryKind.Marker
        : Tentative().IsMatch(summary) ? CalendarEntryKind.Tentative
        : productId.Contains("booking.com", StringComparison.OrdinalIgnoreCase) ? (IsOpaqueGuestStay ? CalendarEntryKind.Reservation : CalendarEntryKind.Opaque)
        : Block.Any(word => summary.Contains(word, StringComparison.OrdinalIgnoreCase)) ? CalendarEntryKind.Block
        : CalendarEntryKind.Reservation;

    [GeneratedRegex(@"(?i)^\s*check-?(?:in|out)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?i)^\s*(?:provisoire|tentative|hold)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tentative();
}
