using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>
/// What the stay itself makes due: the arrival message at the property's send time, and the news when code or times are others than those told. Derived from the rows each time: moved
/// dates move what has not left, a cancellation withdraws it, a late booking makes it due at once. Doing it twice changes nothing.
/// </summary>
public sealed class StayMessages(CendraDbContext db, Senders senders, CourtesyMessages courtesies, GuestWays ways, LinkTokens tokens, StayClock clock, IdSource ids)
{
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(1);
    private static readonly string[] Kinds = [MessageKinds.PreArrival, MessageKinds.CodeChanged];

    /// <summary>Brings the messages of one stay in line with it and saves.</summary>
    public async Task PlanAsync(Guid stayId, CancellationToken ct)
    {
        if (await StayReader.ReadAsync(db, stayId, ct) is not { } stay)
        {
            return;
        }

        var due = stay.MessagesDueUtc;
        var guest = stay.Reservation!.GuestVersion;
        var messages = await db.Messages.Include(m => m.Secrets).Include(m => m.Deliveries).AsSplitQuery().Where(m => m.StayId == stayId && Kinds.Contains(m.Kind)).OrderBy(m => m.CreatedUtc).ToListAsync(ct);
        messages.Where(Contradictions.IsHeld).ToList().ForEach(m => (m.State, m.DueAtUtc) = (MessageState.Queued, clock.GetUtcNow())); // The stay is another than the one it contradicted, perhaps.
        var waiting = messages.Where(m => m.State is MessageState.Queued or MessageState.Held).ToList();
        if (!IsToBeTold(stay))
        {
            waiting.ForEach(m => Withdraw(m, "There is no stay any more that it would be for."));
        }
        else
        {
            waiting.Where(m => m.GuestVersion != guest).ToList().ForEach(m => Withdraw(m, "Another guest took the place of the one it was written for."));
            await AlignAsync(stay, [.. messages.Where(m => m.GuestVersion == guest && m.State != MessageState.Withdrawn)], ct);
        }

        await courtesies.AlignAsync(stay, ct);
        await Contradictions.CloseAsync(db, waiting.Where(m => m.State == MessageState.Withdrawn), clock.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);

        // Past the row's version: a look at the stay may be writing it right now, and what that finds makes it due anew.
        // While one is on its way nobody can say what the guest knows: asked again when that is known.
        DateTimeOffset? again = messages.Exists(m => m.State == MessageState.Sending) ? clock.GetUtcNow() + OnItsWay : null;
        await db.Stays.Where(s => s.Id == stayId && s.MessagesDueUtc == due).ExecuteUpdateAsync(s => s.SetProperty(x => x.MessagesDueUtc, again), ct);
    }

    private bool IsToBeTold(Stay stay) =>
        stay is { Kind: StayKind.Guest, Property.Doors.Count: > 0, CheckInUtc: not null, Entitlement: Entitlement.Earns } && ways.IsGiven(stay.Reservation) && clock.GetUtcNow() < stay.CheckOutUtc;

    private async Task AlignAsync(Stay stay, List<Message> messages, CancellationToken ct)
    {
        var arrival = messages.FindLast(m => m.Kind == MessageKinds.PreArrival);
        var dueUtc = Instants.Later(Disclosure.OpensUtc(stay.Property!, stay.CheckInUtc!.Value), clock.GetUtcNow());
        if (arrival is null || WentElsewhere(arrival, stay.Reservation!))
        {
            await QueueAsync(stay, MessageKinds.PreArrival, $"g{stay.Reservation!.GuestVersion}", dueUtc, ct);
        }
        else if (IsOfAnotherPlace(arrival, stay))
        {
            messages.Where(m => m is { Kind: MessageKinds.CodeChanged, State: MessageState.Queued or MessageState.Held, Deliveries.Count: 0 }).ToList().ForEach(m => Withdraw(m, "The guest is told of another place."));
            await QueueAsync(stay, MessageKinds.PreArrival, string.Create(CultureInfo.InvariantCulture, $"g{stay.Reservation!.GuestVersion}:m{stay.MovedUtc:yyyyMMddHHmmss}"), dueUtc, ct);
        }
        else if (arrival.State == MessageState.Queued && arrival.Deliveries.Count == 0)
        {
            arrival.DueAtUtc = dueUtc; // Moved dates move it; the lock may just have confirmed what it waits for.
        }
        else if (arrival.State == MessageState.Sent && messages.TrueForAll(m => m.State != MessageState.Sending))
        {
            await TellWhatChangedAsync(stay, messages, dueUtc, ct);
        }
    }

    /// <summary>The address has been corrected since: whoever has the one on file now has heard nothing.</summary>
    private bool WentElsewhere(Message message, Reservation reservation) => message.State is MessageState.Sent or MessageState.Failed
        && ways.Of(reservation) is { IsNone: false } onFile
        && (message.AddressesHash.Length == 0 || message.AddressesHash != tokens.OfAddresses(onFile))
        && (message.Deliveries.Count > 0 ? !message.Deliveries.Exists(d => IsOnItsWay(message, d) && onFile.All.Contains(d.Address)) : message.StateText == DeliverMessage.NoAddress);

    /// <summary>What a failed message still planned goes nowhere any more.</summary>
    private static bool IsOnItsWay(Message message, Delivery delivery) =>
        message.State == MessageState.Failed ? delivery.Status is >= DeliveryStatus.Accepted and <= DeliveryStatus.Read : delivery.Status != DeliveryStatus.Failed;

    /// <summary>
    /// The guest was moved since it was written: address, doors and how to get in are others. A message that was on its way at that moment, and arrived after it, tells of the place before.
    /// </summary>
    private static bool IsOfAnotherPlace(Message arrival, Stay stay) => arrival.State is MessageState.Sent or MessageState.Failed && WrittenUtc(arrival) < stay.MovedUtc;

    /// <summary>It is written anew at each try, right before the provider is asked.</summary>
    private static DateTimeOffset WrittenUtc(Message arrival) =>
        arrival.Deliveries.Where(d => d.Status != DeliveryStatus.Failed || arrival.State == MessageState.Failed).Max(d => d.RequestedUtc) ?? arrival.SentUtc ?? arrival.CreatedUtc;

    /// <summary>The last thing told is not what holds: other digits, or other times. Only what can be told now makes a message, one at a time; what holds again withdraws it.</summary>
    private async Task TellWhatChangedAsync(Stay stay, List<Message> messages, DateTimeOffset dueUtc, CancellationToken ct)
    {
        var sent = messages.Where(m => m.State == MessageState.Sent).ToList();
        var told = sent.OrderBy(m => m.SentUtc).Last(); // Of two at one instant the later made one: they are in that order.
        var toldPins = sent.SelectMany(m => m.Secrets).Where(s => s is { LeftUtc: not null, StayPinId: not null }).Select(s => s.StayPinId).ToHashSet();
        var pins = Disclosure.CurrentPins(stay);
        var otherDigits = pins.Any(p => !toldPins.Contains(p.Id));
        var otherTimes = toldPins.Count > 0 && (told.ToldFromUtc != stay.CheckInUtc || told.ToldUntilUtc != stay.CheckOutUtc) && !SaysTheTimes(told, stay);
        var waiting = messages.Where(m => m is { Kind: MessageKinds.CodeChanged, State: MessageState.Queued or MessageState.Held }).ToList();
        var untouched = waiting.Where(m => m.Deliveries.Count == 0).ToList();
        if (pins.Count == 0)
        {
            return; // The next digits are still to be chosen.
        }

        if (!otherDigits && !otherTimes)
        {
            untouched.ForEach(m => Withdraw(m, "What was told before holds again."));
        }
        else if (waiting.Count > 0)
        {
            untouched.Where(m => m.State == MessageState.Queued).ToList().ForEach(m => m.DueAtUtc = dueUtc);
        }
        else if (Occasion(stay, pins) is var occasion && !HasFailed(messages, Key(stay, MessageKinds.CodeChanged, occasion), stay.Reservation!))
        {
            await QueueAsync(stay, MessageKinds.CodeChanged, occasion, dueUtc, ct);
        }
    }

    /// <summary>The clock on the wall is the one that was told, though the instants are others: a host has put the property into its right zone.</summary>
    private static bool SaysTheTimes(Message told, Stay stay) =>
        told.Body.Contains(GuestDates.Moment(stay.CheckInUtc!.Value, stay.Property!.TimeZoneId, told.Language), StringComparison.Ordinal)
        && told.Body.Contains(GuestDates.Moment(stay.CheckOutUtc!.Value, stay.Property.TimeZoneId, told.Language), StringComparison.Ordinal);

    /// <summary>No way took this very news to this number, and a host was called: trying again would call again.</summary>
    private bool HasFailed(List<Message> messages, string key, Reservation reservation) =>
        messages.FindLast(m => m.DedupeKey == key || m.DedupeKey.StartsWith(key + "#", StringComparison.Ordinal)) is { State: MessageState.Failed } failed && !WentElsewhere(failed, reservation);

    /// <summary>Guest, digits and window: the same occasion makes one message, ever, but for a window that comes back to what it was: then the last one told counts it up.</summary>
    private static string Occasion(Stay stay, IReadOnlyList<StayPin> pins) => string.Create(
        CultureInfo.InvariantCulture, $"g{stay.Reservation!.GuestVersion}:p{string.Join('.', pins.Select(p => p.PinVersion))}:{stay.CheckInUtc:yyyyMMddHHmm}-{stay.CheckOutUtc:yyyyMMddHHmm}");

    private static string Key(Stay stay, string kind, string occasion) => $"{stay.Id:N}:{kind}:{occasion}";

    private async Task QueueAsync(Stay stay, string kind, string occasion, DateTimeOffset dueUtc, CancellationToken ct)
    {
        var key = Key(stay, kind, occasion);
        var before = await db.Messages.CountAsync(m => m.DedupeKey == key || m.DedupeKey.StartsWith(key + "#"), ct);
        db.Messages.Add(new Message
        {
            Id = ids.Next(),
            ConversationId = (await senders.OfReservationAsync(stay, ct)).Id,
            ReservationId = stay.ReservationId,
            StayId = stay.Id,
            GuestVersion = stay.Reservation!.GuestVersion,
            Direction = MessageDirection.Outbound,
            Author = MessageAuthor.Template,
            Kind = kind,
            DedupeKey = before == 0 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}#{before + 1}"),
            Language = stay.Reservation.GuestLanguage,
            DueAtUtc = dueUtc,
            CreatedUtc = clock.GetUtcNow(),
        });
    }

    private static void Withdraw(Message message, string why) => (message.State, message.StateText, message.DueAtUtc) = (MessageState.Withdrawn, why, null);
}
