using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>A kind of message that a property may send beside those about the way in.</summary>
/// <param name="Kind">A word of <see cref="MessageKinds"/>; the approved text and the file in <c>prompts</c> have the same name.</param>
/// <param name="Title">What hosts call it.</param>
/// <param name="When">When it leaves, in words.</param>
/// <param name="IsOnByDefault">Where no owner chose.</param>
/// <param name="Places">The places that its words may have.</param>
public sealed record CourtesyKind(string Kind, string Title, string When, bool IsOnByDefault, IReadOnlyList<string> Places);

/// <summary>
/// All of them. All but one are off until an owner switches them on, because booking sites write much of it themselves and no guest should be written to more for an update of Cendra. The
/// change of times is on: it only corrects what Cendra itself said.
/// </summary>
public static class CourtesyKinds
{
    private static readonly string[] Times = ["guest", "property", "address", "arrival", "departure"];

    /// <summary>In the order of a stay.</summary>
    public static IReadOnlyList<CourtesyKind> All { get; } =
    [
        new(MessageKinds.BookingConfirmed, "Booking confirmed", "When a booking comes, at the latest a day after it was made; by day.", false, Times),
        new(MessageKinds.TimeChanged, "Times changed", "When times that a message named no longer hold and no code was told yet; by day. Later the message about the changed code says it.", true, Times),
        new(MessageKinds.CheckOutReminder, "Check-out reminder", "At 18:00 on the evening before check-out.", false, Times),
        new(MessageKinds.Thanks, "Thanks", "An hour after check-out; by day.", false, ["guest", "property", "address"]),
    ];

    /// <summary>Their names.</summary>
    public static readonly string[] Names = [TemplateKind.BookingConfirmed, TemplateKind.TimeChanged, TemplateKind.CheckOutReminder, TemplateKind.Thanks];

    /// <summary>Nobody need be called when it does not arrive.</summary>
    public static bool IsMinor(string kind) => Names.Contains(kind, StringComparer.Ordinal) && kind != MessageKinds.TimeChanged;

    /// <summary>The kind by its name; null = it is none of these.</summary>
    public static CourtesyKind? Of(string kind) => All.FirstOrDefault(k => k.Kind == kind);

    /// <summary>Which of them the guests of a property get.</summary>
    public static async Task<IReadOnlySet<string>> OnAsync(CendraDbContext db, Guid propertyId, CancellationToken ct)
    {
        var chosen = await db.PropertyMessages.AsNoTracking().Where(m => m.PropertyId == propertyId).ToDictionaryAsync(m => m.Kind, m => m.IsOn, ct);
        return All.Where(k => chosen.GetValueOrDefault(k.Kind, k.IsOnByDefault)).Select(k => k.Kind).ToHashSet(StringComparer.Ordinal);
    }
}
