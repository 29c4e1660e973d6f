using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Email;
using Cendra.Messaging.Twilio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// Twilio keeps the text of every message for more than a year. What carried a code, from us or from the guest, is taken away there a day after the stay, when the code opens nothing any more and nobody asks what was
/// said; the guest's phone keeps it. A message that Twilio does not give up now is tried again every hour for a month.
/// </summary>
public sealed class RedactionsSweep(CendraDbContext db, TwilioClient twilio, IOptionsMonitor<TwilioOptions> options, StayClock clock, ILogger<RedactionsSweep> log)
{
    /// <summary>So long after the end of the code.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(1);

    /// <summary>Longer than one may be asked for again.</summary>
    private static readonly TimeSpan CodesKept = OneTimeCode.OneIn * 2;
    private static readonly TimeSpan For = TimeSpan.FromDays(31);
    private const int Batch = 100;
    private const int MostRefused = 500;

    /// <summary>One pass. What Twilio refuses stays for the next.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var forgotten = clock.GetUtcNow() - CodesKept;
        await db.OneTimeCodes.Where(c => c.MadeUtc < forgotten).ExecuteDeleteAsync(ct); // They hold who asked.
        if (!options.CurrentValue.IsConfigured)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (await RunAsync(SentAsync, id => db.Deliveries.Where(d => d.Id == id && d.RedactedUtc == null).ExecuteUpdateAsync(s => s.SetProperty(d => d.RedactedUtc, now), ct), ct))
        {
            await RunAsync(TypedAsync, id => db.Messages.Where(m => m.Id == id && m.RedactedUtc == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.RedactedUtc, now), ct), ct);
        }
    }

    /// <summary>Takes away what is due, batch by batch; false where Twilio takes nothing at all now.</summary>
    private async Task<bool> RunAsync(Func<int, CancellationToken, Task<IReadOnlyList<(Guid Id, string Sid)>>> due, Func<Guid, Task<int>> note, CancellationToken ct)
    {
        var refused = 0;
        while (refused < MostRefused && await due(refused, ct) is { Count: > 0 } batch)
        {
            foreach (var (id, sid) in batch)
            {
                try
                {
                    await twilio.RedactAsync(sid, ct);
                }
                catch (TwilioException failure)
                {
                    log.LogInformation("Twilio keeps the text of {RowId} for now: {Reason}", id, failure.Message);
                    if (failure.Retry != TwilioRetry.Never)
                    {
                        return false;
                    }

                    refused++; // This one alone is refused: it has not arrived yet, say. It must not keep the others.
                    continue;
                }

                await note(id);
            }
        }

        return true;
    }

    /// <summary>What went to a provider with digits in it.</summary>
    private async Task<IReadOnlyList<(Guid Id, string Sid)>> SentAsync(int after, CancellationToken ct)
    {
        var due = from delivery in db.Deliveries
                  join message in db.Messages on delivery.MessageId equals message.Id
                  where delivery.RedactedUtc == null && delivery.ProviderId != null && (delivery.Channel == ChannelKind.WhatsApp || delivery.Channel == ChannelKind.Sms)
                      && message.Secrets.Any(s => s.LeftUtc != null) && OverStays().Any(s => s.Id == message.StayId)
                  orderby delivery.CreatedUtc, delivery.ProviderId
                  select new { delivery.Id, delivery.ProviderId };
        return [.. (await due.Skip(after).Take(Batch).ToListAsync(ct)).Select(d => (d.Id, d.ProviderId!))];
    }

    /// <summary>What guests wrote with digits of a door in it.</summary>
    private async Task<IReadOnlyList<(Guid Id, string Sid)>> TypedAsync(int after, CancellationToken ct)
    {
        var due = db.Messages.Where(m => m.Direction == MessageDirection.Inbound && m.RedactedUtc == null && !m.DedupeKey.StartsWith(TakeMailJob.KeyPrefix) && (m.Typed == TypedCode.Match || m.Typed == TypedCode.NoMatch || m.Typed >= TypedCode.Swapped) && OverStays().Any(s => s.Id == m.StayId))
            .OrderBy(m => m.CreatedUtc).ThenBy(m => m.DedupeKey).Select(m => new { m.Id, m.DedupeKey });
        return [.. (await due.Skip(after).Take(Batch).ToListAsync(ct)).Select(m => (m.Id, m.DedupeKey))];
    }

    /// <summary>Stays whose codes open nothing any more, a day since and not longer than a month.</summary>
    private IQueryable<Stay> OverStays()
    {
        var (until, since) = (clock.GetUtcNow() - After, clock.GetUtcNow() - For);
        return db.Stays.Where(s => since < (s.CodeEndUtc ?? s.CheckOutUtc) && (s.CodeEndUtc ?? s.CheckOutUtc) < until
            && !s.Codes.Any(c => c.State != AccessCodeState.Revoked && c.State != AccessCodeState.EndedByLock && c.State != AccessCodeState.Planned));
    }
}
