using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Messaging.Promises;
using Cendra.Messaging.Scheduled;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// Brings one message on its way. At the moment of leaving it asks again whether it may leave at all, composes it from the rows as they are now, asks
/// <see cref="Lifecycle.AccessCodes.Disclosure"/> for every code it carries, saves the audit row and the claim, and only then calls the provider. What the provider made of a call
/// that was cut off is found out before anything is sent again.
/// </summary>
public sealed class DeliverMessage(
    CendraDbContext db, Composer composer, OutboundGate gate, Channels channels, DeliveryNews deliveryNews, DeliveryClaims claims, PromiseBook promises, Contradictions contradictions, EarlierFirst earlier, ArrivalQuestions questions, EscalationDesk desk, StayClock clock,
    ILogger<DeliverMessage> log)
{
    /// <summary>Why a message failed that had nowhere to go.</summary>
    public const string NoAddress = "There is no telephone number or mail address of the guest on file that can be written to.";

    /// <summary>Why a message waits that has no other way than one whose account is refused.</summary>
    public const string AwaitsAccount = "The server by which it leaves refuses the sign-in. A host is called for that; it leaves when it is mended.";

    private const int MostWays = 6;

    /// <summary>How long the provider's answer is waited for before it is asked what it holds.</summary>
    public static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(15);

    /// <summary>How long a message that the provider does not show may still turn up.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(2);

    /// <summary>How long nobody may know whether a message arrived before a person is told.</summary>
    private static readonly TimeSpan TellHostAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AwaitsLook = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>One message, as far as it goes now. Doing it twice or early changes nothing.</summary>
    public async Task RunAsync(Guid messageId, CancellationToken ct)
    {
        for (var way = 0; way < MostWays; way++)
        {
            db.ChangeTracker.Clear();
            var message = await db.Messages.Include(m => m.Secrets).Include(m => m.Deliveries).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == messageId, ct);
            if (message is not { Direction: MessageDirection.Outbound, State: MessageState.Queued or MessageState.Sending } || message.DueAtUtc > clock.GetUtcNow())
            {
                return;
            }

            try
            {
                await StepAsync(message, ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                log.LogInformation("Message {MessageId} was changed by somebody else and is looked at again", messageId);
            }
        }
    }

    private async Task StepAsync(Message message, CancellationToken ct)
    {
        if (message.Deliveries.Find(d => d.Status == DeliveryStatus.OutcomeUnknown) is { } unknown)
        {
            await FindOutAsync(message, unknown, ct);
            return;
        }

        if (message.Deliveries.Exists(d => d.Status is >= DeliveryStatus.Accepted and <= DeliveryStatus.Read))
        {
            (message.State, message.DueAtUtc) = (MessageState.Sent, null);
            await db.SaveChangesAsync(ct);
            return;
        }

        if (await earlier.AwaitedUntilAsync(message, ct) is { } until)
        {
            (message.State, message.StateText, message.DueAtUtc) = (MessageState.Queued, "What was written before it in this conversation leaves first.", until);
            await db.SaveChangesAsync(ct);
            earlier.WakeAt(message.Id, until);
            return;
        }

        var composed = await composer.ComposeAsync(db, message, ct);
        var state = await gate.ReadAsync(db, ct);
        bool mayReach(string address) => message.HostContactId is not null || gate.MayReach(state, address); // The people of the house are called also while nothing goes to guests.
        if (composed.Letter is not { } letter)
        {
            await StopAsync(message, composed, ct);
        }
        else if (WhyHeld(message, letter, state, mayReach) is { Length: > 0 } why)
        {
            (message.State, message.StateText, message.DueAtUtc) = (MessageState.Held, why, null);
            await db.SaveChangesAsync(ct);
        }
        else if (Routes.Next(await channels.FactsAsync(db, message, letter, mayReach, ct), message.Deliveries) is { } route)
        {
            if (composed.LeftOut.Length > 0)
            {
                await contradictions.NoteLeftOutAsync(message, letter.Stay!.PropertyId!.Value, composed.LeftOut, ct);
            }

            if (composed.LeftToHost.Count > 0)
            {
                await contradictions.NoteLeftToHostAsync(message, letter.Stay!.PropertyId!.Value, composed.LeftToHost, ct);
            }

            if (channels.Of(route.Channel).ClosedUntilUtc is { } open && open > clock.GetUtcNow())
            {
                (message.State, message.StateText, message.DueAtUtc) = (MessageState.Queued, AwaitsAccount, open);
                await db.SaveChangesAsync(ct);
                return;
            }

            await SendWhatHoldsAsync(message, letter, route, ct);
        }
        else
        {
            await GiveUpAsync(message, channels.WhyNone(message, letter), ct);
        }
    }

    /// <summary>Why it may not leave now though everything else is in order; empty = it may.</summary>
    private static string WhyHeld(Message message, Letter letter, OutboundState state, Func<string, bool> mayReach) =>
        message.HostContactId is null && state.IsStopped && !message.IsByPerson ? "held: all automatic messages are stopped"
        : state.IsLive || mayReach(letter.Address) || mayReach(letter.Mail) ? "" : "held: not on the allow-list";

    private async Task StopAsync(Message message, Composed composed, CancellationToken ct)
    {
        if (composed.IsContradiction)
        {
            await contradictions.HoldAsync(message, composed.Why, ct);
            return;
        }

        (message.State, message.StateText, message.DueAtUtc) = composed.AgainUtc is { } again
            ? (MessageState.Queued, composed.Why, (DateTimeOffset?)again)
            : (MessageState.Withdrawn, composed.Why, null);
        if (composed.CallsHost)
        {
            await desk.RaiseAsync(
                new Concern($"unanswered:{message.Id:N}", EscalationPriority.P1, "A guest got no answer", $"The answer was withdrawn before it left. {composed.Why} Answer in the conversation.", "Answer the guest.", ConversationId: message.ConversationId),
                ct, message.StayId);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    /// <summary>What carries a code leaves on what the booking's source says now. A source that fails stops nothing: a host is told where what is known is old.</summary>
    private async Task SendWhatHoldsAsync(Message message, Letter letter, Route route, CancellationToken ct)
    {
        var facts = CarriesCode(message) ? await questions.BeforeTellingAsync(message.StayId!.Value, ct) : ArrivalFacts.None;
        if (facts.WasAsked)
        {
            return; // It is written anew from the rows as they are now.
        }

        if (facts.AwaitsLook)
        {
            db.ChangeTracker.Clear();
            var wait = clock.GetUtcNow() + AwaitsLook;
            await db.Messages.Where(m => m.Id == message.Id && (m.State == MessageState.Queued || m.State == MessageState.Sending))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAtUtc, wait).SetProperty(m => m.StateText, "The booking was changed at its source a moment ago; the stay is looked at first."), ct);
            return;
        }

        if (facts.Stale is { } stale)
        {
            await desk.RaiseAsync(stale, ct, message.StayId);
        }

        await SendAsync(message, letter, route, ct);
        desk.Wake();
    }

    private static bool CarriesCode(Message message) =>
        message is { StayId: not null, HostContactId: null } && (message.Kind is MessageKinds.PreArrival or MessageKinds.CodeChanged || message.Secrets.Count > 0);

    private async Task SendAsync(Message message, Letter letter, Route route, CancellationToken ct)
    {
        ReadyCall? call;
        try
        {
            call = await channels.Of(route.Channel).PrepareAsync(db, message, letter, route, ct);
        }
        catch (UngrantedTokenException)
        {
            await BlockAsync(message, ct);
            return;
        }

        if (call is null)
        {
            await TooLongAsync(message, letter, route, ct);
            return;
        }

        var delivery = claims.Make(message, letter, route, call, AskAfter);
        await promises.NoteAsync(message, letter.Stay, ct);
        await db.SaveChangesAsync(ct); // The claim, the audit rows, what counts as told and what is promised, before a digit leaves.
        var news = await call.Send(call, delivery, ct);
        if (news is { } known)
        {
            await deliveryNews.TakeAsync(delivery.Id, known, ct);
        }
        else
        {
            await PutOffAsync(message, delivery, call, ct);
        }
    }

    /// <summary>A form holds only so much: the next way.</summary>
    private async Task TooLongAsync(Message message, Letter letter, Route route, CancellationToken ct)
    {
        var delivery = claims.PlannedFor(message, letter, route);
        (delivery.ErrorCode, delivery.StatusText) = route.Form == DeliveryForm.FreeText
            ? (Routes.TooLong.ToString(CultureInfo.InvariantCulture), "It is longer than one message may be.")
            : ("", "It does not fit the approved text.");
        delivery.Advance(DeliveryStatus.Failed, clock.GetUtcNow());
        message.DueAtUtc = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The provider cannot take it now: the same way again after a growing pause, then the next.</summary>
    private async Task PutOffAsync(Message message, Delivery delivery, ReadyCall call, CancellationToken ct)
    {
        if (call.OutcomeUnknown)
        {
            return; // It is claimed and due; then the provider is asked what it holds.
        }

        delivery.TakeBack();
        if (call.AwaitsHost)
        {
            delivery.Attempts--;
        }
        else if (delivery.Attempts >= channels.Of(delivery.Channel).MostAttempts)
        {
            delivery.Advance(DeliveryStatus.Failed, clock.GetUtcNow());
            delivery.StatusText = "The provider took nothing for a while.";
        }

        (message.State, message.DueAtUtc) = (MessageState.Queued, clock.GetUtcNow() + (call.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, delivery.Attempts)))));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A call was cut off. A report or the provider's list says what became of it; only what a list that could be read has not shown for two minutes is sent again.</summary>
    private async Task FindOutAsync(Message message, Delivery unknown, CancellationToken ct)
    {
        var found = await channels.Of(unknown.Channel).FindAsync(db, unknown, ct);
        if (found.News is { } news)
        {
            await deliveryNews.TakeAsync(unknown.Id, news, ct);
            return;
        }

        var now = clock.GetUtcNow();
        var since = now - unknown.RequestedUtc;
        if (found.WasAsked && !(since < LostAfter) && unknown.UnknownOutcomes + 1 >= channels.Of(unknown.Channel).MostUnknown)
        {
            await deliveryNews.TakeAsync(unknown.Id, new News(DeliveryStatus.Failed, null, new DeliveryFailure("", "Nobody can say whether it arrived: each time the connection ended before the server said so.")), ct);
            return;
        }

        if (found.WasAsked && !(since < LostAfter))
        {
            unknown.TakeBack(mayHaveArrived: true);
            (message.State, message.DueAtUtc) = (MessageState.Queued, now);
        }
        else
        {
            message.DueAtUtc = now + (since < LostAfter ? AskAfter : AskAgainAfter);
        }

        if (!found.WasAsked && since >= TellHostAfter && await UndeliveredAsync(message, "Nobody can say at the moment whether it arrived: the provider does not answer. Cendra keeps asking.", ct) is { } concern)
        {
            await desk.RaiseAsync(concern, ct, message.StayId);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    /// <summary>Something stands in it that nobody granted. It never leaves; a person is called.</summary>
    private Task BlockAsync(Message message, CancellationToken ct) => FailAsync(
        message, "blocked: it holds a token that was not granted to it",
        new Concern($"blocked:{message.Id:N}", EscalationPriority.P1, "A message to a guest was stopped before it left", "It held something that was not granted to it. The guest has not got it: answer in the conversation.", "Answer the guest.", ConversationId: message.ConversationId), ct);

    private async Task GiveUpAsync(Message message, string because, CancellationToken ct)
    {
        var reasons = string.Join(" ", message.Deliveries.Where(d => d.StatusText.Length > 0).Select(d => $"{MessageWords.Of(d.Channel)}: {d.StatusText}"));
        var why = because.Length > 0 ? because : reasons.Length > 0 ? reasons : "No channel is connected that can take it now.";
        await FailAsync(message, why, await UndeliveredAsync(message, why, ct), ct);
    }

    /// <summary>The call for a host; null for a message to a host: then the next round and the next person follow; null where one is out because the guest has no address; and null for what nobody misses.</summary>
    private async Task<Concern?> UndeliveredAsync(Message message, string why, CancellationToken ct) =>
        message.HostContactId is not null || CourtesyKinds.IsMinor(message.Kind) || (why == NoAddress && await IsAskedForAddressAsync(message, ct))
        ? null
        : new Concern(
            UndeliveredCause(message.Id), await IsUrgentAsync(message, ct) ? EscalationPriority.P1 : EscalationPriority.P2, $"{MessageWords.Of(message.Kind)} did not reach the guest",
            $"{why} Reach the guest another way.", "Reach the guest another way.", ConversationId: message.ConversationId);

    private Task<bool> IsAskedForAddressAsync(Message message, CancellationToken ct)
    {
        var cause = $"{StayConcerns.NoAddress}{message.StayId:N}";
        return db.Escalations.AnyAsync(e => e.Cause == cause && e.ResolvedUtc == null, ct);
    }

    /// <summary>The cause of the call for a host whose message did not arrive.</summary>
    internal static string UndeliveredCause(Guid messageId) => $"undelivered:{messageId:N}";

    private async Task<bool> IsUrgentAsync(Message message, CancellationToken ct) =>
        message.StayId is { } id && await db.Stays.Where(s => s.Id == id).Select(s => s.CheckInUtc).SingleOrDefaultAsync(ct) is { } checkIn && checkIn - clock.GetUtcNow() <= TimeSpan.FromHours(24);

    private async Task FailAsync(Message message, string why, Concern? concern, CancellationToken ct)
    {
        (message.State, message.StateText, message.DueAtUtc) = (MessageState.Failed, why.Length <= 500 ? why : why[..500], null);
        if (concern is not null)
        {
            await desk.RaiseAsync(concern, ct, message.StayId);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }
}
