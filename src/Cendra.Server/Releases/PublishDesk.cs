using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>
/// Puts a release in force. Both ways ask the same: the safety scenarios held on exactly these words and this policy, and what is in force is still what the person saw. Of two who publish at the same moment one fails,
/// because each changes the row that is in force.
/// </summary>
public sealed class PublishDesk(CendraDatabase database, PromptShelf shelf, StayClock clock)
{
    private static readonly Ordered Raced = new("What is in force changed since you looked. Nothing was published: look at the difference again.");

    /// <summary>The hash of what ships, on which the scenarios ran before this version of Cendra was made.</summary>
    private static readonly Lazy<string> ShippedHash = new(() => new PromptRelease(0, new Dictionary<string, string>(), "").Hash);

    /// <summary>Publishes the draft. <paramref name="inForceId"/> is what was in force when the person looked.</summary>
    public async Task<Ordered> PublishAsync(Guid id, int version, Guid inForceId, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        var draft = await db.Releases.SingleOrDefaultAsync(r => r.Id == id, ct);
        return draft is not { State: ReleaseState.Draft } ? new Ordered("This change is not here any more: it was published or thrown away.")
            : draft.Version != version ? ReleaseDesk.Overtaken
            : await PutAsync(db, draft, inForceId, actor, ct);
    }

    /// <summary>Puts an earlier release in force again.</summary>
    public async Task<Ordered> GoBackAsync(Guid id, Guid inForceId, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        var earlier = await db.Releases.SingleOrDefaultAsync(r => r.Id == id, ct);
        return earlier is not { State: ReleaseState.Withdrawn } ? new Ordered("Only a release that was in force before can be gone back to.") : await PutAsync(db, earlier, inForceId, actor, ct);
    }

    /// <summary>The scenarios held on all that guests would read under this release, as this version of Cendra reads it.</summary>
    public static bool IsGreen(Release row, PromptRelease content) => row.IsGreen(content.Hash) || content.Hash == ShippedHash.Value;

    private async Task<Ordered> PutAsync(CendraDbContext db, Release release, Guid inForceId, string actor, CancellationToken ct)
    {
        var before = await db.Releases.SingleOrDefaultAsync(r => r.State == ReleaseState.Published, ct);
        if (before is null || before.Id != inForceId)
        {
            return Raced;
        }

        var content = PromptRelease.Of(release);
        if (ReleaseChecks.Of(content) is [var problem, ..])
        {
            return new Ordered($"{problem.Name}: {problem.Words}");
        }

        if (content.Hash == PromptRelease.Of(before).Hash)
        {
            return new Ordered("It says exactly what is in force already.");
        }

        if (!IsGreen(release, content))
        {
            return new Ordered("The safety scenarios have not held on exactly this content. Run them first.");
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
