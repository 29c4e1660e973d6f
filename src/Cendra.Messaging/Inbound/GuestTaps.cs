using System.Globalization;
using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>A call for help from the page that is not done with.</summary>
/// <param name="SinceUtc">When it was tapped.</param>
/// <param name="IsTold">A provider took the news for a person.</param>
/// <param name="IsTaken">A person has it.</param>
public sealed record GuestCall(DateTimeOffset SinceUtc, bool IsTold, bool IsTaken);

/// <summary>
/// "My code is not working", tapped on the guest's page: it becomes what the guest would have written in the conversation, and is answered in the same way: the same call for a host, the
/// same help to the address on file, the same silence where a person answers. Two taps in a short while are one.
/// </summary>
public sealed class GuestTaps(CendraDbContext db, Senders senders, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>So long a tap stands; one after it calls again, as a second message would.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromMinutes(5);

    private const int MostTries = 5;

    /// <summary>Why somebody is called for a locked door: as the rules say, while a person answers, and while nothing automatic leaves.</summary>
    private static readonly string[] Calls = [nameof(HandoverReason.LockedOut), Answering.LockedOut, Answering.StoppedLockedOut];

    /// <summary>How the keys of these messages begin.</summary>
    private const string Key = "page:";

    /// <summary>Takes the tap over: stored and due now, or joined to one that stands. Saves.</summary>
    public async Task TakeAsync(GuestLink link, string language, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                if (await StoreAsync(link, language, ct) is { } conversation)
                {
                    jobs.Wake<AnswerGuestJob>(job => job.RunAsync(conversation, CancellationToken.None));
                }

                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // The same tap, or another message of this guest, was taken in this very moment: look again.
                continue;
            }
        }
    }

    /// <summary>What stands of the last tap of this guest: it waits to be worked off, or somebody is called and has not closed it; null = nothing does.</summary>
    public async Task<GuestCall?> StandingAsync(Stay stay, CancellationToken ct)
    {
        var guest = stay.Reservation!.GuestVersion;
        var last = await db.Messages.AsNoTracking().Where(m => m.StayId == stay.Id && m.GuestVersion == guest && m.Kind == MessageKinds.FromPage)
            .OrderByDescending(m => m.CreatedUtc).Select(m => new { m.ConversationId, m.State, m.CreatedUtc }).FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return null;
        }

        var causes = Calls.Select(reason => Answering.CauseOf(last.ConversationId!.Value, reason)).ToList();
        var call = await db.Escalations.AsNoTracking().Where(e => causes.Contains(e.Cause) && e.ResolvedUtc == null).OrderBy(e => e.Priority)
            .Select(e => new { e.NotifiedUtc, e.AcknowledgedUtc }).FirstOrDefaultAsync(ct);
        return call is not null ? new GuestCall(last.CreatedUtc, call.NotifiedUtc is not null, call.AcknowledgedUtc is not null)
            : last.State == MessageState.Queued ? new GuestCall(last.CreatedUtc, false, false) : null;
    }

    private async Task<Guid?> StoreAsync(GuestLink link, string language, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Counted before it is looked: of two taps at once both count the same, and the key of the second is taken.
        var before = await db.Messages.CountAsync(m => m.StayId == link.StayId && m.Kind == MessageKinds.FromPage, ct);
        if (await StayReader.ReadAsync(db, link.StayId, ct) is not { } stay || (await StandingAsync(stay, ct) is { } standing && now - standing.SinceUtc < Stands))
        {
            return null;
        }

        var conversation = await senders.OfReservationAsync(stay, ct);
        (conversation.StayId, conversation.LastInboundUtc) = (stay.Id, Instants.Later(now, conversation.LastInboundUtc ?? now));
        db.Messages.Add(Tap(conversation, stay, language, before, now));
        stay.NoteThat(AuditKind.GuestWrote, AuditActor.Guest, "The guest tapped \"My code is not working\" on the guest page");
        await db.SaveChangesAsync(ct);
        return conversation.Id;
    }

    private Message Tap(Conversation conversation, Stay stay, string language, int before, DateTimeOffset nowUtc) => new()
    {
        Id = ids.Next(),
        ConversationId = conversation.Id,
        ReservationId = stay.ReservationId,
        StayId = stay.Id,
        GuestVersion = stay.Reservation!.GuestVersion,
        Direction = MessageDirection.Inbound,
        Author = MessageAuthor.Guest,
        Kind = MessageKinds.FromPage,
        DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{Key}{stay.Id:N}:{before + 1}"),
        Body = QuickReplies.CodeFailsIn(language),
        Language = Languages.OrEnglish(language),
        DueAtUtc = nowUtc,
        CreatedUtc = nowUtc,
    };
}
