using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Promises;

/// <summary>
/// One look at one open promise. Kept is what the rows show: the window of the stay covers it and a message told the guest these times. What is open five hours before it matters calls a
/// host, so that one is told by four hours before; later promises call at once. Doing it twice changes nothing.
/// </summary>
public sealed class PromiseLook(CendraDbContext db, EscalationDesk desk, StayClock clock)
{
    /// <summary>How long before its moment an open promise calls a host.</summary>
    public static readonly TimeSpan CallsBefore = TimeSpan.FromHours(5);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan After = TimeSpan.FromDays(1);

    /// <summary>The cause of the call for a host.</summary>
    internal static string CauseOf(Guid commitmentId) => $"promise:{commitmentId:N}";

    /// <summary>Looks and saves.</summary>
    public async Task RunAsync(Guid commitmentId, CancellationToken ct)
    {
        var promise = await db.Commitments.SingleOrDefaultAsync(c => c.Id == commitmentId, ct);
        if (promise is null || await StayReader.ReadAsync(db, promise.StayId, ct) is not { } stay)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (stay.Status == StayStatus.Cancelled)
        {
            promise.Settle(CommitmentState.Withdrawn, AuditActor.Cendra, "The stay was cancelled.", now);
        }
        else if (IsDone(promise, stay) && await IsToldAsync(promise, stay, ct))
        {
            promise.Settle(CommitmentState.Kept, AuditActor.Cendra, "The times of the stay are changed, and the guest was told.", now);
        }

        if (promise.State != CommitmentState.Open)
        {
            await desk.ResolveAsync(CauseOf(promise.Id), promise.Outcome, ct);
        }
        else
        {
            await CallInTimeAsync(promise, stay, now, ct);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    private async Task CallInTimeAsync(Commitment promise, Stay stay, DateTimeOffset now, CancellationToken ct)
    {
        var callAt = promise.MomentUtc - CallsBefore;
        if (now >= callAt)
        {
            await desk.RaiseAsync(Concern(promise, stay), ct, stay.Id);
        }

        promise.DueAtUtc = now > promise.MomentUtc + After ? null : now < callAt ? Instants.Earlier(callAt, now + Again) : now + Again;
    }

    private static Concern Concern(Commitment promise, Stay stay)
    {
        var place = stay.Property?.Name ?? "A stay";
        var when = OrderedStay.Moment(promise.MomentUtc, stay.Property?.TimeZoneId ?? "Etc/UTC");
        var (text, step) = promise.Kind == CommitmentKind.Other
            ? ($"It is due {when}. When it is done and the guest knows, say so on the page of the stay; else tell the guest and withdraw it there.", "Do it, or tell the guest.")
            : IsDone(promise, stay)
                ? ($"The times of the stay are changed, but no message has told the guest yet. It matters {when}. Tell the guest in the conversation, then say so on the page of the stay.", "Tell the guest the new times.")
                : ($"The stay still has its old times, and the code obeys them. It matters {when}. Change the times on the page of the stay, or tell the guest that it is not possible and withdraw the promise there.", "Change the times, or tell the guest.");
        return new Concern(CauseOf(promise.Id), EscalationPriority.P1, $"{place}: promised and not done: {promise.What}", text, step) { RenewsText = true };
    }

    /// <summary>The window covers it.</summary>
    private static bool IsDone(Commitment promise, Stay stay) => promise switch
    {
        { Kind: CommitmentKind.CheckIn, TimeLocal: { } time } => stay.CheckInUtc <= PromiseReader.InstantOf(stay, promise.Kind, time),
        { Kind: CommitmentKind.CheckOut, TimeLocal: { } time } => stay.CheckOutUtc >= PromiseReader.InstantOf(stay, promise.Kind, time),
        _ => false,
    };

    /// <summary>A message that a provider took names the times as they are now.</summary>
    private Task<bool> IsToldAsync(Commitment promise, Stay stay, CancellationToken ct)
    {
        var (id, guest, from, until) = (stay.Id, stay.Reservation!.GuestVersion, stay.CheckInUtc, stay.CheckOutUtc);
        var told = db.Messages.Where(m => m.StayId == id && m.GuestVersion == guest && m.State == MessageState.Sent);
        return promise.Kind == CommitmentKind.CheckIn ? told.AnyAsync(m => m.ToldFromUtc == from, ct) : told.AnyAsync(m => m.ToldUntilUtc == until, ct);
    }
}
