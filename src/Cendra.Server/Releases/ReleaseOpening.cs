using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>At the start of a process: the release in force is laid over what ships. An installation that has none yet begins with the texts and the policy of its folder, as they are.</summary>
public sealed class ReleaseOpening(CendraDatabase database, PromptShelf shelf, ReleaseInForce inForce, StayClock clock, IdSource ids, ILogger<ReleaseOpening> log)
{
    /// <summary>Twice, or by two processes at once, is once.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        if (!await db.Releases.AnyAsync(ct))
        {
            await BeginAsync(ct);
        }

        await inForce.LookAsync(db, ct);
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var (texts, policy) = (ShippedTexts.DifferentIn(shelf.Folder), PolicyOfFolder());
        var remark = texts.Count == 0 && policy.Length == 0 ? "The texts and the policy that ship." : "The texts and the policy of the folder, as they were at the first start. The safety scenarios ran on those that ship, not on these.";
        try
        {
            await using var db = database.Open();
            db.Releases.Add(Release.First(ids.Next(), PromptRelease.AsColumn(texts), policy, remark, clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            await using var db = database.Open();
            if (!await db.Releases.AnyAsync(ct))
            {
                throw;
            }
        }
    }

    private string PolicyOfFolder()
    {
        try
        {
            return ShippedTexts.PolicyIn(shelf.Folder);
        }
        catch (PromptException unusable)
        {
            log.LogWarning("The policy that ships is in force: {Why}", unusable.Message);
            return "";
        }
    }
}
