using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;

namespace Cendra.Messaging.Outbound;

/// <summary>What is written down before a message leaves: the claim on its delivery, what counts as told, and the audit row of the digits.</summary>
public sealed class DeliveryClaims(CendraDbContext db, StayClock clock, IdSource ids)
{
    /// <summary>Claims the message for this way: from here on it may be with the provider, and its codes count as told. The caller saves before it calls.</summary>
    public Delivery Make(Message message, Letter letter, Route route, ReadyCall call, TimeSpan askAfter)
    {
        var now = clock.GetUtcNow();
        var delivery = PlannedFor(message, letter, route);
        delivery.Advance(DeliveryStatus.OutcomeUnknown, now);
        if (call.GiveId is { } give && (delivery.ProviderId is null || delivery.TextHash != call.TextHash))
        {
            delivery.ProviderId = give(delivery); // Kept before the call: a second attempt is the same message, and other words are another one.
        }

        (delivery.RequestedUtc, delivery.Attempts, delivery.TextHash) = (now, delivery.Attempts + 1, call.TextHash);
        (message.State, message.StateText, message.Language, message.DueAtUtc) = (MessageState.Sending, "", letter.Language, now + askAfter);
        if (letter.Stay is { } stay && (letter.TemplateKind.Length > 0 || message.Secrets.Count > 0))
        {
            // It must still be the stay that was written of: one that was moved, cancelled or given to another guest meanwhile refuses this save, and the message is written anew.
            db.Entry(stay).Property(s => s.Version).IsModified = true;
        }

        Disclose(message, letter, route, now);
        return delivery;
    }

    /// <summary>The delivery of this way that has not left, made where there is none.</summary>
    public Delivery PlannedFor(Message message, Letter letter, Route route)
    {
        var delivery = message.Deliveries.Find(d => d.Status == DeliveryStatus.Planned && d.Channel == route.Channel && d.Address == letter.AddressFor(route.Channel));
        if (delivery is null)
        {
            delivery = new Delivery { Id = ids.Next(), MessageId = message.Id, Channel = route.Channel, Address = letter.AddressFor(route.Channel), CreatedUtc = clock.GetUtcNow() };
            db.Deliveries.Add(delivery);
        }

        delivery.Form = route.Form;
        return delivery;
    }

    /// <summary>What leaves counts as told from here on (P4), and the chain says so before it leaves (P7).</summary>
    private static void Disclose(Message message, Letter letter, Route route, DateTimeOffset nowUtc)
    {
        if (letter.Stay is not { } stay || message.Secrets.Count == 0)
        {
            return;
        }

        foreach (var secret in message.Secrets)
        {
            secret.LeftUtc ??= secret.SubjectId is null || letter.Text.Contains($"[[{secret.Token}]]", StringComparison.Ordinal) ? nowUtc : null;
            if (stay.Pins.Find(p => p.Id == secret.StayPinId) is { ToldUtc: null } pin)
            {
                pin.ToldUtc = nowUtc;
            }
        }

        if (stay.Pins.Exists(p => p is { ReplacedUtc: not null, ToldUtc: not null }))
        {
            stay.LookAgainBy(nowUtc); // What waited for the new digits to be told can end now.
        }

        var to = new Dictionary<string, string> { ["to"] = letter.AddressFor(route.Channel) };
        if (message.Secrets.Exists(s => s.SubjectId is null))
        {
            stay.NotePersonal(AuditKind.CodeDisclosed, AuditActor.Cendra, $"Code sent to the guest by {MessageWords.Of(route.Channel)}", to);
        }

        foreach (var kind in message.Secrets.Where(s => s.SubjectId is not null && letter.Text.Contains($"[[{s.Token}]]", StringComparison.Ordinal)).Select(s => s.SecretKind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            stay.NotePersonal(AuditKind.SecretDisclosed, AuditActor.Cendra, $"Secret of the property ({kind}) sent to the guest by {MessageWords.Of(route.Channel)}", to);
        }
    }
}
