using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Server.Console.Commands;
using Cendra.Server.Rehearsal.Play;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.StaySimulation.Run;

/// <summary>The host of the house: some minutes after being called, one tap says that somebody has it, and what stands on a lock and is nobody's is to go.</summary>
internal sealed class Hosts(PlayHouse house)
{
    private static readonly SignedInHost Marta = new(Guid.Empty, "Marta Puig", HostRoles.Owner, PropertyScope.All);
    private static readonly TimeSpan Takes = TimeSpan.FromMinutes(7);
    private int _heard;

    /// <summary>When the tap is due; null while nobody was called.</summary>
    public DateTimeOffset? DueUtc { get; private set; }

    /// <summary>How many codes that nobody here made were ordered off a lock.</summary>
    public int Decided { get; private set; }

    /// <summary>Takes note of calls that came.</summary>
    public void Hear(int notices)
    {
        if (notices > _heard)
        {
            (_heard, DueUtc) = (notices, DueUtc ?? house.NowUtc + Takes);
        }
    }

    /// <summary>Takes everything that somebody was called for.</summary>
    public async Task TapAsync()
    {
        DueUtc = null;
        await house.InScopeAsync<CendraDbContext>(async db =>
        {
            var contact = await db.HostContacts.OrderBy(c => c.CallOrder).FirstAsync();
            foreach (var open in await db.Escalations.Where(e => e.ResolvedUtc == null && e.AcknowledgedUtc == null && e.NotifiedUtc != null).ToListAsync())
            {
                open.AcknowledgeByLink(contact.Id, contact.Name, house.NowUtc);
            }

            await db.SaveChangesAsync();
        });
        await house.InScopeAsync<IServiceProvider>(async services =>
        {
            var desk = new FoundCodeDesk(services.GetRequiredService<CendraDatabase>(), services.GetRequiredService<JobWaker>(), services.GetRequiredService<StayClock>());
            await using var db = house.Open();
            foreach (var unknown in await db.FoundCodes.AsNoTracking().Where(f => f.Kind == FoundCodeKind.Unknown && f.GoneUtc == null && f.Decision == FoundCodeDecision.None).ToListAsync())
            {
                Decided += await desk.RemoveAsync(unknown.Id, Marta, CancellationToken.None) == FoundCodeOutcome.Done ? 1 : 0;
            }
        });
    }
}
