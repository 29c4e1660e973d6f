using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Agent.Prompts;

/// <summary>Keeps what this process answers with equal to what the rows say is in force, whichever process put it there.</summary>
public sealed class ReleaseInForce(PromptShelf shelf)
{
    /// <summary>Looks at the rows, and takes over what they say where it is another release than this process has. One question to an index where it is not.</summary>
    public async Task LookAsync(CendraDbContext db, CancellationToken ct)
    {
        var known = shelf.Release?.Id ?? Guid.Empty;
        var now = await db.Releases.Where(r => r.State == ReleaseState.Published).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        if (now is { } id && id != known)
        {
            shelf.PutInForce(PromptRelease.Of(await db.Releases.AsNoTracking().SingleAsync(r => r.Id == id, ct)));
        }
    }
}
