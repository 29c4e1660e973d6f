using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Hosts;

/// <summary>Writes what the day of hosts makes due; each by itself, so that one that somebody else wrote in this moment hinders no other.</summary>
public sealed class HostsDaySweep(CendraDbContext db, HostsDay day, JobWaker waker, ILogger<HostsDaySweep> log)
{
    /// <summary>One pass.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var missing = await day.MissingAsync(ct);
        foreach (var message in missing)
        {
            db.Messages.Add(message);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException collision)
            {
                log.LogInformation("Message {Key} was written by somebody else: {Reason}", message.DedupeKey, collision.GetType().Name);
                db.Entry(message).State = EntityState.Detached;
            }
        }

        if (missing.Count > 0)
        {
            waker.WakeSweep(Sweeps.DueMessages);
        }
    }
}
