using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>
/// Puts a release in force. Both ways ask the same: the safety scenarios held on exactly these words and this policy, against all that counts now and with the model where it must read them, and what is in force is still
/// what the person saw. Of two who publish at the same moment one fails, because each changes the row that is in force.
/// </summary>
public sealed class PublishDesk(CendraDatabase database, PromptShelf shelf, SafetyGround ground, ReleaseProblems problems, StayClock clock)
{
    private static readonly Ordered Raced = new("What is in force changed since you looked. Nothing was published: look at the difference again.");

    /// <summary>Publishes the draft. <paramref name="inForceId"/> is what was in force when the person looked; <paramref name="remark"/> is what they wrote on it and had not saved, null = nothing.</summary>
    public async Task<Ordered> PublishAsync(Guid id, int version, Guid inForceId, string? remark, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        var draft = await db.Releases.SingleOrDefaultAsync(r => r.Id == id, ct);
        if (draft is not { State: ReleaseState.Draft })
        {
            return new Ordered("This change is not here any more: it was published or thrown away.");
        }

        if (draft.Version != version)
        {
            return ReleaseDesk.Overtaken;
        }

        if (ReleaseDesk.Described(draft, remark ?? draft.Remark) is { IsRefused: true } refused)
        {
            return refused;
        }

        return await PutAsync(db, draft, inForceId, actor, ct);
    }

    /// <summary>Puts an earlier release in force again.</summary>
    public async Task<Ordered> GoBackAsync(Guid id, Guid inForceId, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        var earlier = await db.Releases.SingleOrDefaultAsync(r => r.Id == id, ct);
        return earlier is not { State: ReleaseState.Withdrawn } ? new Ordered("Only a release that was in force before can be gone back to.") : await PutAsync(db, earlier, inForceId, actor, ct);
    }

    private string WhyNot(ReleaseJudgement judgement) => judgement switch
    {
        ReleaseJudgement.Held => "",
        ReleaseJudgement.OtherGround => "The safety scenarios ran on these words with other test cases, other scenarios or another version of Cendra than now. Run them again first.",
        ReleaseJudgement.NoModel => $"What the model is told changes, and {ground.Model}, which is set, was not asked in the run. Run the scenarios with it first.",
        _ => "The safety scenarios have not held on exactly this content. Run them first.",
    };

    private async Task<Ordered> PutAsync(CendraDbContext db, Release release, Guid inForceId, string actor, CancellationToken ct)
    {
        var before = await db.Releases.SingleOrDefaultAsync(r => r.State == ReleaseState.Published, ct);
        if (before is null || before.Id != inForceId)
        {
            return Raced;
        }

        var (content, inForce) = (PromptRelease.Of(release), PromptRelease.Of(before));
        if (problems.Of(content, inForce) is [var problem, ..])
        {
            return new Ordered($"{problem.Name}: {problem.Words}");
        }

        if (content.Hash == inForce.Hash)
        {
            return new Ordered("It says exactly what is in force already.");
        }

        if (WhyNot(ground.Judge(release, content, inForce, await ground.NowAsync(db, ct))) is { Length: > 0 } why)
        {
            return new Ordered(why);
        }

        release.TakeOver(before, actor, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Raced;
        }

        shelf.PutInForce(content);
        return Ordered.Done;
    }
}
