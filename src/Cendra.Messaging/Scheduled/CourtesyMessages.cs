using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>
/// Confirmation, changed times, reminder and thanks of a stay, derived from its rows each time like the arrival message: moved dates move what has not left, a reason that went away
/// withdraws it, one occasion makes one message. Nothing here carries a code. Nothing is saved here.
/// </summary>
public sealed class CourtesyMessages(CendraDbContext db, Senders senders, GuestWays ways, StayClock clock, IdSource ids)
{
    private static readonly TimeOnly Evening = new(18, 0);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan BeforeLeaving = TimeSpan.FromHours(2);

    /// <summary>After check-out, and how long after it thanks still make sense.</summary>
    private static readonly TimeSpan ThanksAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan ThanksLast = TimeSpan.FromHours(48);

    /// <summary>Brings them in line with the stay.</summary>
    public async Task AlignAsync(Stay stay, CancellationToken ct)
    {
        var names = CourtesyKinds.Names;
        var messages = await db.Messages.Include(m => m.Deliveries).Where(m => m.StayId == stay.Id && names.Contains(m.Kind)).OrderBy(m => m.CreatedUtc).ToListAsync(ct);
        messages.Where(Contradictions.IsHeld).ToList().ForEach(m => (m.State, m.DueAtUtc) = (MessageState.Queued, clock.GetUtcNow()));
        var wanted = await WantedAsync(stay, messages, ct);
        var waiting = messages.Where(m => m.State is MessageState.Queued or MessageState.Held && m.Deliveries.Count == 0).ToList();
        foreach (var gone in waiting.Where(m => !wanted.Any(w => w.Key == Bare(m.DedupeKey))))
        {
            (gone.State, gone.StateText, gone.DueAtUtc) = (MessageState.Withdrawn, "There is no reason for it any more.", null);
        }

        await Contradictions.CloseAsync(db, waiting.Where(m => m.State == MessageState.Withdrawn), clock.GetUtcNow(), ct);
        foreach (var want in wanted)
        {
            await AlignOneAsync(stay, want, messages.Where(m => Bare(m.DedupeKey) == want.Key).ToList(), ct);
        }
    }

    /// <summary>Why a message of these kinds must not leave now; null = it may.</summary>
    public static string? WhyNot(string kind, Stay stay, DateTimeOffset nowUtc) => kind switch
    {
        _ when stay.Status is StayStatus.Cancelled or StayStatus.NoShow || stay.CheckOutUtc is null => "There is no stay any more that it would be for.",
        MessageKinds.BookingConfirmed or MessageKinds.TimeChanged when nowUtc >= stay.CheckInUtc => "The stay has begun.",
        MessageKinds.CheckOutReminder when nowUtc > stay.CheckOutUtc - BeforeLeaving => "The guest is leaving.",
        MessageKinds.Thanks when nowUtc < stay.CheckOutUtc => "The stay is not over.",
        MessageKinds.Thanks when nowUtc > stay.CheckOutUtc + ThanksLast => "The stay is over for two days.",
        _ => null,
    };

    private async Task<List<Wanted>> WantedAsync(Stay stay, List<Message> messages, CancellationToken ct)
    {
        if (stay is not { Kind: StayKind.Guest, Property: { } property, CheckInUtc: { } checkIn, CheckOutUtc: { } checkOut, Reservation: { } guest } || !ways.IsGiven(guest)
            || stay.Status is not (StayStatus.Confirmed or StayStatus.InHouse or StayStatus.Completed))
        {
            return [];
        }

        var (now, zone, on) = (clock.GetUtcNow(), property.TimeZoneId, await CourtesyKinds.OnAsync(db, property.Id, ct));
        var g = string.Create(CultureInfo.InvariantCulture, $"g{guest.GuestVersion}");
        List<Wanted> all =
        [
            .. now < checkIn && (now - stay.CreatedUtc < Fresh || messages.Exists(m => m.Kind == MessageKinds.BookingConfirmed && m.GuestVersion == guest.GuestVersion))
                ? [Want(stay, MessageKinds.BookingConfirmed, g, QuietHours.After(now, zone))] : Array.Empty<Wanted>(),
            .. now < checkIn && await TimesDifferAsync(stay, messages, ct)
                ? [Want(stay, MessageKinds.TimeChanged, string.Create(CultureInfo.InvariantCulture, $"{g}:{checkIn:yyyyMMddHHmm}-{checkOut:yyyyMMddHHmm}"), QuietHours.After(now, zone))] : Array.Empty<Wanted>(),
            Want(stay, MessageKinds.CheckOutReminder, string.Create(CultureInfo.InvariantCulture, $"{g}:{stay.CheckOutLocal:yyyyMMdd}"), Instants.Later(ReminderUtc(stay, zone, checkIn), now)),
            Want(stay, MessageKinds.Thanks, g, QuietHours.After(Instants.Later(checkOut + ThanksAfter, now), zone)),
        ];
        return [.. all.Where(w => on.Contains(w.Kind) && WhyNot(w.Kind, stay, w.DueUtc) is null)];
    }

    /// <summary>At 18:00 on the evening before, or an hour after check-in where that is later.</summary>
    private static DateTimeOffset ReminderUtc(Stay stay, string zone, DateTimeOffset checkInUtc) =>
        Instants.Later(StayWindow.InstantOf(stay.CheckOutLocal.AddDays(-1), Evening, zone), checkInUtc + ThanksAfter);

    /// <summary>The last of these messages that named times named others, and the arrival message has not left: from then on the news about the code says it.</summary>
    private async Task<bool> TimesDifferAsync(Stay stay, List<Message> messages, CancellationToken ct)
    {
        var guest = stay.Reservation!.GuestVersion;
        var told = messages.Where(m => m is { State: MessageState.Sent, ToldFromUtc: not null, ToldUntilUtc: not null } && m.GuestVersion == guest).OrderBy(m => m.SentUtc).LastOrDefault();
        return told is not null && (told.ToldFromUtc != stay.CheckInUtc || told.ToldUntilUtc != stay.CheckOutUtc)
            && !await db.Messages.AnyAsync(m => m.StayId == stay.Id && m.Kind == MessageKinds.PreArrival && m.GuestVersion == guest && (m.State == MessageState.Sent || m.State == MessageState.Sending), ct);
    }

    private async Task AlignOneAsync(Stay stay, Wanted want, List<Message> made, CancellationToken ct)
    {
        if (made.FindLast(m => m.State != MessageState.Withdrawn) is { } message)
        {
            if (message is { State: MessageState.Queued, Deliveries.Count: 0 } && message.Kind is not (MessageKinds.BookingConfirmed or MessageKinds.TimeChanged))
            {
                message.DueAtUtc = want.DueUtc;
            }

            if (!(message is { Kind: MessageKinds.TimeChanged, State: MessageState.Sent } && made.TrueForAll(m => m.State is MessageState.Sent or MessageState.Withdrawn)))
            {
                return; // Of a window that comes back to what it was the guest is told again; all else is said once.
            }
        }

        var now = clock.GetUtcNow();
        db.Messages.Add(new Message
        {
            Id = ids.Next(),
            ConversationId = (await senders.OfReservationAsync(stay, ct)).Id,
            ReservationId = stay.ReservationId,
            StayId = stay.Id,
            GuestVersion = stay.Reservation!.GuestVersion,
            Direction = MessageDirection.Outbound,
            Author = MessageAuthor.Template,
            Kind = want.Kind,
            DedupeKey = made.Count == 0 ? want.Key : string.Create(CultureInfo.InvariantCulture, $"{want.Key}#{made.Count + 1}"),
            Language = stay.Reservation.GuestLanguage,
            DueAtUtc = want.DueUtc,
            CreatedUtc = now,
        });
    }

    private static Wanted Want(Stay stay, string kind, string occasion, DateTimeOffset dueUtc) => new(kind, $"{stay.Id:N}:{kind}:{occasion}", dueUtc);

    private static string Bare(string key) => key.Split('#')[0];

    private sealed record Wanted(string Kind, string Key, DateTimeOffset DueUtc);
}
