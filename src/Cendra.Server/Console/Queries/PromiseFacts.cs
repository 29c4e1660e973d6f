using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A promise to a guest as pages show it.</summary>
/// <param name="Id">Its row.</param>
/// <param name="What">What was promised.</param>
/// <param name="Who">The person's name, or "The assistant".</param>
/// <param name="MadeUtc">When.</param>
/// <param name="MomentUtc">When it matters.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Outcome">How it ended; empty = it is open.</param>
/// <param name="EndsByItself">It is kept by changed times and a message; else a person says so.</param>
public sealed record PromiseFacts(Guid Id, string What, string Who, DateTimeOffset MadeUtc, DateTimeOffset MomentUtc, CommitmentState State, string Outcome, bool EndsByItself)
{
    /// <summary>Nobody has kept or withdrawn it.</summary>
    public bool IsOpen => State == CommitmentState.Open;

    /// <summary>The promises of a stay: open ones first, by when they matter.</summary>
    public static async Task<IReadOnlyList<PromiseFacts>> OfAsync(CendraDbContext db, Guid stayId, CancellationToken ct)
    {
        var promises = await db.Commitments.AsNoTracking().Where(c => c.StayId == stayId).ToListAsync(ct);
        var ids = promises.Select(p => p.PromisedByUserId).OfType<Guid>().ToHashSet();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return
        [
            .. promises.OrderBy(p => p.State == CommitmentState.Open ? 0 : 1).ThenBy(p => p.MomentUtc).Select(p => new PromiseFacts(
                p.Id, p.What, p.PromisedBy == MessageAuthor.Agent ? "The assistant" : p.PromisedByUserId is { } id ? names.GetValueOrDefault(id, "A person") : "A person",
                p.CreatedUtc, p.MomentUtc, p.State, p.Outcome, p.Kind != CommitmentKind.Other)),
        ];
    }
}
