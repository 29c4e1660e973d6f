using Cendra.Domain.Database;
using Cendra.Server.Rehearsal.Play;
using Microsoft.EntityFrameworkCore;

namespace Cendra.StaySimulation.Run;

/// <summary>The host of the house: some minutes after being called, one tap says that somebody has it.</summary>
internal sealed class Hosts(PlayHouse house)
{
    private static readonly TimeSpan Takes = TimeSpan.FromMinutes(7);
    private int _heard;

    /// <summary>When the tap is due; null while nobody was called.</summary>
    public DateTimeOffset? DueUtc { get; private set; }

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
    }
}
