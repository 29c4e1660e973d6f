using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Messaging;

/// <summary>Messages that are due, and hosts to be called.</summary>
public sealed class DueMessages(IServiceScopeFactory scopes, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotifyHostsSweep>().RunAsync(ct);
        await scope.ServiceProvider.GetRequiredService<DueMessagesSweep>().RunToTheEndAsync(ct);
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var calls = HostNotices.Called(db.Escalations);
        var next = await db.Stays.Select(s => s.MessagesDueUtc)
            .Concat(db.Messages.Where(m => m.State == MessageState.Queued || m.State == MessageState.Sending || m.State == MessageState.Draft || (m.State == MessageState.Answered && m.DueAtUtc != null)).Select(m => m.DueAtUtc))
            .Concat(db.LockOuts.Select(l => l.NextUtc))
            .Concat(calls.Select(e => e.NextNoticeUtc ?? (DateTimeOffset?)e.RaisedUtc)).MinAsync(ct);
        var waiting = EscalationEnds.WaitingForPerson(db.Escalations);
        var left = await db.Conversations.Where(c => c.HumanSinceUtc != null && !waiting.Any(e => e.ConversationId == c.Id)).MinAsync(c => c.LastHumanUtc, ct);
        return Instants.Earliest(next, left + ConversationDesk.PersonKeeps);
    }
}
