using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Orders;
using Cendra.Lifecycle.Said;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Promises;

/// <summary>What a person does with promises: notes one, says that it was kept, or withdraws it. Each is recorded with who did it; twice is once.</summary>
public sealed class PromiseDesk(CendraDbContext db, EscalationDesk desk, JobWaker waker, StayClock clock, IdSource ids)
{
    /// <summary>Characters of what is promised.</summary>
    public const int LongestWhat = 300;

    private const string NotHere = "This promise is not here any more, or lies outside what you see.";

    /// <summary>Notes a promise that was made elsewhere, by telephone or at the door.</summary>
    public async Task<Ordered> AddAsync(Guid stayId, string what, DateTimeOffset momentUtc, Guid userId, string actor, PropertyScope scope, CancellationToken ct)
    {
        var words = what.Trim();
        var now = clock.GetUtcNow();
        if (words.Length is 0 or > LongestWhat)
        {
            return new Ordered(words.Length == 0 ? "Say what was promised." : $"Say it in {LongestWhat} characters.");
        }

        if (CodeLikeNumbers.In(words))
        {
            return new Ordered(CodeLikeNumbers.Refusal); // It may become the title of an escalation.
        }

        if (momentUtc <= now)
        {
            return new Ordered("That moment has passed. Choose a later one.");
        }

        if (!await scope.Of(db.Stays).AnyAsync(s => s.Id == stayId, ct))
        {
            return new Ordered(NotHere);
        }

        var id = ids.Next();
        var promise = new Commitment
        {
            Id = id, StayId = stayId, PromisedBy = MessageAuthor.Host, PromisedByUserId = userId, What = words, MomentUtc = momentUtc, DedupeKey = $"by-hand:{id:N}", DueAtUtc = now, CreatedUtc = now,
        };
        promise.NoteMade(actor);
        db.Commitments.Add(promise);
        await db.SaveChangesAsync(ct);
        waker.WakeSweep(Sweeps.Promises);
        return Ordered.Done;
    }

    /// <summary>It was done, and the guest knows.</summary>
    public Task<Ordered> KeptAsync(Guid commitmentId, string actor, PropertyScope scope, CancellationToken ct) =>
        SettleAsync(commitmentId, CommitmentState.Kept, "A person says that it is done and that the guest knows.", actor, scope, ct);

    /// <summary>It will not be done, and the guest knows.</summary>
    public Task<Ordered> WithdrawAsync(Guid commitmentId, string actor, PropertyScope scope, CancellationToken ct) =>
        SettleAsync(commitmentId, CommitmentState.Withdrawn, "A person took it back and told the guest.", actor, scope, ct);

    private async Task<Ordered> SettleAsync(Guid commitmentId, CommitmentState state, string outcome, string actor, PropertyScope scope, CancellationToken ct)
    {
        var stays = scope.Of(db.Stays).Select(s => s.Id);
        if (await db.Commitments.SingleOrDefaultAsync(c => c.Id == commitmentId && stays.Contains(c.StayId), ct) is not { } promise)
        {
            return new Ordered(NotHere);
        }

        promise.Settle(state, actor, outcome, clock.GetUtcNow());
        await desk.ResolveAsync(PromiseLook.CauseOf(promise.Id), promise.Outcome, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return new Ordered("Something else changed this promise at the same moment. Look at it and try again.");
        }

        return Ordered.Done;
    }
}
