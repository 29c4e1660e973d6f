using System.Globalization;
using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Inbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>
/// A host has the arrival message sent once more, to the address on file and nowhere else. It is decided on again at the moment of leaving like any message with a code.
/// </summary>
public sealed class SendAgain(CendraDbContext db, OrderedStay orders, Senders senders, StayClock clock, GuestWays ways, IdSource ids, JobWaker waker)
{
    /// <summary>Queues it, or says why it would not leave.</summary>
    public async Task<Ordered> RunAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct)
    {
        if (!await scope.Of(db.Stays).AnyAsync(s => s.Id == stayId, ct) || await StayReader.ReadAsync(db, stayId, ct) is not { } stay)
        {
            return new Ordered("This stay is not here any more, or lies outside what you see.");
        }

        var arrivals = await db.Messages.Where(m => m.StayId == stayId && m.Kind == MessageKinds.PreArrival).Select(m => m.State).ToListAsync(ct);
        if (WhyNot(stay, arrivals) is { Length: > 0 } problem)
        {
            return new Ordered(problem);
        }

        var done = await orders.RunAsync(stayId, scope, actor, async ordered =>
        {
            db.Messages.Add(await MessageAsync(ordered, arrivals.Count, ct));
            return ("", "The code is sent again to the address on file");
        }, ct);
        waker.WakeSweep(Sweeps.DueMessages);
        return done;
    }

    private string WhyNot(Stay stay, List<MessageState> arrivals)
    {
        if (stay.Kind != StayKind.Guest)
        {
            return "Only guests are written to. Reveal the code and pass it on.";
        }

        if (ways.Of(stay.Reservation).IsNone)
        {
            return "There is no telephone number or mail address on file that can be written to. Reveal the code and call the guest.";
        }

        if (arrivals.Exists(s => s is MessageState.Queued or MessageState.Held or MessageState.Sending))
        {
            return "A message with the code is on its way, or waits for its time or for the switch of messages.";
        }

        var decision = Disclosure.Decide(stay, null, IdentityLevel.Attested, clock.GetUtcNow());
        return decision.Answer switch
        {
            DisclosureAnswer.Share => "",
            DisclosureAnswer.TooEarly => $"The code may be told from {OrderedStay.Moment(decision.OpensUtc!.Value, stay.Property!.TimeZoneId)}.",
            DisclosureAnswer.NoCodeYet => "The lock does not hold the code as it should. It is sent by itself when it does.",
            DisclosureAnswer.Ended => "The stay is over.",
            DisclosureAnswer.Cancelled => "The reservation was cancelled.",
            DisclosureAnswer.NoLock => "The property has no door with a lock.",
            _ => "The code may not be told.",
        };
    }

    private async Task<Message> MessageAsync(Stay stay, int before, CancellationToken ct) => new()
    {
        Id = ids.Next(),
        ConversationId = (await senders.OfReservationAsync(stay, ct)).Id,
        ReservationId = stay.ReservationId,
        StayId = stay.Id,
        GuestVersion = stay.Reservation!.GuestVersion,
        Direction = MessageDirection.Outbound,
        Author = MessageAuthor.Template,
        Kind = MessageKinds.PreArrival,
        DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{stay.Id:N}:{MessageKinds.PreArrival}:g{stay.Reservation.GuestVersion}:again{before}"),
        Language = stay.Reservation.GuestLanguage,
        DueAtUtc = clock.GetUtcNow(),
        CreatedUtc = clock.GetUtcNow(),
    };
}
